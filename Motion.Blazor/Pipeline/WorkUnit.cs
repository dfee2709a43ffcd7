using Microsoft.EntityFrameworkCore;
using Motion.Blazor.Data;
using Motion.Blazor.Realtime;
using Motion.Domain.Interactions;

namespace Motion.Blazor.Pipeline;

/// <summary>One transaction in the making, with the news that go out once it is committed.</summary>
internal sealed class WorkUnit(MotionDbContext database) : IAsyncDisposable
{
    public MotionDbContext Database { get; } = database;

    public HashSet<Topic> Changed { get; } = [];

    /// <summary>Conversations beside whose thread something changed. A new one has its number only after the commit.</summary>
    public HashSet<Interaction> Stories { get; } = [];

    public HashSet<int> OutboxAccounts { get; } = [];

    public List<(int QueueId, int UserId, DateTimeOffset At)> LastRung { get; } = [];

    /// <summary>Agents who hold one conversation more or less than before.</summary>
    public HashSet<int> OwnersChanged { get; } = [];

    /// <summary>Conversations that wait for an assistant or an address.</summary>
    public HashSet<Interaction> OutsideCalls { get; } = [];

    /// <summary>Lists that let a sender in.</summary>
    public Dictionary<(int AccountId, int ListId), int> WhitelistHits { get; } = [];

    /// <summary>The provider's ids of messages whose news were parked, because they are not known yet.</summary>
    public HashSet<string> Parked { get; } = [];

    /// <summary>Failures reported of messages that the customer has: logged, not applied (providers.md 8.2).</summary>
    public List<(long MessageId, string? Code)> LateFailures { get; } = [];

    public DateTimeOffset? EarliestDue { get; private set; }

    public bool HasMedia { get; set; }

    /// <summary>Conversations whose round rings nobody.</summary>
    public HashSet<Interaction> SilentRounds { get; } = [];

    /// <summary>A line of the conversation's timeline.</summary>
    public void Tell(Interaction interaction, TimelineEntry entry)
    {
        entry.Interaction = interaction;
        Database.Timeline.Add(entry);
        Stories.Add(interaction);
    }

    public void Due(DateTimeOffset at) => EarliestDue = EarliestDue < at ? EarliestDue : at;

    public ValueTask DisposeAsync() => Database.DisposeAsync();
}

/// <summary>Tells the rest of the house about a committed transaction.</summary>
internal sealed class CommitNews(ChangeFeed feed, AccountDirectory directory, DeadlineClock deadlines, OutboxSignal outbox, MediaSignal media, SilentRoundSignal silent,
    OutsideSignal outside, ILogger<CommitNews> logger)
{
    public async Task SaveAndTellAsync(WorkUnit work, CancellationToken cancellation)
    {
        await work.Database.SaveChangesAsync(cancellation);
        foreach (var ((accountId, listId), hits) in work.WhitelistHits)
        {
            await work.Database.AccountWhitelists.Where(list => list.AccountId == accountId && list.ListId == listId)
                .ExecuteUpdateAsync(set => set.SetProperty(list => list.Hits, list => list.Hits + hits), cancellation);
        }

        foreach (var (queueId, userId, at) in work.LastRung)
            directory.RememberLastRung(queueId, userId, at);
        if (work.EarliestDue is { } due)
            deadlines.WakeAt(due);
        foreach (var accountId in work.OutboxAccounts)
            outbox.Wake(accountId);
        if (work.HasMedia)
            media.Wake();
        foreach (var interaction in work.SilentRounds)
            silent.LookAgainAt(interaction.Id);
        foreach (var interaction in work.OutsideCalls)
            outside.Ask(interaction.Id);
        feed.Publish(work.Changed.Concat(work.Stories.Select(interaction => Topic.Story(interaction.Id))));
        foreach (var (messageId, code) in work.LateFailures)
            logger.LogInformation("Message {MessageId} was reported as failed ({Code}) after it had arrived; it stays as it is.", messageId, code);
    }
}
