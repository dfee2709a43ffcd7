using Motion.Domain.Interactions;

namespace Motion.Blazor.Realtime;

internal enum TopicKind
{
    /// <summary>Lists of an account: an interaction began, moved, was taken, closed, or has a new last message. Id = account.</summary>
    Account,

    /// <summary>The same of those that nobody has: every desk of the account shows them. Id = account.</summary>
    Unassigned,

    /// <summary>The thread of an interaction: a message, a tick, a reaction, a file. Id = interaction.</summary>
    Interaction,

    /// <summary>What stands beside the thread: timeline, tags, dispositions, the customer's names. Id = interaction.</summary>
    Story,

    /// <summary>An agent's desk: offers, what is his, tabs, his own state. Id = user.</summary>
    Agent,

    /// <summary>What administrators set up. There is one: Id = 0.</summary>
    Configuration,
}

/// <summary>What a change is about. A subscriber reads the database again; a change carries no data.</summary>
internal readonly record struct Topic(TopicKind Kind, long Id)
{
    public static readonly Topic Configuration = new(TopicKind.Configuration, 0);

    public static Topic Account(int accountId) => new(TopicKind.Account, accountId);

    public static Topic Unassigned(int accountId) => new(TopicKind.Unassigned, accountId);

    public static Topic Interaction(long interactionId) => new(TopicKind.Interaction, interactionId);

    public static Topic Story(long interactionId) => new(TopicKind.Story, interactionId);

    public static Topic Agent(int userId) => new(TopicKind.Agent, userId);

    /// <summary>The lists in which an interaction stands: its account's, and the desk of who has it or every desk.</summary>
    public static IEnumerable<Topic> ListsOf(Interaction interaction)
    {
        yield return Account(interaction.AccountId);
        if (interaction.OwnerId is { } ownerId)
            yield return Agent(ownerId);
        else if (interaction is { Status: InteractionStatus.Open, Stage: null })
            yield return Unassigned(interaction.AccountId);
    }
}
