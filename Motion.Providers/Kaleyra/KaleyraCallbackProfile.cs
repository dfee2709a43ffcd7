namespace Motion.Providers.Kaleyra;

/// <summary>
/// What an administrator types into Kaleyra's Callback Profiles (providers.md 4.3). A variable stands between angle brackets and is
/// replaced by Kaleyra; what comes of it is read by <see cref="KaleyraPayloads"/>.
/// </summary>
public static class KaleyraCallbackProfile
{
    private static readonly string[] Message =
    [
        "body", "mime_type", "media_url", "from", "name", "type", "created_at", "reply_to", "wanumber", "mobile", "custom_response", "message",
        "contacts", "location",
    ];

    private static readonly string[] Status =
        ["id", "status", "timestamp", "mobile", "phone_number", "message", "custom_response", "error", "error_code", "ref", "ref1", "ref2"];

    /// <summary>The address of the profile for incoming messages, method GET.</summary>
    public static string MessageUrl(string receiveUrl) => Url(receiveUrl, Message);

    /// <summary>The address of the profile for statuses, method GET.</summary>
    public static string StatusUrl(string receiveUrl) => Url(receiveUrl, Status);

    /// <summary>The body of the profile for incoming messages, method POST to the bare address.</summary>
    public static string MessageBody => Body(Message);

    /// <summary>The body of the profile for statuses, method POST to the bare address.</summary>
    public static string StatusBody => Body(Status);

    private static string Url(string receiveUrl, string[] variables) =>
        $"{receiveUrl}{(receiveUrl.Contains('?', StringComparison.Ordinal) ? '&' : '?')}{string.Join('&', variables.Select(name => $"{name}=<{name}>"))}";

    private static string Body(string[] variables) => $"{{{string.Join(',', variables.Select(name => $"\"{name}\":\"<{name}>\""))}}}";
}
