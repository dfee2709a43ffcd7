using Motion.Domain.Accounts;
using Motion.Domain.Notifications;

namespace Motion.Domain.CannedAnswers;

/// <summary>What an administrator enters of a canned answer.</summary>
/// <param name="Key">What is typed after the slash.</param>
/// <param name="Text">The answer, with variables.</param>
/// <param name="AccountId">Null for a general one.</param>
public sealed record CannedAnswerEntry(string? Key, string? Text, int? AccountId);

/// <summary>The rules of a canned answer that need no database (product.md section 2).</summary>
public static class CannedAnswerRules
{
    /// <summary>Longest key.</summary>
    public const int MaxKeyLength = 40;
    /// <summary>Longest text: what one WhatsApp message holds.</summary>
    public const int MaxTextLength = 4096;

    /// <summary>Trims; a slash that was typed before the key goes; line ends become those of WhatsApp.</summary>
    public static CannedAnswerEntry Normalize(CannedAnswerEntry entered) => entered with
    {
        Key = entered.Key?.Trim().TrimStart('/'),
        Text = entered.Text?.ReplaceLineEndings("\n").Trim(),
    };

    /// <summary>What is wrong with it.</summary>
    public static IReadOnlyList<FieldError> Check(CannedAnswerEntry answer) =>
    [
        .. AccountRules.CheckText("key", answer.Key, MaxKeyLength, required: true),
        .. CheckWord(answer.Key),
        .. AccountRules.CheckText("text", answer.Text, MaxTextLength, required: true),
        .. CheckVariables("text", answer.Text),
    ];

    /// <summary>What is wrong with the variables of a text (product.md section 10).</summary>
    public static IEnumerable<FieldError> CheckVariables(string field, string? text)
    {
        if (!string.IsNullOrWhiteSpace(text) && MustacheText.Parse(text).Fault is { } fault)
            yield return new FieldError(field, fault.Problem, fault.Where);
    }

    private static IEnumerable<FieldError> CheckWord(string? key)
    {
        if (key is { Length: > 0 } && key.Any(sign => char.IsWhiteSpace(sign) || char.IsControl(sign) || sign == '/'))
            yield return new FieldError("key", FieldProblem.NotOneWord);
    }
}
