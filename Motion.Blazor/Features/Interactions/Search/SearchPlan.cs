using System.Linq.Expressions;
using Motion.Domain.Interactions;

namespace Motion.Blazor.Features.Interactions.Search;

/// <summary>
/// Up to so many interactions are asked for by their numbers and sorted here; more are read in the order of an index until a page is
/// full. Between the two no search reads much more than it shows, whatever the database believes about its own tables.
/// </summary>
/// <param name="Few">So many; with 0 no condition asks for numbers.</param>
/// <param name="Stretch">Of so many conversations in a row the messages may be read.</param>
internal sealed record SearchLimits(int Few = 3000, int Stretch = 2000)
{
    /// <summary>Those that hold a text.</summary>
    public int FewTexts { get; init; } = Few;
}

/// <summary>A search ready to be asked.</summary>
/// <param name="Predicate">Whether an interaction is found.</param>
/// <param name="Candidates">Every interaction that can be found, when they are few; null when they may be many.</param>
/// <param name="Rest">What a candidate has still to be asked; without candidates the whole question.</param>
internal sealed record SearchPlan(Expression<Func<Interaction, bool>> Predicate, IReadOnlySet<long>? Candidates, Expression<Func<Interaction, bool>> Rest)
{
    public static readonly SearchPlan Everything = Many(Predicates.Always);

    /// <summary>Known without their numbers: that so many are found at most, few enough to be sorted where they are.</summary>
    public int? Most { get; private init; }

    public static SearchPlan AtMost(int most, Expression<Func<Interaction, bool>> predicate) => Many(predicate) with { Most = most };

    public static SearchPlan Many(Expression<Func<Interaction, bool>> predicate) => new(predicate, null, predicate);

    /// <summary>Of exactly these the predicate is true.</summary>
    public static SearchPlan Few(Expression<Func<Interaction, bool>> predicate, IReadOnlySet<long> found) => new(predicate, found, Predicates.Always);

    public static SearchPlan AllOf(IReadOnlyList<SearchPlan> plans)
    {
        HashSet<long>? candidates = null;
        foreach (var known in plans.Select(plan => plan.Candidates).OfType<IReadOnlySet<long>>().OrderBy(known => known.Count))
        {
            if (candidates is null)
                candidates = [.. known];
            else
                candidates.IntersectWith(known);
        }
        return new SearchPlan(Predicates.AllOf(plans.Select(plan => plan.Predicate)), candidates, Predicates.AllOf(plans.Select(plan => plan.Rest)));
    }

    public static SearchPlan AnyOf(IReadOnlyList<SearchPlan> plans, SearchLimits limits)
    {
        var predicate = Predicates.AnyOf(plans.Select(plan => plan.Predicate));
        if (plans.Any(plan => plan.Candidates is null))
            return Many(predicate);
        var candidates = plans.SelectMany(plan => plan.Candidates!).ToHashSet();
        if (candidates.Count > limits.Few)
            return Many(predicate);
        return new SearchPlan(predicate, candidates, plans.All(plan => plan.Rest == Predicates.Always) ? Predicates.Always : predicate);
    }
}
