namespace Motion.Blazor.Features.Desk.Conversation;

/// <summary>An emoji for a message; null takes ours away.</summary>
public sealed record Reaction(long MessageId, string? Emoji);
