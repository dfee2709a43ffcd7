namespace Motion.Domain.Search;

/// <summary>
/// A search that can be asked: only what is enabled, values read, days turned into instants. Put into a query for the database, or asked
/// of one interaction by <see cref="SearchEvaluator"/>; both must agree.
/// </summary>
public abstract record SearchTest
{
    private SearchTest() { }

    /// <summary>Holds for everything.</summary>
    public sealed record Everything : SearchTest;

    /// <summary>All of them hold.</summary>
    /// <param name="Tests">At least two.</param>
    public sealed record AllOf(IReadOnlyList<SearchTest> Tests) : SearchTest;

    /// <summary>At least one holds.</summary>
    /// <param name="Tests">At least two.</param>
    public sealed record AnyOf(IReadOnlyList<SearchTest> Tests) : SearchTest;

    /// <summary>At least one of the field's texts (see <see cref="SearchText.Kept"/>) contains the piece; or, negated, none does.</summary>
    /// <param name="Field">A text field.</param>
    /// <param name="Needle">The piece; empty for "there is a text".</param>
    /// <param name="IsNegated">Whether none may.</param>
    public sealed record Text(SearchField Field, string Needle, bool IsNegated) : SearchTest;

    /// <summary>The number is there and within the bounds; or, negated, it is not there or outside.</summary>
    /// <param name="Field">A number field.</param>
    /// <param name="Least">The smallest, or null.</param>
    /// <param name="Most">The largest, or null.</param>
    /// <param name="IsNegated">Whether it must be outside.</param>
    public sealed record Number(SearchField Field, long? Least, long? Most, bool IsNegated) : SearchTest;

    /// <summary>The instant is there and within the bounds.</summary>
    /// <param name="Field">A time field.</param>
    /// <param name="From">The first that belongs to it, or null.</param>
    /// <param name="To">The first that no longer belongs to it, or null.</param>
    public sealed record Time(SearchField Field, DateTimeOffset? From, DateTimeOffset? To) : SearchTest;

    /// <summary>The choice is one of these; or, negated, it is none of them or there is none.</summary>
    /// <param name="Field">A choice field.</param>
    /// <param name="Chosen">Numbers of agents, queues, accounts, tags; else places in <see cref="SearchFields.WordsOf"/>. Empty for "there is one".</param>
    /// <param name="IsNegated">Whether it must be none of them.</param>
    public sealed record Choice(SearchField Field, IReadOnlyList<int> Chosen, bool IsNegated) : SearchTest;
}
