using System.Globalization;
using Motion.Blazor.Hosting;

namespace Motion.Blazor.Features.Interactions.Exporting;

/// <summary>Where files of background exports are kept.</summary>
internal sealed class ExportFiles(DataPaths paths)
{
    public string PathOf(int jobId) => Path.Combine(Folder(), string.Create(CultureInfo.InvariantCulture, $"{jobId}.csv"));

    /// <summary>While it is being written.</summary>
    public string DraftOf(int jobId) => $"{PathOf(jobId)}.part";

    public void Delete(int jobId)
    {
        File.Delete(DraftOf(jobId));
        File.Delete(PathOf(jobId));
    }

    private string Folder() => Directory.CreateDirectory(Path.Combine(paths.Root, "exports")).FullName;
}
