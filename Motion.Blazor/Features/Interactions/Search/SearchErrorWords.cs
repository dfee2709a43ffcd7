using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Localization;
using Motion.Domain.Search;

namespace Motion.Blazor.Features.Interactions.Search;

/// <summary>Says what is wrong with a search, and with which condition: "Condition 2.1: a value is missing."</summary>
internal sealed partial class SearchErrorWords(IStringLocalizer<InteractionsWords> words)
{
    public string Say(SearchError error)
    {
        var problem = words[$"Problem.{error.Problem}", error.Detail ?? ""];
        return error.Path.Length == 0 || error.Path[0] != 'i' ? problem : words["Problem.At", NumberOf(error.Path), problem.Value];
    }

    /// <summary>People count from one: <c>items[1].items[0]</c> is condition 2.1.</summary>
    private static string NumberOf(string path) => string.Join('.', Place().Matches(path).Select(match =>
        (int.Parse(match.Groups["place"].ValueSpan, CultureInfo.InvariantCulture) + 1).ToString(CultureInfo.InvariantCulture)));

    [GeneratedRegex(@"\[(?<place>\d+)\]", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Place();
}
