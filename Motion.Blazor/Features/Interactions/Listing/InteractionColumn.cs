using Motion.Blazor.Features.Interactions.Search;

namespace Motion.Blazor.Features.Interactions.Listing;

/// <summary>The columns one can choose (product.md section 9); the contact is always there.</summary>
public enum InteractionColumn
{
    Id,
    Watching,
    Contact,
    Account,
    Started,
    LastMessage,
    Status,
    Read,
    Agent,
    Queue,
    Tags,
    Disposition,
}

internal static class InteractionColumns
{
    public static readonly InteractionColumn[] All = Enum.GetValues<InteractionColumn>();

    public static InteractionOrder? OrderOf(InteractionColumn column) => column switch
    {
        InteractionColumn.Id => InteractionOrder.Id,
        InteractionColumn.Contact => InteractionOrder.Contact,
        InteractionColumn.Account => InteractionOrder.Account,
        InteractionColumn.Started => InteractionOrder.Started,
        InteractionColumn.LastMessage => InteractionOrder.LastMessage,
        InteractionColumn.Status => InteractionOrder.Status,
        InteractionColumn.Read => InteractionOrder.Read,
        InteractionColumn.Agent => InteractionOrder.Agent,
        InteractionColumn.Queue => InteractionOrder.Queue,
        InteractionColumn.Watching or InteractionColumn.Tags or InteractionColumn.Disposition => null,
    };
}
