using System.Globalization;
using System.Text.Json;
using Motion.Domain.Messaging;
using Motion.Providers.Outside;

namespace Motion.Providers.Meta;

/// <summary>Meta's error codes in our terms (providers.md 3.8). Built on the code; the HTTP status is the last resort.</summary>
internal static class MetaFailures
{
    private static readonly Dictionary<int, FailureRule> Rules = FailureRule.Table<int>(
        (FailureRule.OutsideWindow, [131047]),
        (FailureRule.RateLimited, [4, 80007, 130429]),
        (new(OutsideFailureKind.RateLimited, RetryAdvice.SafeForThisCustomerLater, TimeSpan.FromSeconds(6)), [131056]),
        (FailureRule.RateLimitedForHours, [131048, 131064, 133016]),
        (FailureRule.InvalidRecipient, [131026, 131021, 131030, 130403, 131050, 131062, 137000]),
        (FailureRule.AuthFailed, [0, 3, 10, 190, .. Enumerable.Range(200, 100), 131005, 33, 131031, 368, 130497, 131037, 131042, 131045, 133010, 134011]),
        (FailureRule.TemplateRejected, [
            132000, 132001, 132005, 132007, 132008, 132012, 132015, 132016, 132018, 131063, 132068, 132069,
            134100, 134101, 134102, 2388019,
        ]),
        // Often Meta failing to fetch or take a file: once more is worth it, and nothing has been sent.
        (FailureRule.HiccupOnce, [131052, 131053]),
        (FailureRule.Hiccup, [1, 2, 131000, 131016, 131057, 133004, 2494100]),
        // Held back by Meta for the customer's sake; the same again is not taken before a day is over.
        (FailureRule.Final with { Wait = TimeSpan.FromHours(24) }, [131049]),
        (FailureRule.Final, [130472, 100, 131008, 131009, 131051, 131055, 135000]));

    /// <summary>The answer to a call that was not taken.</summary>
    public static OutsideFailure OfAnswer(ProviderReply.Answered answer)
    {
        var byStatus = FailureRule.OfStatus(answer.Status);
        try
        {
            using var document = JsonDocument.Parse(answer.Body);
            return document.RootElement.Member("error"u8) is { ValueKind: JsonValueKind.Object } error
                ? Translate(error, byStatus).With(error.Text("code"u8), DetailOf(error), answer.RetryAfter)
                : byStatus.With(Status(answer), null, answer.RetryAfter);
        }
        catch (JsonException)
        {
            return byStatus.With(Status(answer), null, answer.RetryAfter);
        }
    }

    /// <summary>The reason in a <c>failed</c> status, or null when it gives none: surely not delivered.</summary>
    public static OutsideFailure OfStatus(JsonElement? error) => error is { } given
        ? Translate(given, FailureRule.Final).SurelyNotSent().With(given.Text("code"u8), DetailOf(given))
        : FailureRule.Final.With(null, null);

    /// <summary>The line of a code that another provider passes on; null when it is none of Meta's.</summary>
    public static FailureRule? RuleFor(string? code) =>
        int.TryParse(code, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? Rules.GetValueOrDefault(number) : null;

    private static FailureRule Translate(JsonElement error, FailureRule otherwise)
    {
        var known = RuleFor(error.Text("code"u8));
        if (known is { Kind: not OutsideFailureKind.Unknown })
            return known == FailureRule.HiccupOnce && SaysTooLarge(error) ? FailureRule.MediaTooLarge : known;
        if (error.IsTrue("is_transient"u8)) return FailureRule.Hiccup;
        // A server's breakdown stays one, whatever the code under it says.
        return otherwise.Kind == OutsideFailureKind.Transient ? otherwise : known ?? otherwise;
    }

    private static bool SaysTooLarge(JsonElement error)
    {
        var detail = DetailOf(error) ?? "";
        return detail.Contains("size", StringComparison.OrdinalIgnoreCase) || detail.Contains("too large", StringComparison.OrdinalIgnoreCase);
    }

    public static string? DetailOf(JsonElement error)
    {
        var message = error.Text("message"u8) ?? error.Text("title"u8);
        var details = error.Member("error_data"u8)?.Text("details"u8);
        return message is null || details is null || details == message ? details ?? message : $"{message}: {details}";
    }

    private static string Status(ProviderReply.Answered answer) => $"HTTP {answer.Status.ToString(CultureInfo.InvariantCulture)}";
}
