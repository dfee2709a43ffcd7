using Microsoft.Extensions.Options;
using Motion.Blazor.Features.Administration.Settings;
using Motion.Blazor.Hosting;

namespace Motion.Blazor.Features.Accounts;

/// <summary>
/// The address a provider posts to, and the one it signs (product.md section 4). Built from what was configured, never from the
/// Host header of a request (providers.md 1.6).
/// </summary>
internal sealed class ReceiveUrl(IOptions<MotionOptions> options, SystemSettings settings)
{
    /// <summary>Scheme, host and port: the public address of the settings, else <c>Motion:PublicUrl</c>, else the account's own domain.</summary>
    public string BaseOf(string domain) => settings.Current.PublicAddress ?? options.Value.PublicUrl?.TrimEnd('/') ?? $"https://{domain}";

    public string Of(int accountId, string domain, string proxyToken) =>
        $"{BaseOf(domain)}/api/whatsapp/accounts/{accountId}/notify?token={proxyToken}";
}
