using System.Globalization;

namespace Motion.E2E.Support;

/// <summary>
/// Where the applications of the journeys keep their data until the last has ended: a page that leaves in the last moment may still write
/// into a directory whose application has stopped.
/// </summary>
internal static class Scratch
{
    private static readonly Lazy<DirectoryInfo> Root = new(MakeRoot);
    private static int _made;

    public static string NewDirectory() => Root.Value.CreateSubdirectory(Interlocked.Increment(ref _made).ToString(CultureInfo.InvariantCulture)).FullName;

    private static DirectoryInfo MakeRoot()
    {
        var root = Directory.CreateTempSubdirectory("motion-e2e-");
        AppDomain.CurrentDomain.ProcessExit += (_, _) => root.Delete(recursive: true);
        return root;
    }
}
