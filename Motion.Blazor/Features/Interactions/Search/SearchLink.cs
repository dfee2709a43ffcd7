using System.Buffers.Text;
using System.IO.Compression;
using System.Text;
using Motion.Domain.Search;

namespace Motion.Blazor.Features.Interactions.Search;

/// <summary>A search in an address: its JSON, packed. Whoever opens the link searches for the same.</summary>
internal static class SearchLink
{
    /// <summary>Longer ones do not fit into the first line of a request everywhere; such a search can be saved instead.</summary>
    public const int LongestLink = 6000;

    private const int LargestJson = 1_000_000;

    public static string Write(SearchDefinition search)
    {
        using var packed = new MemoryStream();
        using (var deflate = new DeflateStream(packed, CompressionLevel.Optimal, leaveOpen: true))
            deflate.Write(Encoding.UTF8.GetBytes(SearchJson.Write(search)));
        return Base64Url.EncodeToString(packed.ToArray());
    }

    /// <summary>Null for what holds no search.</summary>
    public static SearchDefinition? Read(string? link)
    {
        if (string.IsNullOrEmpty(link) || link.Length > LongestLink * 4 || !Base64Url.IsValid(link))
            return null;
        try
        {
            using var deflate = new DeflateStream(new MemoryStream(Base64Url.DecodeFromChars(link)), CompressionMode.Decompress);
            // A small link can hold very much; no search does.
            var json = new byte[LargestJson + 1];
            var length = deflate.ReadAtLeast(json, json.Length, throwOnEndOfStream: false);
            if (length > LargestJson)
                return null;
            var (search, errors) = SearchJson.Read(Encoding.UTF8.GetString(json, 0, length));
            return errors.Count == 0 ? search : null;
        }
        catch (InvalidDataException)
        {
            return null;
        }
    }
}
