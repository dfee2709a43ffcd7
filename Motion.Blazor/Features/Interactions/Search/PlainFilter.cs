using System.Globalization;
using Motion.Domain.Search;

namespace Motion.Blazor.Features.Interactions.Search;

/// <summary>The plain filters of the list (product.md section 9), as people choose them; they become a search like any other.</summary>
/// <param name="From">First day of the start, in the reader's zone.</param>
/// <param name="To">Last day of the start.</param>
/// <param name="Agent">Number of an agent; "none" for nobody.</param>
public sealed record PlainFilter(
    DateOnly? From = null, DateOnly? To = null, string? Read = null, string? Status = null, int? AccountId = null, string? Agent = null, IReadOnlyList<int>? Tags = null)
{
    public const string Nobody = "none";

    public bool IsInForce => From is not null || To is not null || Read is not null || Status is not null || AccountId is not null || Agent is not null || Tags is { Count: > 0 };

    public SearchDefinition ToSearch(string? timeZone) => new() { TimeZone = timeZone, Root = new SearchGroup { Items = [.. Conditions()] } };

    /// <summary>The search fixed to one account, whatever else it says.</summary>
    public static SearchDefinition Within(int accountId, SearchDefinition search) => search with
    {
        Root = new SearchGroup { Items = [Of(SearchField.Account, SearchOperator.Equal, accountId.ToString(CultureInfo.InvariantCulture)), search.Root] },
    };

    private IEnumerable<SearchCondition> Conditions()
    {
        if (From is { } from && To is { } to)
            yield return Of(SearchField.StartedAt, SearchOperator.Between, Day(from < to ? from : to), Day(from < to ? to : from));
        else if (From is { } since)
            yield return Of(SearchField.StartedAt, SearchOperator.After, Day(since.AddDays(-1)));
        else if (To is { } until)
            yield return Of(SearchField.StartedAt, SearchOperator.Before, Day(until.AddDays(1)));
        if (Read is not null)
            yield return Of(SearchField.Read, SearchOperator.Equal, Read);
        if (Status is not null)
            yield return Of(SearchField.Status, SearchOperator.Equal, Status);
        if (AccountId is { } account)
            yield return Of(SearchField.Account, SearchOperator.Equal, account.ToString(CultureInfo.InvariantCulture));
        if (Agent is not null)
            yield return Agent == Nobody ? Of(SearchField.Agent, SearchOperator.IsEmpty) : Of(SearchField.Agent, SearchOperator.Equal, Agent);
        if (Tags is { Count: > 0 } tags)
            yield return Of(SearchField.Tag, SearchOperator.OneOf, [.. tags.Select(tag => tag.ToString(CultureInfo.InvariantCulture))]);
    }

    private static SearchCondition Of(SearchField field, SearchOperator comparison, params string[] values) => new() { Field = field, Operator = comparison, Values = values };

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
