using System.IO.MemoryMappedFiles;

namespace Motion.E2E.Clock;

/// <summary>The real clock, put forward by what a journey writes into a file both processes have open.</summary>
public sealed class MovableClock : TimeProvider, IDisposable
{
    /// <summary>The environment variable that names the file.</summary>
    public const string FileVariable = "MOTION_E2E_CLOCK";

    private readonly MemoryMappedFile _file;
    private readonly MemoryMappedViewAccessor _ahead;

    public MovableClock(string path)
    {
        _file = MemoryMappedFile.CreateFromFile(path, FileMode.OpenOrCreate, mapName: null, sizeof(long));
        _ahead = _file.CreateViewAccessor();
    }

    public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + TimeSpan.FromTicks(_ahead.ReadInt64(0));

    public void PutForward(TimeSpan by) => _ahead.Write(0, _ahead.ReadInt64(0) + by.Ticks);

    public void Dispose()
    {
        _ahead.Dispose();
        _file.Dispose();
    }
}
