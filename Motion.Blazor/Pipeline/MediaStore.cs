using System.Globalization;
using System.Security.Cryptography;
using Motion.Blazor.Hosting;

namespace Motion.Blazor.Pipeline;

/// <summary>A file as it was written: where, how much, and what its first bytes say.</summary>
internal sealed record WrittenFile(string Path, long Size, string Sha256, byte[] Head);

/// <summary>More bytes came than were allowed.</summary>
internal sealed class FileTooLargeException(long limit)
    : IOException(string.Create(CultureInfo.InvariantCulture, $"The file has more than {limit} bytes."))
{
    public long Limit { get; } = limit;
}

/// <summary>The files under the data directory. Bytes pass through in small pieces; no file is ever held in memory.</summary>
internal sealed class MediaStore(DataPaths paths, TimeProvider time)
{
    /// <summary>A sender who gives nothing for so long has gone.</summary>
    private static readonly TimeSpan LongestSilence = TimeSpan.FromSeconds(60);

    /// <summary>A hundred megabytes over a slow line; whoever takes longer is holding the line on purpose.</summary>
    private static readonly TimeSpan LongestTime = TimeSpan.FromMinutes(15);

    private const int PieceSize = 80 * 1024;
    private const int HeadSize = 64;

    /// <summary>Writes a new file; nothing of it stays when that fails.</summary>
    /// <exception cref="FileTooLargeException">It is larger than <paramref name="limit"/> bytes.</exception>
    /// <exception cref="IOException">The sender fell silent or took too long, or the disk refused.</exception>
    public async Task<WrittenFile> WriteAsync(Stream from, long limit, CancellationToken cancellation)
    {
        var folder = time.GetUtcNow().ToString("yyyy/MM", CultureInfo.InvariantCulture);
        var path = $"{folder}/{Guid.CreateVersion7():N}";
        var full = Path.Combine(paths.Media, path);
        Directory.CreateDirectory(Path.GetDirectoryName(full)!);
        try
        {
            return await CopyAsync(from, path, full, limit, cancellation);
        }
        catch
        {
            File.Delete(full);
            throw;
        }
    }

    /// <summary>The file for reading, or null when it is not there, or its path would lead out of the media directory.</summary>
    public FileInfo? Find(string stored)
    {
        var root = Path.GetFullPath(paths.Media) + Path.DirectorySeparatorChar;
        var full = Path.GetFullPath(stored, root);
        return full.StartsWith(root, StringComparison.Ordinal) && File.Exists(full) ? new FileInfo(full) : null;
    }

    public void Delete(string stored) => Find(stored)?.Delete();

    private async Task<WrittenFile> CopyAsync(Stream from, string path, string full, long limit, CancellationToken cancellation)
    {
        await using var to = new FileStream(full, FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 0, useAsync: true);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        using var total = new CancellationTokenSource(LongestTime, time);
        using var silence = new CancellationTokenSource(LongestSilence, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellation, total.Token, silence.Token);
        var piece = new byte[PieceSize];
        byte[] head = [];
        long size = 0;
        try
        {
            int read;
            while ((read = await from.ReadAsync(piece, either.Token)) > 0)
            {
                silence.CancelAfter(LongestSilence);
                size += read;
                if (size > limit)
                    throw new FileTooLargeException(limit);
                if (head.Length < HeadSize)
                    head = [.. head, .. piece.AsSpan(0, Math.Min(read, HeadSize - head.Length))];
                hash.AppendData(piece, 0, read);
                await to.WriteAsync(piece.AsMemory(0, read), either.Token);
            }
        }
        catch (OperationCanceledException ended) when (!cancellation.IsCancellationRequested)
        {
            throw new IOException(total.IsCancellationRequested ? "The file took too long." : "The file stopped half way.", ended);
        }
        return new WrittenFile(path, size, Convert.ToHexStringLower(hash.GetHashAndReset()), head);
    }
}
