using System.Net;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.Extensions.Options;

namespace Motion.Blazor.Hosting;

internal static class ProxyHeaders
{
    /// <summary>Believes X-Forwarded-* only from the proxies that the configuration names; anybody else could write what he likes into them.</summary>
    public static void UseMotionProxyHeaders(this WebApplication app)
    {
        var trusted = app.Services.GetRequiredService<IOptions<MotionOptions>>().Value.TrustedProxies;
        if (trusted.Length == 0)
            return;

        var options = new ForwardedHeadersOptions
        {
            ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto | ForwardedHeaders.XForwardedHost,
        };
        options.KnownProxies.Clear();
        options.KnownIPNetworks.Clear();
        foreach (var proxy in trusted)
        {
            if (IPAddress.TryParse(proxy, out var address))
                options.KnownProxies.Add(address);
            else
                options.KnownIPNetworks.Add(System.Net.IPNetwork.Parse(proxy));
        }

        app.UseForwardedHeaders(options);
    }
}
