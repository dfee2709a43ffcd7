namespace Motion.Providers.Twilio;

/// <summary>
/// Cuts addresses as text, because every letter of them is signed: <see cref="Uri"/> would lower the host's case and drop
/// a standard port.
/// </summary>
internal static class TwilioUrl
{
    public static string WithoutFragment(string url)
    {
        var hash = url.IndexOf('#', StringComparison.Ordinal);
        return hash < 0 ? url : url[..hash];
    }

    /// <summary>The address as it is, with its port and without it.</summary>
    public static IReadOnlyList<string> Candidates(string url)
    {
        var scheme = url.IndexOf("://", StringComparison.Ordinal);
        if (scheme < 0) return [url];
        var start = scheme + 3;
        var length = url.AsSpan(start).IndexOfAny('/', '?');
        var end = length < 0 ? url.Length : start + length;
        var hostStart = start + url.AsSpan(start, end - start).LastIndexOf('@') + 1;
        var colon = PortColon(url.AsSpan(hostStart, end - hostStart));
        if (colon >= 0) return [url, string.Concat(url.AsSpan(0, hostStart + colon), url.AsSpan(end))];
        var standardPort = url.StartsWith("https:", StringComparison.OrdinalIgnoreCase) ? ":443" : ":80";
        return [url, url.Insert(end, standardPort)];
    }

    public static string? QueryValue(string url, string keyAndEquals)
    {
        var query = url.IndexOf('?', StringComparison.Ordinal);
        if (query < 0) return null;
        foreach (var field in url[(query + 1)..].Split('&'))
            if (field.StartsWith(keyAndEquals, StringComparison.Ordinal)) return field[keyAndEquals.Length..];
        return null;
    }

    private static int PortColon(ReadOnlySpan<char> host)
    {
        var colon = host.LastIndexOf(':');
        // The colons of [::1] are no port.
        return colon >= 0 && host.LastIndexOf(']') < colon ? colon : -1;
    }
}
