using Motion.Domain.Messaging;
using Motion.Providers.Outside;

namespace Motion.Providers.SinchV2;

/// <summary>Opens an inbound file at the public address that the webhook named (providers.md 2.3): no credentials, a few hosts.</summary>
internal sealed class SinchMedia(MediaFetch media, Uri api)
{
    /// <summary>Sinch names no hosts: its own and those of the clouds it runs on. A narrower list would lose files.</summary>
    private readonly MediaHosts _hosts = new(api, ".sinch.com", ".amazonaws.com", "storage.googleapis.com");

    public Task<MediaDownload> OpenAsync(MediaSource source, CancellationToken cancellation) => media.OpenAsync(source, _hosts, _ => null, cancellation);
}
