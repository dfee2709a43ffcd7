using Microsoft.Extensions.Options;
using Motion.Blazor.Hosting;

namespace Motion.Blazor.Features.Accounts;

/// <summary>
/// The address a provider posts to, and the one it signs (product.md section 4). Built from what was configured, never from the
/// Host header of a request (providers.md 1.6).
/// </summary>
internal sealed class ReceiveUrl(IOptions<MotionOptions> options)
{
    /// <summary>Scheme, host and port: <c>Motion:PublicUrl</c> where set, else the account's own domain.</summary>
    public string BaseOf(string domain) => options.Value.PublicUrl?.TrimEnd('/') ?? $"https://{domain}";

    public string Of(int accountId, string domain, string proxyToken) =>
        $"{BaseOf(domain)}/api/whatsapp/accounts/{accountId}/notify?token={proxyToken}";
}
