namespace Motion.Domain.Routing;

/// <summary>
/// The addresses HTTP request rows may call (product.md section 6). An entry allows itself and what lies below its path; scheme, host
/// and port have to be the same. Compared as parsed addresses, never as text: <c>https://crm.example.com.evil.test</c> begins with
/// <c>https://crm.example.com</c> and is somebody else.
/// </summary>
public static class HttpAllowList
{
    /// <summary>Longest address.</summary>
    public const int MaxAddressLength = 2000;

    /// <summary>Whether the text is an address that may stand in the list or in a row: absolute, http or https, nobody's name and password in it.</summary>
    public static bool IsAddress(string? text) => Parse(text) is not null;

    /// <summary>Whether one of the entries allows the address.</summary>
    /// <param name="address">Of a row.</param>
    /// <param name="allowed">The administrator's list; entries that are no addresses allow nothing.</param>
    public static bool Allows(string? address, IEnumerable<string> allowed) =>
        Parse(address) is { } wanted && allowed.Any(entry => Parse(entry) is { } one && IsBelow(wanted, one));

    private static bool IsBelow(Uri wanted, Uri allowed)
    {
        if (wanted.Scheme != allowed.Scheme || wanted.Port != allowed.Port || !wanted.IdnHost.Equals(allowed.IdnHost, StringComparison.OrdinalIgnoreCase))
            return false;
        // An encoded slash or dot may be taken apart by the server behind: no path that hides one is below anything.
        if (wanted.AbsolutePath.Contains("%2f", StringComparison.OrdinalIgnoreCase) || wanted.AbsolutePath.Contains("%5c", StringComparison.OrdinalIgnoreCase)
            || wanted.AbsolutePath.Contains("%2e", StringComparison.OrdinalIgnoreCase))
            return false;
        var root = allowed.AbsolutePath.TrimEnd('/');
        return wanted.AbsolutePath.StartsWith(root, StringComparison.Ordinal) && (wanted.AbsolutePath.Length == root.Length || wanted.AbsolutePath[root.Length] == '/');
    }

    private static Uri? Parse(string? text) =>
        text is { Length: <= MaxAddressLength } && Uri.TryCreate(text.Trim(), UriKind.Absolute, out var address)
        && (address.Scheme == Uri.UriSchemeHttps || address.Scheme == Uri.UriSchemeHttp) && address.Host.Length > 0 && address.UserInfo.Length == 0
            ? address
            : null;
}
