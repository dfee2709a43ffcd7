namespace Motion.Blazor.Features.Interactions.Transcripts;

/// <summary>
/// Holds back what is written synchronously until the next asynchronous write. A zip closes its entries synchronously, even when it is
/// asked to do it asynchronously, and a web server's answer refuses that; it is the last piece of an entry, a few kilobytes.
/// </summary>
internal sealed class HeldBackStream(Stream to) : Stream
{
    private readonly MemoryStream _held = new();

    public override bool CanRead => false;
    public override bool CanSeek => false;
    public override bool CanWrite => true;
    public override long Length => throw new NotSupportedException();
    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    public override void Write(byte[] buffer, int offset, int count) => _held.Write(buffer, offset, count);

    public override void Write(ReadOnlySpan<byte> buffer) => _held.Write(buffer);

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        await LetGoAsync(cancellationToken);
        await to.WriteAsync(buffer, cancellationToken);
    }

    public override void Flush()
    {
        // With the next asynchronous write.
    }

    public override async Task FlushAsync(CancellationToken cancellationToken)
    {
        await LetGoAsync(cancellationToken);
        await to.FlushAsync(cancellationToken);
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override async ValueTask DisposeAsync()
    {
        await LetGoAsync(CancellationToken.None);
        await _held.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    private async Task LetGoAsync(CancellationToken cancellation)
    {
        if (_held.Length == 0)
            return;
        await to.WriteAsync(_held.GetBuffer().AsMemory(0, (int)_held.Length), cancellation);
        _held.SetLength(0);
    }
}
