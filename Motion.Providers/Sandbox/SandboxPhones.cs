using Motion.Domain.Messaging;

namespace Motion.Providers.Sandbox;

/// <summary>
/// All phones of the sandbox, in memory: the last 500 conversations with 500 messages each. Gone after a restart, as nothing
/// here is worth keeping. Safe to use from any thread.
/// </summary>
public sealed class SandboxPhones(TimeProvider clock)
{
    private const int MaxConversations = 500;
    private const int MaxMessages = 500;

    private readonly Lock _gate = new();
    private readonly Dictionary<(int AccountId, string Key), Entry> _entries = [];
    private readonly Dictionary<string, Entry> _byMessage = new(StringComparer.Ordinal);
    private TaskCompletionSource _changed = NewSignal();
    private long _version;

    /// <summary>Grows with every change of any phone.</summary>
    public long Version => Interlocked.Read(ref _version);

    /// <summary>
    /// Ends as soon as the phones are newer than <paramref name="seen"/>. A reader that shows what it finds and then waits again
    /// sees bursts as one change, and leaves nothing behind when it goes.
    /// </summary>
    public Task WaitForChangeAsync(long seen, CancellationToken cancellation)
    {
        lock (_gate) return _version > seen ? Task.CompletedTask : _changed.Task.WaitAsync(cancellation);
    }

    /// <summary>The conversations of an account, the latest first, each with its last message only.</summary>
    public IReadOnlyList<SandboxConversation> List(int accountId)
    {
        lock (_gate)
        {
            return [.. _entries.Values
                .Where(entry => entry.AccountId == accountId)
                .OrderByDescending(entry => entry.TouchedAt)
                .Select(entry => entry.Snapshot(lastOnly: true))];
        }
    }

    /// <summary>One conversation, by phone digits or user id; null when there is none.</summary>
    public SandboxConversation? Find(int accountId, string customer)
    {
        lock (_gate) return Locate(accountId, customer)?.Snapshot(lastOnly: false);
    }

    /// <summary>Makes sure the customer has a conversation with the account, and takes over the newest name.</summary>
    public SandboxConversation Open(int accountId, SandboxCustomer customer)
    {
        lock (_gate)
        {
            var entry = LocateOrAdd(accountId, customer);
            if (entry.Customer.Name != customer.Name || entry.Customer.Username != customer.Username)
            {
                entry.Customer = entry.Customer with { Name = customer.Name, Username = customer.Username ?? entry.Customer.Username };
                Touch();
            }

            return entry.Snapshot(lastOnly: false);
        }
    }

    /// <summary>The conversation a message is in; null when it is not, or no longer, known.</summary>
    internal SandboxConversation? FindByMessage(int accountId, string messageId)
    {
        lock (_gate)
        {
            return _byMessage.TryGetValue(messageId, out var entry) && entry.AccountId == accountId
                ? entry.Snapshot(lastOnly: false)
                : null;
        }
    }

    internal SandboxCustomer Resolve(int accountId, string address)
    {
        lock (_gate) return Locate(accountId, address)?.Customer ?? SandboxCustomer.Addressed(address);
    }

    internal void Add(int accountId, SandboxCustomer customer, SandboxMessage message)
    {
        lock (_gate)
        {
            var entry = LocateOrAdd(accountId, customer);
            entry.Messages.Add(message);
            entry.TouchedAt = clock.GetUtcNow();
            _byMessage[message.Id] = entry;
            if (entry.Messages.Count > MaxMessages)
            {
                _ = _byMessage.Remove(entry.Messages[0].Id);
                entry.Messages.RemoveAt(0);
            }

            Touch();
        }
    }

    /// <summary>Replaces a message; the newest version, or null when it is not known.</summary>
    internal SandboxMessage? Change(int accountId, string messageId, Func<SandboxMessage, SandboxMessage> change)
    {
        lock (_gate)
        {
            if (!_byMessage.TryGetValue(messageId, out var entry) || entry.AccountId != accountId) return null;
            var index = entry.Messages.FindIndex(message => message.Id == messageId);
            var changed = change(entry.Messages[index]);
            if (changed != entry.Messages[index])
            {
                entry.Messages[index] = changed;
                Touch();
            }

            return changed;
        }
    }

    /// <summary>
    /// Brings a message of ours forward and says which stages it passed, so that each is reported by exactly one caller.
    /// </summary>
    internal IReadOnlyList<DeliveryStatus> Advance(int accountId, string messageId, DeliveryStatus target)
    {
        List<DeliveryStatus> passed = [];
        _ = Change(accountId, messageId, message =>
        {
            foreach (var stage in (DeliveryStatus[])[DeliveryStatus.Sent, DeliveryStatus.Delivered, DeliveryStatus.Read])
            {
                if (stage > message.Status && stage <= target && message.Status != DeliveryStatus.Failed) passed.Add(stage);
            }

            return passed.Count == 0 ? message : message with { Status = passed[^1] };
        });
        return passed;
    }

    internal SandboxConversation? Configure(int accountId, string customer, bool? reachable, bool? autoRead, DateTimeOffset? typingUntil)
    {
        lock (_gate)
        {
            if (Locate(accountId, customer) is not { } entry) return null;
            entry.Reachable = reachable ?? entry.Reachable;
            entry.AutoRead = autoRead ?? entry.AutoRead;
            entry.TypingUntil = typingUntil ?? entry.TypingUntil;
            Touch();
            return entry.Snapshot(lastOnly: false);
        }
    }

    /// <summary>Somebody looks at this conversation until the result is disposed.</summary>
    internal IDisposable Watch(int accountId, SandboxCustomer customer)
    {
        lock (_gate)
        {
            var entry = LocateOrAdd(accountId, customer);
            entry.Watchers++;
            return new Watcher(this, entry);
        }
    }

    /// <summary>How far a message gets by itself: to the provider, to the phone, before the customer's eyes.</summary>
    internal DeliveryStatus Reach(int accountId, string customer)
    {
        lock (_gate)
        {
            return Locate(accountId, customer) switch
            {
                { Reachable: false } => DeliveryStatus.Sent,
                { AutoRead: true } or { Watchers: > 0 } => DeliveryStatus.Read,
                _ => DeliveryStatus.Delivered,
            };
        }
    }

    private Entry? Locate(int accountId, string customer) =>
        _entries.TryGetValue((accountId, customer), out var entry)
            ? entry
            : _entries.Values.FirstOrDefault(candidate => candidate.AccountId == accountId && candidate.Customer.UserId == customer);

    private Entry LocateOrAdd(int accountId, SandboxCustomer customer)
    {
        if (Locate(accountId, customer.Key) is { } known) return known;
        if (_entries.Count >= MaxConversations)
        {
            var oldest = _entries.MinBy(pair => pair.Value.TouchedAt);
            foreach (var message in oldest.Value.Messages) _ = _byMessage.Remove(message.Id);
            _ = _entries.Remove(oldest.Key);
        }

        var entry = new Entry(accountId, customer) { TouchedAt = clock.GetUtcNow() };
        _entries[(accountId, customer.Key)] = entry;
        Touch();
        return entry;
    }

    /// <summary>Wakes whoever waits for a change; also for what is shown beside the phones.</summary>
    internal void Touch()
    {
        lock (_gate)
        {
            _version++;
            var signal = _changed;
            _changed = NewSignal();
            _ = signal.TrySetResult();
        }
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private sealed class Entry(int accountId, SandboxCustomer customer)
    {
        public int AccountId { get; } = accountId;
        public SandboxCustomer Customer { get; set; } = customer;
        public List<SandboxMessage> Messages { get; } = [];
        public bool Reachable { get; set; } = true;
        public bool AutoRead { get; set; }
        public DateTimeOffset? TypingUntil { get; set; }
        public DateTimeOffset TouchedAt { get; set; }
        public int Watchers { get; set; }

        public SandboxConversation Snapshot(bool lastOnly) =>
            new(AccountId, Customer, Reachable, AutoRead, TypingUntil, lastOnly ? [.. Messages.TakeLast(1)] : [.. Messages]);
    }

    private sealed class Watcher(SandboxPhones phones, Entry entry) : IDisposable
    {
        private bool _disposed;

        public void Dispose()
        {
            lock (phones._gate)
            {
                if (!_disposed) entry.Watchers--;
                _disposed = true;
            }
        }
    }
}
