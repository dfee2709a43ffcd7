using System.Text.Json;
using Motion.Domain.Messaging;

namespace Motion.Blazor.Features.Desk.Conversation;

/// <summary>Lays reactions on their targets: each person has one at a time, the last one counts, an empty one takes it away.</summary>
internal sealed class ReactionFolding
{
    /// <summary>Longer than any emoji with all its joiners; a customer's client may send anything.</summary>
    private const int LongestEmoji = 40;

    private const int Customer = -1;
    private const int Us = 0;

    private readonly Dictionary<string, SortedDictionary<int, string>> _byTarget = new(StringComparer.Ordinal);

    /// <summary>To be called in conversation order.</summary>
    public void Add(MessageDirection direction, string contentJson)
    {
        if (JsonSerializer.Deserialize<MessageContent>(contentJson) is not ReactionContent reaction)
            return;
        if (!_byTarget.TryGetValue(reaction.TargetProviderMessageId, out var byPerson))
            _byTarget[reaction.TargetProviderMessageId] = byPerson = [];
        // Agents answer with one voice: on the customer's phone the account has one reaction, whoever gave it.
        var person = direction == MessageDirection.In ? Customer : Us;
        if (string.IsNullOrEmpty(reaction.Emoji))
            byPerson.Remove(person);
        else
            byPerson[person] = reaction.Emoji.Length <= LongestEmoji ? reaction.Emoji : reaction.Emoji[..LongestEmoji];
    }

    public Dictionary<string, FoldedReactions> ByTarget() => _byTarget.ToDictionary(
        target => target.Key,
        target => new FoldedReactions(string.Join(' ', target.Value.Values), target.Value.GetValueOrDefault(Us)),
        StringComparer.Ordinal);
}

/// <summary>What stands on a message now: all of it, and ours.</summary>
internal sealed record FoldedReactions(string All, string? Own);
