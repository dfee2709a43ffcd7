using System.Globalization;
using System.Text.RegularExpressions;
using Motion.Blazor.Hosting;

namespace Motion.Blazor.Features.Interactions.Logs;

/// <summary>One rolling file per channel and day, e.g. <c>SUP-2026-03-02.jsonl</c>: a channel is an account, named by its key.</summary>
internal sealed partial class InteractionLogFiles(DataPaths paths)
{
    private const string Cursor = "cursor";

    public string Folder => Directory.CreateDirectory(Path.Combine(paths.Root, "logs", "interactions")).FullName;

    public string PathOf(string channel, DateOnly day) => Path.Combine(Folder, string.Create(CultureInfo.InvariantCulture, $"{channel}-{day:yyyy-MM-dd}.jsonl"));

    /// <summary>The files, the newest day first.</summary>
    public IEnumerable<(FileInfo File, string Channel, DateOnly Day)> All() => new DirectoryInfo(Folder).EnumerateFiles("*.jsonl")
        .Select(file => (file, Name().Match(file.Name)))
        .Where(found => found.Item2.Success)
        .Select(found => (found.file, found.Item2.Groups["channel"].Value, DateOnly.ParseExact(found.Item2.Groups["day"].Value, "yyyy-MM-dd", CultureInfo.InvariantCulture)))
        .OrderByDescending(found => found.Item3).ThenBy(found => found.Item2, StringComparer.Ordinal);

    public void DeleteBefore(DateOnly day)
    {
        foreach (var (file, _, _) in All().Where(found => found.Day < day).ToList())
            file.Delete();
    }

    /// <summary>The last timeline entry that was written; 0 at the beginning.</summary>
    public long ReadCursor() =>
        File.Exists(Path.Combine(Folder, Cursor)) && long.TryParse(File.ReadAllText(Path.Combine(Folder, Cursor)), NumberStyles.None, CultureInfo.InvariantCulture, out var last) ? last : 0;

    /// <summary>Swapped in whole, so that a crash leaves the old one or the new one.</summary>
    public void WriteCursor(long last)
    {
        var draft = Path.Combine(Folder, $"{Cursor}.part");
        File.WriteAllText(draft, last.ToString(CultureInfo.InvariantCulture));
        File.Move(draft, Path.Combine(Folder, Cursor), overwrite: true);
    }

    // Keys are letters and digits; nothing else can be a part of a name here, so no name leads out of the folder.
    [GeneratedRegex(@"^(?<channel>[A-Z0-9]{1,5})-(?<day>\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01]))\.jsonl$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Name();
}
