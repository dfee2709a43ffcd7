namespace Motion.Blazor.Identity;

internal static class ReturnAddress
{
    /// <summary>Only an address on this site: <c>//evil.example</c> and <c>/\evil.example</c> are other sites to a browser.</summary>
    public static string LocalOr(string? address, string otherwise) =>
        address is ['/', ..] && address is not ['/', '/' or '\\', ..] && !address.Any(char.IsControl) ? address : otherwise;
}
