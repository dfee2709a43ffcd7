namespace Motion.Blazor.Realtime;

/// <summary>One page's ear on the change feed. Coalesces bursts; see <see cref="ChangeFeed.Subscribe"/>.</summary>
internal sealed class FeedSubscription(
    ChangeFeed feed, Func<IReadOnlySet<Topic>, Task> onChanged, TimeSpan interval, TimeProvider time, ILogger logger) : IDisposable
{
    private readonly Lock _lock = new();
    private readonly HashSet<Topic> _topics = [];
    private HashSet<Topic> _changed = [];
    private bool _running;
    private bool _disposed;

    public void Add(Topic topic)
    {
        lock (_lock)
        {
            if (_disposed || !_topics.Add(topic))
                return;
        }
        feed.Attach(topic, this);
    }

    /// <summary>Listens to these and to nothing else any more.</summary>
    public void Become(IReadOnlySet<Topic> topics)
    {
        Topic[] left;
        lock (_lock)
        {
            left = [.. _topics.Except(topics)];
            _topics.ExceptWith(left);
        }
        foreach (var topic in left)
            feed.Detach(topic, this);
        foreach (var topic in topics)
            Add(topic);
    }

    internal void Notify(Topic topic)
    {
        lock (_lock)
        {
            if (_disposed)
                return;
            _changed.Add(topic);
            if (_running)
                return;
            _running = true;
        }
        _ = Task.Run(DeliverAsync);
    }

    private async Task DeliverAsync()
    {
        while (TakeChanged() is { } changed)
        {
            try
            {
                await onChanged(changed);
            }
            catch (ObjectDisposedException)
            {
                // The page went away between the change and its delivery; its Dispose ends this subscription.
                return;
            }
            catch (Exception exception)
            {
                logger.LogError(exception, "A live view failed to take in changes.");
            }
            await Task.Delay(interval, time);
        }
    }

    private HashSet<Topic>? TakeChanged()
    {
        lock (_lock)
        {
            if (_disposed || _changed.Count == 0)
            {
                _running = false;
                return null;
            }
            var changed = _changed;
            _changed = [];
            return changed;
        }
    }

    public void Dispose()
    {
        Topic[] topics;
        lock (_lock)
        {
            _disposed = true;
            topics = [.. _topics];
            _topics.Clear();
        }
        foreach (var topic in topics)
            feed.Detach(topic, this);
    }
}
