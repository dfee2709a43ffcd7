using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using Motion.Domain.Messaging;

namespace Motion.Providers.Sandbox;

/// <summary>The bytes behind sandbox messages: at most 50 MB in all, the oldest make room. Safe to use from any thread.</summary>
public sealed class SandboxFiles
{
    /// <summary>Bytes kept in all, and so the largest file there can be.</summary>
    public const long Capacity = 50 * 1024 * 1024;

    private readonly Lock _gate = new();
    private readonly Dictionary<string, (SandboxFile File, byte[] Bytes)> _files = new(StringComparer.Ordinal);
    private readonly Queue<string> _order = [];
    private long _total;

    /// <summary>Keeps a file, or says no (null) to one that is larger than everything there is room for.</summary>
    public SandboxFile? Add(SandboxAccount account, byte[] bytes, string mimeType, string? fileName)
    {
        if (bytes.LongLength > Capacity) return null;
        var file = new SandboxFile(
            SandboxIds.Media(account.Type),
            account.Id, mimeType, fileName, bytes.LongLength, Convert.ToHexStringLower(SHA256.HashData(bytes)));
        lock (_gate)
        {
            while (_total + file.Size > Capacity && _order.TryDequeue(out var oldest)) Drop(oldest);
            _files[file.Id] = (file, bytes);
            _order.Enqueue(file.Id);
            _total += file.Size;
        }

        return file;
    }

    /// <summary>Finds a file by its media id.</summary>
    public bool TryGet(string id, [NotNullWhen(true)] out SandboxFile? file, [NotNullWhen(true)] out byte[]? bytes)
    {
        lock (_gate)
        {
            var found = _files.TryGetValue(id, out var entry);
            (file, bytes) = (entry.File, entry.Bytes);
            return found;
        }
    }

    /// <summary>What a file of this type is shown as.</summary>
    public static MessageKind KindOf(string mimeType) => mimeType.Split('/', 2)[0] switch
    {
        "image" => mimeType.StartsWith("image/webp", StringComparison.OrdinalIgnoreCase) ? MessageKind.Sticker : MessageKind.Image,
        "video" => MessageKind.Video,
        "audio" => MessageKind.Audio,
        _ => MessageKind.Document,
    };

    internal void Remove(string id)
    {
        lock (_gate) Drop(id);
    }

    private void Drop(string id)
    {
        if (_files.Remove(id, out var dropped)) _total -= dropped.File.Size;
    }
}
