using System.Globalization;
using System.Text.Json;
using Motion.Domain.Messaging;
using Motion.Providers.Outside;

namespace Motion.Providers.Twilio;

/// <summary>Twilio's error codes in our terms (providers.md 1.8).</summary>
internal static class TwilioFailures
{
    private static readonly Dictionary<int, FailureRule> Rules = FailureRule.Table<int>(
        (FailureRule.OutsideWindow, [63016]),
        (FailureRule.RateLimited, [20429, 63018, 63017, 21611, 30001]),
        (FailureRule.RateLimitedForHours, [63038]),
        (FailureRule.InvalidRecipient, [21211, 21614, 21612, 63003, 63024, 63015, 63031, 63033, 21610, 63014]),
        (FailureRule.AuthFailed, [20003, 63001, 63002, 63007, 63008, 30002, 21606, 21212]),
        (FailureRule.TemplateRejected, [63027, 63028, 63029, 63030, 63040, 63041, 63042, 21655, 21656]),
        (FailureRule.MediaTooLarge, [63034, 11751]),
        (FailureRule.Hiccup, [20500, 20503, 63009, 63010, 63012, 30008, 30410]),
        (FailureRule.Final, [
            63019, 63037, 21620, 21623, 63005, 63006, 63013, 63020, 63021, 63022, 63023, 63025, 63026, 63032, 63036, 30007,
            21617, 21602, 21603, 21604, 12300,
        ]));

    /// <summary>The answer to a call that was not taken.</summary>
    public static OutsideFailure OfAnswer(ProviderReply.Answered answer)
    {
        var byStatus = FailureRule.OfStatus(answer.Status);
        try
        {
            using var document = JsonDocument.Parse(answer.Body);
            var error = document.RootElement;
            var code = error.Text("code"u8);
            return (RuleFor(code) ?? byStatus).With(code ?? Status(answer), error.Text("message"u8), answer.RetryAfter);
        }
        catch (JsonException)
        {
            return byStatus.With(Status(answer), null, answer.RetryAfter);
        }
    }

    /// <summary>The reason in a <c>failed</c> or <c>undelivered</c> status: surely not delivered.</summary>
    public static OutsideFailure OfStatus(string? code, string? detail) =>
        (RuleFor(code) ?? FailureRule.Final).SurelyNotSent().With(code, detail);

    private static FailureRule? RuleFor(string? code) =>
        int.TryParse(code, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? Rules.GetValueOrDefault(number) : null;

    private static string Status(ProviderReply.Answered answer) => $"HTTP {answer.Status.ToString(CultureInfo.InvariantCulture)}";
}
