using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Motion.Domain.Accounts;

/// <summary>host[:port] under which a provider reaches us (product.md section 3). Without a port it is 443.</summary>
public static class WebDomain
{
    private const int MaxLength = 253;

    /// <summary>The domain in lower case, or null when it is not host[:port], e.g. because a scheme or a path came along.</summary>
    public static string? Normalize(string? written)
    {
        if (written?.Trim().ToLowerInvariant() is not { Length: > 0 and <= MaxLength } text)
            return null;
        if (text[0] == '[')
            return NormalizeAddressV6(text);
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        var host = colon < 0 ? text : text[..colon];
        if (colon >= 0 && !IsPort(text[(colon + 1)..]))
            return null;
        return IsHostName(host) ? text : null;
    }

    private static string? NormalizeAddressV6(string text)
    {
        var close = text.IndexOf(']', StringComparison.Ordinal);
        if (close < 0 || !IPAddress.TryParse(text[1..close], out var address) || address.AddressFamily != AddressFamily.InterNetworkV6)
            return null;
        var rest = text[(close + 1)..];
        return rest.Length == 0 || (rest[0] == ':' && IsPort(rest[1..])) ? text : null;
    }

    private static bool IsPort(string text) =>
        text.All(char.IsAsciiDigit) && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var port) && port is >= 1 and <= 65535;

    private static bool IsHostName(string host) => host.Split('.').All(label =>
        label.Length is >= 1 and <= 63
        && label.All(c => char.IsAsciiLetterOrDigit(c) || c == '-')
        && label[0] != '-' && label[^1] != '-');
}
