using System.Net;

namespace Motion.Blazor.Hosting;

/// <summary>Section <c>Motion</c> of the configuration (product.md section 12a).</summary>
internal sealed class MotionOptions : ICheckedOptions
{
    public const string Section = "Motion";

    private const int FewestWebhookDays = 8;
    private const int MostWebhookDays = 3650;

    /// <summary>Where database, media, keys and logs are kept; relative to the content root.</summary>
    public string DataDirectory { get; set; } = "data";

    /// <summary>Address under which the world reaches us, e.g. https://care.example.com; null uses each account's domain.</summary>
    public string? PublicUrl { get; set; }

    /// <summary>Addresses or networks (CIDR) of the proxies whose X-Forwarded-* headers are believed; empty believes none.</summary>
    public string[] TrustedProxies { get; set; } = [];

    /// <summary>
    /// Days for which the webhook journal is kept. Repetitions are recognised by it, and a provider repeats for up to seven days (providers.md 8.3).
    /// </summary>
    public int WebhookDays { get; set; } = 10;

    public IEnumerable<string> Problems()
    {
        if (string.IsNullOrWhiteSpace(DataDirectory))
            yield return "Motion:DataDirectory is empty; name a directory or leave the key out for \"data\" beside the application.";
        if (PublicUrl is not null && !IsWebAddress(PublicUrl))
            yield return $"Motion:PublicUrl \"{PublicUrl}\" is not an address that begins with http:// or https:// and has no path.";
        if (WebhookDays is < FewestWebhookDays or > MostWebhookDays)
            yield return $"Motion:WebhookDays is {WebhookDays}; it must be {FewestWebhookDays} to {MostWebhookDays} days.";
        foreach (var proxy in TrustedProxies.Where(p => !IPNetwork.TryParse(p, out _) && !IPAddress.TryParse(p, out _)))
            yield return $"Motion:TrustedProxies holds \"{proxy}\", which is neither an IP address nor a network such as 10.0.0.0/8.";
    }

    private static bool IsWebAddress(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var address)
        && (address.Scheme == Uri.UriSchemeHttp || address.Scheme == Uri.UriSchemeHttps)
        && address.PathAndQuery == "/";
}

/// <summary>Full paths of what is kept under the data directory.</summary>
internal sealed record DataPaths(string Root)
{
    public string Database => Path.Combine(Root, "motion.db");
    public string Media => Path.Combine(Root, "media");
    public string Keys => Path.Combine(Root, "keys");
}
