namespace Motion.Blazor.Realtime;

internal enum TopicKind
{
    /// <summary>Lists of an account: an interaction began, moved, was taken, closed, or has a new last message. Id = account.</summary>
    Account,

    /// <summary>The thread of an interaction: a message, a tick, a reaction, a file. Id = interaction.</summary>
    Interaction,

    /// <summary>An agent's desk: offers, tabs, his own state. Id = user.</summary>
    Agent,
}

/// <summary>What a change is about. A subscriber reads the database again; a change carries no data.</summary>
internal readonly record struct Topic(TopicKind Kind, long Id)
{
    public static Topic Account(int accountId) => new(TopicKind.Account, accountId);

    public static Topic Interaction(long interactionId) => new(TopicKind.Interaction, interactionId);

    public static Topic Agent(int userId) => new(TopicKind.Agent, userId);
}
