using Motion.Domain.Routing;

namespace Motion.Blazor.Pipeline;

/// <summary>Which facts a decision may look at; the others are not read.</summary>
/// <param name="Agents">Who can be asked.</param>
/// <param name="Owner">Whether the owner is there.</param>
/// <param name="Plan">Which rows of the plan hold.</param>
internal readonly record struct FactsNeeded(bool Agents, bool Owner, bool Plan)
{
    private static readonly FactsNeeded None = new(false, false, false);
    private static readonly FactsNeeded OfAgents = new(true, false, false);
    private static readonly FactsNeeded OfAgentsAndOwner = new(true, true, false);
    private static readonly FactsNeeded OfPlan = new(true, false, true);

    public static FactsNeeded For(RoutingPhase phase, RoutingEventKind happened) => phase switch
    {
        RoutingPhase.Unassigned => happened == RoutingEventKind.CustomerWrote ? OfPlan : None,
        RoutingPhase.Asking or RoutingPhase.Returning => happened switch
        {
            RoutingEventKind.CustomerWrote => None,
            RoutingEventKind.Rejected or RoutingEventKind.RoundTimeEnded => OfPlan,
            RoutingEventKind.Read => OfAgentsAndOwner,
            _ => OfAgents,
        },
        RoutingPhase.Elsewhere => OfPlan,
        RoutingPhase.Transferring => happened == RoutingEventKind.CustomerWrote ? None : OfAgents,
        RoutingPhase.Owned => happened switch
        {
            RoutingEventKind.CustomerWrote or RoutingEventKind.OwnerLeft => OfAgentsAndOwner,
            RoutingEventKind.TransferredToAgent or RoutingEventKind.TransferredToQueue => OfAgents,
            _ => None,
        },
        RoutingPhase.Closed => None,
    };
}
