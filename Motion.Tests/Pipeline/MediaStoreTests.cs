using System.Buffers.Binary;
using System.Security.Cryptography;
using Motion.Blazor.Features.Desk.Files;
using Motion.Blazor.Hosting;
using Motion.Blazor.Pipeline;
using Motion.Domain.Messaging;
using Motion.Providers;
using Motion.Tests.Support;

namespace Motion.Tests.Pipeline;

public sealed class MediaStoreTests : IDisposable
{
    private static readonly CancellationToken Cancellation = TestContext.Current.CancellationToken;

    private readonly DataPaths _paths = new(Directory.CreateTempSubdirectory("motion-store-").FullName);
    private readonly FakeClock _clock = new(new DateTimeOffset(2026, 3, 2, 9, 0, 0, TimeSpan.Zero));

    [Fact]
    public async Task File_ThatFallsSilentHalfWay_IsGivenUpAfterAMinuteAndLeavesNothing()
    {
        var writing = new MediaStore(_paths, _clock).WriteAsync(new SilentAfter(1000), 1_000_000, Cancellation);
        await _clock.TimerSetAsync(TimeSpan.FromSeconds(60));
        await Eventually.IsAsync(() => Task.FromResult(Files().Length), 1);

        _clock.Advance(TimeSpan.FromSeconds(61));

        _ = await Assert.ThrowsAsync<IOException>(() => writing);
        Assert.Empty(Files());
    }

    [Fact]
    public async Task File_WithinItsLimit_IsWrittenWithItsHash()
    {
        var bytes = RandomNumberGenerator.GetBytes(300_000);

        var written = await new MediaStore(_paths, _clock).WriteAsync(new MemoryStream(bytes), bytes.Length, Cancellation);

        Assert.Equal((300_000, Convert.ToHexStringLower(SHA256.HashData(bytes))), (written.Size, written.Sha256));
        Assert.Equal(bytes, await File.ReadAllBytesAsync(Assert.Single(Files()), Cancellation));
        _ = await Assert.ThrowsAsync<FileTooLargeException>(() => new MediaStore(_paths, _clock).WriteAsync(new MemoryStream(bytes), bytes.Length - 1, Cancellation));
        Assert.Single(Files());
    }

    [Theory]
    [InlineData("../motion.db")]
    [InlineData("/etc/passwd")]
    [InlineData("nothing")]
    public void Path_OutOfTheFolderOrNowhere_IsNotFound(string path) => Assert.Null(new MediaStore(_paths, _clock).Find(path));

    [Theory]
    [InlineData("../../etc/passwd", "passwd")]
    [InlineData(@"C:\Users\x\list.xlsx", "list.xlsx")]
    [InlineData("a\u202Egpj.exe", "agpj.exe")]
    [InlineData(" .. ", null)]
    [InlineData("\u0000\n", null)]
    [InlineData("Prezzi è 😀.pdf", "Prezzi è 😀.pdf")]
    public void Name_OfAStranger_IsCleaned(string name, string? expected) => Assert.Equal(expected, FileNames.Clean(name));

    [Theory]
    [InlineData("VP8X", MessageKind.Sticker)]
    [InlineData("VP8L", MessageKind.Sticker)]
    [InlineData("VP8 ", MessageKind.Sticker)]
    public void WebP_OfStickerSize_IsASticker(string chunk, MessageKind expected)
    {
        var abilities = new ProviderCapabilities
        {
            TextLimit = 1,
            MediaLimits = new Dictionary<MessageKind, long> { [MessageKind.Sticker] = 1000, [MessageKind.Document] = 5000 },
        };

        Assert.Equal(expected, OutgoingFile.KindOf("image/webp", WebP(chunk, 512), 900, abilities));
        Assert.Equal(MessageKind.Document, OutgoingFile.KindOf("image/webp", WebP(chunk, 800), 900, abilities));
        Assert.Equal(MessageKind.Document, OutgoingFile.KindOf("image/webp", WebP(chunk, 512), 1001, abilities));
        Assert.Null(OutgoingFile.KindOf("image/webp", WebP(chunk, 512), 5001, abilities));
    }

    [Theory]
    [InlineData("page.html", "text/html")]
    [InlineData("list.xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")]
    [InlineData("no-picture.png", "application/octet-stream")]
    [InlineData("unknown.thing", "application/octet-stream")]
    [InlineData(null, "application/octet-stream")]
    public void Type_WhereTheBytesSayNothing_IsADocumentAtMost(string? name, string expected) =>
        Assert.Equal(expected, OutgoingFile.TypeOf("PK\u0003\u0004"u8, name));

    public void Dispose() => Directory.Delete(_paths.Root, recursive: true);

    private string[] Files() => Directory.Exists(_paths.Media) ? Directory.GetFiles(_paths.Media, "*", SearchOption.AllDirectories) : [];

    private static byte[] WebP(string chunk, int side)
    {
        var head = new byte[64];
        "RIFF"u8.CopyTo(head);
        "WEBP"u8.CopyTo(head.AsSpan(8));
        System.Text.Encoding.ASCII.GetBytes(chunk).CopyTo(head, 12);
        switch (chunk)
        {
            case "VP8X":
                BinaryPrimitives.WriteInt32LittleEndian(head.AsSpan(24), side - 1);
                BinaryPrimitives.WriteInt32LittleEndian(head.AsSpan(27), side - 1);
                break;
            case "VP8L":
                BinaryPrimitives.WriteInt32LittleEndian(head.AsSpan(21), (side - 1) | ((side - 1) << 14));
                break;
            default:
                BinaryPrimitives.WriteInt16LittleEndian(head.AsSpan(26), (short)side);
                BinaryPrimitives.WriteInt16LittleEndian(head.AsSpan(28), (short)side);
                break;
        }
        return head;
    }

    /// <summary>Gives some bytes and then nothing more, without ending.</summary>
    private sealed class SilentAfter(int bytes) : Stream
    {
        private bool _given;

        public override bool CanRead => true;
        public override bool CanSeek => false;
        public override bool CanWrite => false;
        public override long Length => throw new NotSupportedException();
        public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            if (_given)
                await Task.Delay(Timeout.Infinite, cancellationToken);
            _given = true;
            return bytes;
        }

        public override void Flush() => throw new NotSupportedException();
        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();
        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();
        public override void SetLength(long value) => throw new NotSupportedException();
        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
