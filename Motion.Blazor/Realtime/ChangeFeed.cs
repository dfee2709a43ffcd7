using System.Collections.Concurrent;
using System.Collections.Immutable;

namespace Motion.Blazor.Realtime;

/// <summary>Tells, after a commit, what has changed. Publishing never waits for a subscriber.</summary>
internal sealed class ChangeFeed(TimeProvider time, ILogger<ChangeFeed> logger)
{
    private readonly ConcurrentDictionary<Topic, ImmutableList<FeedSubscription>> _byTopic = new();

    /// <summary>Number of topics somebody listens to; falls to zero when every page is closed.</summary>
    public int TopicCount => _byTopic.Count;

    public void Publish(IEnumerable<Topic> topics)
    {
        foreach (var topic in topics)
        {
            if (!_byTopic.TryGetValue(topic, out var subscriptions))
                continue;
            foreach (var subscription in subscriptions)
                subscription.Notify(topic);
        }
    }

    public void Publish(params ReadOnlySpan<Topic> topics) => Publish(topics.ToArray().AsEnumerable());

    /// <summary>
    /// Calls <paramref name="onChanged"/> with what changed: at once after a quiet time, and at most once per <paramref name="interval"/>
    /// (100 ms unless told) in a burst; never two calls at a time. Dispose to stop.
    /// </summary>
    public FeedSubscription Subscribe(Func<IReadOnlySet<Topic>, Task> onChanged, IEnumerable<Topic> topics, TimeSpan? interval = null)
    {
        var subscription = new FeedSubscription(this, onChanged, interval ?? TimeSpan.FromMilliseconds(100), time, logger);
        foreach (var topic in topics)
            subscription.Add(topic);
        return subscription;
    }

    internal void Attach(Topic topic, FeedSubscription subscription) =>
        _byTopic.AddOrUpdate(topic, _ => [subscription], (_, present) => present.Add(subscription));

    internal void Detach(Topic topic, FeedSubscription subscription)
    {
        while (_byTopic.TryGetValue(topic, out var present))
        {
            var rest = present.Remove(subscription);
            if (rest.IsEmpty ? _byTopic.TryRemove(new(topic, present)) : _byTopic.TryUpdate(topic, rest, present))
                return;
        }
    }
}
