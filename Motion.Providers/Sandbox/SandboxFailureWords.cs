using Motion.Domain.Accounts;

namespace Motion.Providers.Sandbox;

/// <summary>The providers' own words for failures that can be asked for.</summary>
internal static class SandboxFailureWords
{
    private static readonly Dictionary<string, (string Title, string Details)> Words = new(StringComparer.Ordinal)
    {
        ["131047"] = ("Re-engagement message", "Message failed to send because more than 24 hours have passed since the customer last replied to this number."),
        ["131026"] = ("Message undeliverable", "Message Undeliverable."),
        ["131049"] = ("This message was not delivered to maintain healthy ecosystem engagement.", "In order to maintain a healthy ecosystem engagement, the message failed to be delivered."),
        ["131052"] = ("Media download error", "Unable to download the media from the link."),
        ["131053"] = ("Media upload error", "Unable to upload the media."),
        ["131056"] = ("(Business Account, Consumer Account) pair rate limit hit", "Message failed to send because there were too many messages sent from this phone number to the same phone number in a short period of time."),
        ["130472"] = ("User's number is part of an experiment", "Failed to send message because this user's phone number is part of an experiment"),
        ["130429"] = ("Rate limit hit", "Cloud API message throughput has been reached."),
        ["131000"] = ("Something went wrong", "Message failed to send due to an unknown error."),
        ["63003"] = ("Channel could not find To address", "Channel could not find To address"),
        ["63016"] = ("Failed to send freeform message because you are outside the allowed window. If you are using WhatsApp, please use a Message Template.", ""),
        ["63018"] = ("Rate limit exceeded for Channel", ""),
        ["63019"] = ("Media failed to download", ""),
        ["63024"] = ("Invalid message recipient", ""),
        ["30008"] = ("Unknown error", ""),
    };

    public static (string Title, string Details) Of(string code) =>
        Words.TryGetValue(code, out var words) ? words : ("Something went wrong", "Message failed to send due to an unknown error.");

    public static string OutsideWindow(AccountType type) => type == AccountType.Twilio ? "63016" : "131047";

    public static string MediaUnreachable(AccountType type) => type == AccountType.Twilio ? "63019" : "131052";
}
