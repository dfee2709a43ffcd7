using System.Collections.Concurrent;
using System.Collections.Immutable;
using Motion.Blazor.Realtime;

namespace Motion.Blazor.Features.Interactions.Spying;

/// <summary>Who has a conversation before his eyes just now, for the watching sign. In memory, like the circuits it counts.</summary>
internal sealed class Watchers(ChangeFeed feed)
{
    private readonly ConcurrentDictionary<long, ImmutableList<string>> _names = new();

    /// <summary>From now until disposed.</summary>
    public IDisposable Enter(long interactionId, int accountId, string name)
    {
        _names.AddOrUpdate(interactionId, _ => [name], (_, present) => present.Add(name));
        feed.Publish(Topic.Account(accountId));
        return new Watch(this, interactionId, accountId, name);
    }

    /// <summary>Each name once.</summary>
    public IReadOnlyList<string> Of(long interactionId) => _names.TryGetValue(interactionId, out var names) ? [.. names.Distinct(StringComparer.Ordinal).Order(StringComparer.CurrentCulture)] : [];

    private void Leave(long interactionId, int accountId, string name)
    {
        while (_names.TryGetValue(interactionId, out var present))
        {
            var rest = present.Remove(name);
            if (rest.IsEmpty ? _names.TryRemove(new(interactionId, present)) : _names.TryUpdate(interactionId, rest, present))
                break;
        }
        feed.Publish(Topic.Account(accountId));
    }

    private sealed class Watch(Watchers watchers, long interactionId, int accountId, string name) : IDisposable
    {
        private int _left;

        public void Dispose()
        {
            if (Interlocked.Exchange(ref _left, 1) == 0)
                watchers.Leave(interactionId, accountId, name);
        }
    }
}
