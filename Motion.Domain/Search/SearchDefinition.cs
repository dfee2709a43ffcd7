namespace Motion.Domain.Search;

/// <summary>Whether all or at least one of a group's conditions must hold.</summary>
public enum SearchMatch
{
    /// <summary>All of them.</summary>
    All,
    /// <summary>At least one.</summary>
    Any,
}

/// <summary>A condition or a group of them. What is disabled is kept and not applied.</summary>
public abstract record SearchNode
{
    /// <summary>Whether it is applied.</summary>
    public bool Enabled { get; init; } = true;
}

/// <summary>
/// Field, operator, values. Text as entered; numbers in digits; times as <c>2026-03-02</c> (a day) or ISO 8601 with zone (an instant);
/// "in the last" as a number and <c>minutes hours days weeks</c>; choices by their word or number.
/// </summary>
public sealed record SearchCondition : SearchNode
{
    /// <summary>What it is about.</summary>
    public required SearchField Field { get; init; }

    /// <summary>How it compares.</summary>
    public required SearchOperator Operator { get; init; }

    /// <summary>With what; see <see cref="SearchFields.ValuesOf"/>.</summary>
    public IReadOnlyList<string> Values { get; init; } = [];

    /// <inheritdoc/>
    public bool Equals(SearchCondition? other) =>
        other is not null && Enabled == other.Enabled && Field == other.Field && Operator == other.Operator && Values.SequenceEqual(other.Values, StringComparer.Ordinal);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Enabled, Field, Operator, Values.Count);
}

/// <summary>Conditions and groups of which all or at least one must hold; one without anything enabled holds for everything.</summary>
public sealed record SearchGroup : SearchNode
{
    /// <summary>All or at least one.</summary>
    public SearchMatch Match { get; init; }

    /// <summary>What it holds, in the order entered.</summary>
    public IReadOnlyList<SearchNode> Items { get; init; } = [];

    /// <summary>Whether it asks for anything at all.</summary>
    public bool IsInForce => Enabled && Items.Any(item => item is SearchGroup group ? group.IsInForce : item.Enabled);

    /// <inheritdoc/>
    public bool Equals(SearchGroup? other) => other is not null && Enabled == other.Enabled && Match == other.Match && Items.SequenceEqual(other.Items);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Enabled, Match, Items.Count);
}

/// <summary>
/// A search as data: the list, the count, the CSV, the API, links and saved searches all take this one (product.md section 9).
/// </summary>
public sealed record SearchDefinition
{
    /// <summary>Finds everything.</summary>
    public static readonly SearchDefinition Everything = new();

    /// <summary>The outermost group.</summary>
    public SearchGroup Root { get; init; } = new();

    /// <summary>The IANA zone in which days begin; null for UTC.</summary>
    public string? TimeZone { get; init; }
}
