using System.Net.Http.Headers;
using Motion.Domain.Messaging;
using Motion.Providers.Outside;

namespace Motion.Providers.Twilio;

/// <summary>
/// Opens an inbound file (providers.md 1.7). The token goes to this account's own media address and nowhere else: a too wide
/// rule leaks it, a too narrow list of redirect targets loses every file.
/// </summary>
internal sealed class TwilioMedia(MediaFetch media, Uri api, string accountSid, AuthenticationHeaderValue credential)
{
    private readonly MediaHosts _hosts = new(api, ".twilio.com", ".twiliocdn.com", ".amazonaws.com");

    public Task<MediaDownload> OpenAsync(MediaSource source, CancellationToken cancellation) =>
        media.OpenAsync(source, _hosts, CredentialFor, cancellation);

    private AuthenticationHeaderValue? CredentialFor(Uri address) =>
        _hosts.IsApi(address)
        && address.AbsolutePath.StartsWith($"{api.AbsolutePath.TrimEnd('/')}/2010-04-01/Accounts/{accountSid}/Messages/", StringComparison.Ordinal)
            ? credential
            : null;
}
