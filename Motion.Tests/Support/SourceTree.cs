using System.Runtime.CompilerServices;

namespace Motion.Tests.Support;

/// <summary>The sources the tests were built from, for tests about the sources themselves.</summary>
internal static class SourceTree
{
    public static string Root { get; } = Find();

    public static IEnumerable<string> Files(string project, params string[] endings) =>
        Directory.EnumerateFiles(Path.Combine(Root, project), "*", SearchOption.AllDirectories)
            .Where(file => endings.Any(ending => file.EndsWith(ending, StringComparison.Ordinal)))
            .Where(file => !Path.GetRelativePath(Root, file).Split(Path.DirectorySeparatorChar).Any(part => part is "bin" or "obj"));

    private static string Find([CallerFilePath] string here = "")
    {
        // A deterministic build may hide where it ran; the output directory lies in the same tree.
        var directory = new DirectoryInfo(File.Exists(here) ? Path.GetDirectoryName(here)! : AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(directory.FullName, "Motion.sln")))
            directory = directory.Parent ?? throw new InvalidOperationException("Motion.sln is not above the tests.");
        return directory.FullName;
    }
}
