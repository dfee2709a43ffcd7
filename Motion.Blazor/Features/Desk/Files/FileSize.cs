using System.Globalization;

namespace Motion.Blazor.Features.Desk.Files;

/// <summary>A number of bytes as people say it.</summary>
internal static class FileSize
{
    private const double Kilobyte = 1024;
    private const double Megabyte = 1024 * 1024;

    public static string Words(long bytes) => bytes switch
    {
        < 1024 => string.Create(CultureInfo.CurrentCulture, $"{bytes} B"),
        < 1024 * 1024 => string.Create(CultureInfo.CurrentCulture, $"{bytes / Kilobyte:N0} KB"),
        _ => string.Create(CultureInfo.CurrentCulture, $"{bytes / Megabyte:0.#} MB"),
    };
}
