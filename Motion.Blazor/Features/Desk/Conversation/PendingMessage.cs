namespace Motion.Blazor.Features.Desk.Conversation;

/// <summary>A message that was sent here and is not stored yet: shown at once, replaced by the stored one with the same key.</summary>
public sealed record PendingMessage(Guid Key, string Text, DateTimeOffset At, QuotedMessage? Quoted = null, bool IsNote = false);
