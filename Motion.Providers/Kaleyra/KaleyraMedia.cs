using Motion.Domain.Messaging;
using Motion.Providers.Outside;

namespace Motion.Providers.Kaleyra;

/// <summary>Opens an inbound file at the storage link that the callback named (providers.md 4.3): no credentials.</summary>
internal sealed class KaleyraMedia(MediaFetch media, Uri api)
{
    private readonly MediaHosts _hosts = new(api, ".amazonaws.com", ".kaleyra.io", ".kaleyra.com", ".kaleyra.ai");

    public Task<MediaDownload> OpenAsync(MediaSource source, CancellationToken cancellation) => media.OpenAsync(source, _hosts, _ => null, cancellation);
}
