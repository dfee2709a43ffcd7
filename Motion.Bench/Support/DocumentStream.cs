namespace Motion.Bench.Support;

/// <summary>A PDF of a given size that is never in memory: its mark, then nothing but one letter.</summary>
internal sealed class DocumentStream(long size) : Stream
{
    private static readonly byte[] Mark = "%PDF-1.7\n"u8.ToArray();
    private long _at;

    public override bool CanRead => true;
    public override bool CanSeek => false;
    public override bool CanWrite => false;
    public override long Length => size;
    public override long Position { get => _at; set => throw new NotSupportedException(); }

    public override int Read(Span<byte> buffer)
    {
        var count = (int)Math.Min(buffer.Length, size - _at);
        buffer[..count].Fill((byte)'x');
        if (_at < Mark.Length)
            Mark.AsSpan((int)_at, Math.Min(count, Mark.Length - (int)_at)).CopyTo(buffer);
        _at += count;
        return count;
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));
    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) => ValueTask.FromResult(Read(buffer.Span));
    public override void Flush() => throw new NotSupportedException();
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();
    public override void SetLength(long value) => throw new NotSupportedException();
    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
