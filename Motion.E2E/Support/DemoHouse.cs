namespace Motion.E2E.Support;

/// <summary>What the first start in Development leaves on the disk, made once and copied for each journey.</summary>
internal static class DemoHouse
{
    private static readonly Lazy<Task<string>> Made = new(MakeAsync);

    public static async Task MoveIntoAsync(string directory)
    {
        var made = await Made.Value;
        foreach (var file in Directory.EnumerateFiles(made, "*", SearchOption.AllDirectories))
        {
            var copy = Path.Combine(directory, Path.GetRelativePath(made, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }
    }

    private static async Task<string> MakeAsync()
    {
        var directory = Directory.CreateTempSubdirectory("motion-e2e-house-").FullName;
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Directory.Delete(directory, recursive: true);
        await using var motion = await RunningMotion.StartAsync("Development", []);
        await motion.KillAsync();
        foreach (var folder in Directory.EnumerateDirectories(motion.DataDirectory, "*", SearchOption.AllDirectories))
            Directory.CreateDirectory(Path.Combine(directory, Path.GetRelativePath(motion.DataDirectory, folder)));
        foreach (var file in Directory.EnumerateFiles(motion.DataDirectory, "*", SearchOption.AllDirectories))
            File.Copy(file, Path.Combine(directory, Path.GetRelativePath(motion.DataDirectory, file)));
        return directory;
    }
}
