using System.Linq.Expressions;
using Motion.Domain.Interactions;

namespace Motion.Blazor.Features.Interactions.Search;

/// <summary>A search ready to be asked.</summary>
/// <param name="Predicate">Whether an interaction is found.</param>
/// <param name="Candidates">Every interaction that can be found, when they are few; null when they may be many.</param>
internal sealed record SearchPlan(Expression<Func<Interaction, bool>> Predicate, IReadOnlySet<long>? Candidates)
{
    /// <summary>
    /// Up to so many numbers are asked for by number and sorted here; more are read in the order of an index until a page is full. Between
    /// them, no search reads much more than it shows, whatever the database believes about its own tables.
    /// </summary>
    public const int Few = 3000;

    public static readonly SearchPlan Everything = new(Predicates.Always, null);

    public SearchPlan And(SearchPlan other) => AllOf([this, other]);

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

    public static SearchPlan AnyOf(IReadOnlyList<SearchPlan> plans)
    {
        var predicate = Predicates.AnyOf(plans.Select(plan => plan.Predicate));
        if (plans.Any(plan => plan.Candidates is null))
            return new SearchPlan(predicate, null);
        var candidates = plans.SelectMany(plan => plan.Candidates!).ToHashSet();
        return new SearchPlan(predicate, candidates.Count <= Few ? candidates : null);
    }
}
