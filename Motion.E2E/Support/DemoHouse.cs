namespace Motion.E2E.Support;

/// <summary>What the first start in Development leaves on the disk, made once and copied for each journey.</summary>
internal static class DemoHouse
{
    private static readonly Lazy<Task<string>> Made = new(MakeAsync);

    public static async Task MoveIntoAsync(string directory) => Copy(await Made.Value, directory);

    private static async Task<string> MakeAsync()
    {
        var directory = Scratch.NewDirectory();
        await using var motion = new MotionHost();
        motion.Start();
        await motion.StopAsync();
        Copy(motion.DataDirectory, directory);
        return directory;
    }

    private static void Copy(string from, string to)
    {
        foreach (var file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories))
        {
            var copy = Path.Combine(to, Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }
    }
}
