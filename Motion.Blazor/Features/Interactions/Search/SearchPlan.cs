using System.Linq.Expressions;
using Motion.Domain.Interactions;

namespace Motion.Blazor.Features.Interactions.Search;

/// <summary>
/// Up to so many interactions are asked for by their numbers and sorted here; more are read in the order of an index until a page is
/// full. Between the two no search reads much more than it shows, whatever the database believes about its own tables.
/// </summary>
internal sealed record SearchLimits(int Few = 3000);

/// <summary>A search ready to be asked.</summary>
/// <param name="Predicate">Whether an interaction is found.</param>
/// <param name="Candidates">Every interaction that can be found, when they are few; null when they may be many.</param>
internal sealed record SearchPlan(Expression<Func<Interaction, bool>> Predicate, IReadOnlySet<long>? Candidates)
{
    public static readonly SearchPlan Everything = new(Predicates.Always, null);

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
        return new SearchPlan(Predicates.AllOf(plans.Select(plan => plan.Predicate)), candidates);
    }

    public static SearchPlan AnyOf(IReadOnlyList<SearchPlan> plans, SearchLimits limits)
    {
        var predicate = Predicates.AnyOf(plans.Select(plan => plan.Predicate));
        if (plans.Any(plan => plan.Candidates is null))
            return new SearchPlan(predicate, null);
        var candidates = plans.SelectMany(plan => plan.Candidates!).ToHashSet();
        return new SearchPlan(predicate, candidates.Count <= limits.Few ? candidates : null);
    }
}
