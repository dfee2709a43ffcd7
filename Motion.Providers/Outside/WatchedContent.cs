using System.Net;

namespace Motion.Providers.Outside;

/// <summary>
/// Knows whether a request began to leave: the body is asked for only once there is a connection, past DNS, connect, proxy
/// and TLS. More telling than the kinds of exceptions, which overlap.
/// </summary>
internal sealed class WatchedContent : HttpContent
{
    private readonly HttpContent _inner;

    public WatchedContent(HttpContent inner)
    {
        _inner = inner;
        foreach (var header in inner.Headers) _ = Headers.TryAddWithoutValidation(header.Key, header.Value);
    }

    public bool Started { get; private set; }

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) =>
        SerializeToStreamAsync(stream, context, CancellationToken.None);

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        Started = true;
        return _inner.CopyToAsync(stream, context, cancellationToken);
    }

    protected override bool TryComputeLength(out long length)
    {
        length = _inner.Headers.ContentLength ?? 0;
        return _inner.Headers.ContentLength is not null;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing) _inner.Dispose();
        base.Dispose(disposing);
    }
}
