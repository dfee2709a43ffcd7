using System.Globalization;
using Motion.Domain.Messaging;
using Motion.Providers.Outside;

namespace Motion.Providers.Twilio;

/// <summary>What a message says: by the fields that are there, because the list of types is open (providers.md 1.4).</summary>
internal static class TwilioContent
{
    /// <summary>More files than a form can hold; keeps a false count from costing time.</summary>
    private const int MostFiles = 50;

    public static MessageContent Read(Dictionary<string, string> form)
    {
        var body = form.Filled("Body");
        if (File(form, 0) is { } file) return file with { Caption = body };
        if (Location(form) is { } location) return location;
        if (form.Filled("ListId") is { } row)
            return new ListReplyContent(row, form.Filled("ListTitle") ?? body ?? row, form.Filled("ListDescription"));
        var payload = form.Filled("ButtonPayload");
        if ((form.Filled("ButtonText") ?? payload) is { } button) return new ButtonReplyContent(button, payload);
        return body is null ? new UnsupportedContent(form.Filled("MessageType"), null) : new TextContent(body);
    }

    /// <summary>The file at a place of the form, or null.</summary>
    public static MediaContent? File(Dictionary<string, string> form, int index)
    {
        if (!int.TryParse(form.Filled("NumMedia"), NumberStyles.None, CultureInfo.InvariantCulture, out var count)
            || index >= Math.Min(count, MostFiles)) return null;
        var number = index.ToString(CultureInfo.InvariantCulture);
        if (form.Filled("MediaUrl" + number) is not { } url) return null;
        var mimeType = form.Filled("MediaContentType" + number);
        var type = form.Filled("MessageType");
        return new MediaContent(MediaKinds.Of(type, mimeType), mimeType, Source: new MediaSource(null, url, null), IsVoice: type == "voice");
    }

    private static LocationContent? Location(Dictionary<string, string> form) =>
        Degrees(form.Filled("Latitude"), 90) is { } latitude && Degrees(form.Filled("Longitude"), 180) is { } longitude
            ? new LocationContent(latitude, longitude, form.Filled("Label"), form.Filled("Address"))
            : null;

    private static double? Degrees(string? text, double limit) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var degrees) && Math.Abs(degrees) <= limit ? degrees : null;
}
