using System.Globalization;
using System.Text.Json;
using Motion.Domain.Messaging;
using Motion.Providers.Meta;
using Motion.Providers.Outside;

namespace Motion.Providers.Kaleyra;

/// <summary>Kaleyra's codes in our terms (providers.md 4.4); WhatsApp's own codes, where it passes them on, by Meta's table.</summary>
internal static class KaleyraFailures
{
    private static readonly Dictionary<string, FailureRule> Rules = FailureRule.Table<string>(
        (FailureRule.AuthFailed, ["RBC001", "WAV2401", "WAV2 401", "WA401", "E110"]),
        (FailureRule.RateLimited, ["WA429"]),
        // The limit of the day.
        (FailureRule.RateLimitedForHours, ["WAV2101"]),
        (FailureRule.Hiccup, ["WA500"]));

    /// <summary>The answer to a call that was not taken.</summary>
    public static OutsideFailure OfAnswer(ProviderReply.Answered answer) => OfBody(answer, FailureRule.OfStatus(answer.Status));

    /// <summary>A good answer without an id: what its body says went wrong, or nobody knows.</summary>
    public static OutsideFailure OfNamelessAnswer(ProviderReply.Answered answer) => OfBody(answer, FailureRule.Hiccup);

    /// <summary>The error in a status <c>failed</c> or <c>not-sent</c>: surely not delivered.</summary>
    public static OutsideFailure OfStatus(string? code, string? detail) =>
        (RuleFor(code) ?? FailureRule.Final).SurelyNotSent().With(code, detail);

    /// <summary>Kaleyra minds a member of the request that has to do with the file.</summary>
    public static bool BlamesTheFile(ProviderReply.Answered answer) =>
        answer.Status is 400 or 415 or 422
        && answer.Read(root => root.Member("error"u8) is { } error && (error.Member("media"u8) ?? error.Member("media_url"u8)) is not null ? "yes" : null) is not null;

    private static OutsideFailure OfBody(ProviderReply.Answered answer, FailureRule otherwise) =>
        answer.Read(root => Translate(root, answer, otherwise)) ?? otherwise.With(Status(answer), null, answer.RetryAfter);

    private static OutsideFailure? Translate(JsonElement root, ProviderReply.Answered answer, FailureRule otherwise)
    {
        if (root.ValueKind != JsonValueKind.Object) return null;
        var error = root.Member("error"u8) is { ValueKind: JsonValueKind.Object } inner ? inner : default;
        string?[] codes =
            [error.Text("error_code"u8), error.Text("code"u8), root.Text("error_code"u8), root.Text("code"u8)];
        var code = Array.Find(codes, candidate => RuleFor(candidate) is not null) ?? Array.Find(codes, candidate => candidate is not null);
        var rule = RuleFor(code) ?? (BlamesTheNumber(error, code) ? FailureRule.InvalidRecipient : otherwise);
        return rule.With(code ?? Status(answer), DetailOf(root, error), answer.RetryAfter);
    }

    /// <summary>The codes that begin with E are many; those about the number say so.</summary>
    private static bool BlamesTheNumber(JsonElement error, string? code) =>
        error.Member("to"u8) is not null
        || (code?.StartsWith('E') == true && error.Text("message"u8)?.Contains("number", StringComparison.OrdinalIgnoreCase) == true);

    private static FailureRule? RuleFor(string? code) => Rules.GetValueOrDefault(code ?? "") ?? MetaFailures.RuleFor(code);

    /// <summary>Their sentence, and what each named member is blamed for.</summary>
    private static string? DetailOf(JsonElement root, JsonElement error)
    {
        var parts = new List<string>();
        if (root.Text("message"u8) is { } message) parts.Add(message);
        if (error.ValueKind == JsonValueKind.Object)
        {
            foreach (var member in error.EnumerateObject())
                if (member.Value.AsText() is { } text && !member.NameEquals("code"u8) && !member.NameEquals("error_code"u8)) parts.Add($"{member.Name}: {text}");
        }
        return parts.Count == 0 ? root.Text("error"u8) : string.Join("; ", parts);
    }

    private static string Status(ProviderReply.Answered answer) => $"HTTP {answer.Status.ToString(CultureInfo.InvariantCulture)}";
}
