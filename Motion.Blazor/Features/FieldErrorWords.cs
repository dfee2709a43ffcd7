using System.Text.RegularExpressions;
using Microsoft.Extensions.Localization;
using Motion.Domain;

namespace Motion.Blazor.Features;

/// <summary>
/// Puts field errors into a sentence: the word <c>{of}.{field}.{problem}</c> or <c>{field}.{problem}</c> where a field has one of its own,
/// else <c>Field.{problem}</c>.
/// </summary>
internal sealed partial class FieldErrorWords(IStringLocalizer<AdministrationWords> words)
{
    public string Say(FieldError error)
    {
        if (error.Of is not null && words[$"{error.Of}.{Index().Replace(error.Field, "")}.{error.Problem}", error.Detail ?? ""] is { ResourceNotFound: false } special)
            return special;
        var own = words[$"{Index().Replace(error.Field, "")}.{error.Problem}", error.Detail ?? ""];
        return own.ResourceNotFound ? words[$"Field.{error.Problem}", error.Detail ?? ""] : own;
    }

    public string Say(ConflictReason reason, IReadOnlyList<string> details) => words[$"Conflict.{reason}", [.. details]];

    [GeneratedRegex(@"\[\d+\]", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Index();
}
