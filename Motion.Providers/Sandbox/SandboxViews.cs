namespace Motion.Providers.Sandbox;

/// <summary>A message as the sandbox's interface shows it.</summary>
internal sealed record SandboxMessageView(
    string Id,
    string Direction,
    string Kind,
    string Body,
    string Status,
    string? FailureCode,
    DateTimeOffset At,
    string? ReplyTo,
    bool Edited,
    bool Deleted,
    string? CustomerReaction,
    string? BusinessReaction,
    SandboxFile? File,
    IReadOnlyList<SandboxChoice> Choices)
{
    /// <summary>Directions are as our application sees them: <c>in</c> is what the customer wrote.</summary>
    public static SandboxMessageView Of(SandboxMessage message) => new(
        message.Id,
        message.FromCustomer ? "in" : "out",
        message.Content.Kind.ToString().ToLowerInvariant(),
        message.Content.Summary,
        message.Status.ToString().ToLowerInvariant(),
        message.FailureCode,
        message.At,
        message.ReplyToId,
        message.Edited,
        message.Deleted,
        message.CustomerReaction,
        message.BusinessReaction,
        message.File,
        message.Choices);
}

/// <summary>A conversation as the sandbox's interface shows it.</summary>
internal sealed record SandboxConversationView(
    int AccountId, SandboxCustomer Customer, bool Reachable, bool AutoRead, bool Typing, IReadOnlyList<SandboxMessageView> Messages)
{
    public static SandboxConversationView Of(SandboxConversation conversation, DateTimeOffset now) => new(
        conversation.AccountId,
        conversation.Customer,
        conversation.Reachable,
        conversation.AutoRead,
        conversation.TypingUntil > now,
        [.. conversation.Messages.Select(SandboxMessageView.Of)]);
}
