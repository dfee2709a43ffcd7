using System.Globalization;
using System.Text.Json;
using Motion.Domain.Messaging;
using Motion.Providers.Meta;
using Motion.Providers.Outside;

namespace Motion.Providers.SinchV2;

/// <summary>Sinch's reason codes in our terms (providers.md 2.4); where Sinch passes Meta's own code on, that one says more.</summary>
internal static class SinchFailures
{
    private static readonly Dictionary<string, FailureRule> Rules = FailureRule.Table<string>(
        (FailureRule.OutsideWindow, ["OUTSIDE_ALLOWED_SENDING_WINDOW"]),
        (FailureRule.RateLimited, ["RATE_LIMITED"]),
        (FailureRule.InvalidRecipient, [
            "RECIPIENT_INVALID_CHANNEL_IDENTITY", "RECIPIENT_NOT_REACHABLE", "RECIPIENT_NOT_OPTED_IN", "CONTACT_NOT_FOUND",
            "NO_CHANNEL_IDENTITY_FOR_CONTACT",
        ]),
        (FailureRule.AuthFailed, ["CHANNEL_BAD_CONFIGURATION", "CHANNEL_CONFIGURATION_MISSING", "UNKNOWN_APP", "NO_PERMISSION"]),
        (FailureRule.Hiccup, ["INTERNAL_ERROR", "CHANNEL_FAILURE", "DELIVERY_TIMED_OUT"]),
        (FailureRule.TemplateRejected, [
            "TEMPLATE_NOT_FOUND", "TEMPLATE_INSUFFICIENT_PARAMETERS", "TEMPLATE_NON_EXISTING_LANGUAGE_OR_VERSION",
        ]),
        (FailureRule.MediaTooLarge, ["MEDIA_TOO_LARGE"]),
        (FailureRule.Final, [
            "MEDIA_TYPE_UNSUPPORTED", "MEDIA_NOT_REACHABLE", "CHANNEL_REJECT", "DELIVERY_REJECTED_DUE_TO_POLICY", "NO_CHANNELS_LEFT",
            "BAD_REQUEST", "UNSUPPORTED_OPERATION", "NO_PROFILE_AVAILABLE", "UNKNOWN",
        ]));

    /// <summary>The answer to a call that was not taken.</summary>
    public static OutsideFailure OfAnswer(ProviderReply.Answered answer)
    {
        if (answer.Status == 404)
        {
            return FailureRule.AuthFailed.With("HTTP 404", "Sinch does not know this project there: the Base URL is of another region, or the project ID is wrong.");
        }
        var byStatus = FailureRule.OfStatus(answer.Status);
        try
        {
            using var document = JsonDocument.Parse(answer.Body);
            if (document.RootElement.Member("error"u8) is not { ValueKind: JsonValueKind.Object } error)
                return byStatus.With(Status(answer), null, answer.RetryAfter);
            var code = ReasonIn(error) ?? error.Text("status"u8);
            return (Rules.GetValueOrDefault(code ?? "") ?? byStatus).With(code ?? Status(answer), error.Text("message"u8), answer.RetryAfter);
        }
        catch (JsonException)
        {
            return byStatus.With(Status(answer), null, answer.RetryAfter);
        }
    }

    /// <summary>The reason in a delivery report that says FAILED, or null when it gives none: surely not delivered.</summary>
    public static OutsideFailure OfReport(JsonElement? reason)
    {
        var (code, channelCode) = (reason?.Text("code"u8), reason?.Text("channel_code"u8));
        var sinchs = Rules.GetValueOrDefault(code ?? "");
        var metas = MetaFailures.RuleFor(channelCode);
        var rule = metas is { Kind: not OutsideFailureKind.Unknown } || sinchs is null or { Kind: OutsideFailureKind.Unknown }
            ? metas ?? sinchs ?? FailureRule.Final
            : sinchs;
        return rule.SurelyNotSent().With(channelCode ?? code, reason?.Text("description"u8));
    }

    /// <summary>The details are of many shapes; one of them may name a code of the table.</summary>
    private static string? ReasonIn(JsonElement error)
    {
        foreach (var detail in error.Items("details"u8))
            if ((detail.Text("reason"u8) ?? detail.Text("code"u8)) is { } code && Rules.ContainsKey(code)) return code;
        return null;
    }

    private static string Status(ProviderReply.Answered answer) => $"HTTP {answer.Status.ToString(CultureInfo.InvariantCulture)}";
}
