using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace Motion.Blazor.Features.Sandbox;

/// <summary>Where this very process can be called on loopback. Known once it listens.</summary>
internal sealed class OwnAddress(IServer server)
{
    /// <summary>Scheme, host and port without a slash at the end.</summary>
    public string Root
    {
        get
        {
            var addresses = server.Features.Get<IServerAddressesFeature>()?.Addresses ?? [];
            // Plain http first: nobody on loopback trusts a development certificate.
            var address = addresses.OrderBy(candidate => candidate.StartsWith("https:", StringComparison.OrdinalIgnoreCase)).FirstOrDefault()
                ?? throw new InvalidOperationException("The sandbox was asked before the application listens.");
            var parsed = BindingAddress.Parse(address);
            var host = parsed.Host is "*" or "+" or "0.0.0.0" or "[::]" ? "127.0.0.1" : parsed.Host;
            return string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{parsed.Scheme}://{host}:{parsed.Port}");
        }
    }
}
