using System.Net.Http.Headers;
using System.Text;

namespace Motion.Providers.Outside;

/// <summary>User and password of a request by Basic authentication.</summary>
internal static class BasicPair
{
    /// <param name="authorization">The <c>Authorization</c> header.</param>
    /// <returns>Null when it is another scheme, or not readable.</returns>
    public static (string User, string Password)? In(string? authorization)
    {
        if (!AuthenticationHeaderValue.TryParse(authorization, out var header)
            || !string.Equals(header.Scheme, "Basic", StringComparison.OrdinalIgnoreCase)) return null;
        var bytes = new byte[header.Parameter?.Length ?? 0];
        if (!Convert.TryFromBase64String(header.Parameter ?? "", bytes, out var length)) return null;
        var pair = Encoding.UTF8.GetString(bytes, 0, length).Split(':', 2);
        return pair.Length == 2 ? (pair[0], pair[1]) : null;
    }
}
