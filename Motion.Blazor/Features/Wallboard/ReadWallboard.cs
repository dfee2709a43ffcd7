using Microsoft.EntityFrameworkCore;
using Motion.Blazor.Data;
using Motion.Blazor.Features.Interactions;
using Motion.Blazor.Identity;
using Motion.Blazor.Realtime;
using Motion.Domain.Agents;
using Motion.Domain.Interactions;
using Motion.Domain.Messaging;

namespace Motion.Blazor.Features.Wallboard;

/// <summary>How offers ended, today.</summary>
public sealed record OfferCounts(int Accepted, int Rejected, int Missed);

/// <summary>Median and 95th percentile of a day; null while there is nothing to measure.</summary>
public sealed record Times(TimeSpan Median, TimeSpan P95)
{
    /// <summary>Nearest rank.</summary>
    public static Times? Of(IEnumerable<TimeSpan> samples)
    {
        var sorted = samples.Order().ToList();
        return sorted.Count == 0 ? null : new Times(Rank(sorted, 0.5), Rank(sorted, 0.95));
    }

    private static TimeSpan Rank(List<TimeSpan> sorted, double share) => sorted[Math.Max(0, (int)Math.Ceiling(share * sorted.Count) - 1)];
}

public sealed record QueueLine(
    int QueueId, string Name, int Waiting, DateTimeOffset? WaitingSince, int Open, int Online, OfferCounts Offers, Times? ToAccept, Times? ToAnswer);

/// <param name="Open">His open ones that the viewer may see.</param>
/// <param name="Load">All his open ones, of which <paramref name="Capacity"/> is the most; 0 = no limit.</param>
public sealed record AgentLine(
    int UserId, string Name, AgentAvailability Availability, bool IsThere, string? PauseName, DateTimeOffset? Since, int Open, int Load, int Capacity, OfferCounts Offers,
    Times? ToAccept, Times? ToAnswer);

/// <summary>One hour of the day, in the viewer's zone.</summary>
public sealed record HourLine(string Hour, int Started, int Accepted, int Missed);

/// <summary>The state of the floor now, and of the day so far.</summary>
public sealed record WallboardState(
    IReadOnlyList<int> AccountIds, int Waiting, DateTimeOffset? WaitingSince, int Unassigned, int Open, IReadOnlyList<QueueLine> Queues, IReadOnlyList<AgentLine> Agents,
    IReadOnlyList<HourLine> Hours, Times? ToAccept, Times? ToAnswer);

/// <summary>
/// What a supervisor watches: per queue and agent, live (product.md section 7). A supervisor who is limited to accounts sees those only.
/// </summary>
internal sealed class ReadWallboard(IDbContextFactory<MotionDbContext> databases, CurrentUser user, TimeProvider time)
{
    /// <summary>A day with more is measured by its latest.</summary>
    private const int MostSamples = 20_000;

    /// <param name="dayStart">Where the viewer's day begins.</param>
    /// <param name="local">Puts an instant into the viewer's zone.</param>
    /// <param name="cancellation">Gives up.</param>
    public async Task<Outcome<WallboardState>> RunAsync(DateTimeOffset dayStart, Func<DateTimeOffset, DateTimeOffset> local, CancellationToken cancellation)
    {
        if (!user.IsAdministrator && !user.IsSupervisor)
            return new Outcome<WallboardState>.NotAllowed();
        await using var database = await databases.CreateDbContextAsync(cancellation);
        var accounts = await database.AccountsOf(user).Select(account => account.Id).ToListAsync(cancellation);
        var day = await DayAsync(database, accounts, dayStart, cancellation);
        var waiting = await database.Interactions
            .Where(i => i.Status == InteractionStatus.Open && i.OwnerId == null && accounts.Contains(i.AccountId))
            .Select(i => new WaitingRow(i.RoundQueueId ?? i.QueueId, i.Stage == null, i.LastInboundAt ?? i.StartedAt))
            .ToListAsync(cancellation);
        var state = new WallboardState(
            accounts,
            waiting.Count(row => !row.IsUnassigned),
            Oldest(waiting),
            waiting.Count(row => row.IsUnassigned),
            await database.Interactions.CountAsync(i => i.Status == InteractionStatus.Open && accounts.Contains(i.AccountId), cancellation),
            await QueuesAsync(database, accounts, waiting, day, cancellation),
            await AgentsAsync(database, accounts, day, cancellation),
            Hours(day, dayStart, local),
            Times.Of(day.Accepts.Select(sample => sample.Took)),
            Times.Of(day.Answers.Select(sample => sample.Took)));
        return new Outcome<WallboardState>.Done(state);
    }

    private static DateTimeOffset? Oldest(IEnumerable<WaitingRow> rows) => rows.Min(row => (DateTimeOffset?)row.Since);

    private static async Task<Day> DayAsync(MotionDbContext database, IReadOnlyList<int> accounts, DateTimeOffset dayStart, CancellationToken cancellation)
    {
        var offers = database.Offers.Where(offer => offer.OfferedAt >= dayStart && accounts.Contains(offer.Interaction!.AccountId));
        var counts = await offers
            .GroupBy(offer => new { offer.QueueId, offer.UserId, offer.State })
            .Select(same => new OfferCount(same.Key.QueueId, same.Key.UserId, same.Key.State, same.Count()))
            .ToListAsync(cancellation);
        // The first accepting of a conversation: how long the customer waited for somebody.
        var accepts = await offers
            .Where(offer => offer.State == OfferState.Accepted && offer.EndedAt == offer.Interaction!.AcceptedAt)
            .OrderByDescending(offer => offer.OfferedAt).Take(MostSamples)
            .Select(offer => new { offer.QueueId, offer.UserId, offer.Interaction!.StartedAt, At = offer.EndedAt!.Value })
            .ToListAsync(cancellation);
        var missed = await offers.Where(offer => offer.State == OfferState.TimedOut)
            .OrderByDescending(offer => offer.OfferedAt).Take(MostSamples).Select(offer => offer.OfferedAt).ToListAsync(cancellation);
        // Whose last message is of today includes whoever began today, and there is an index for it.
        var answers = await database.Interactions
            .Where(i => i.LastMessageAt >= dayStart && i.StartedAt >= dayStart && i.LastInboundAt != null && accounts.Contains(i.AccountId))
            .OrderByDescending(i => i.LastMessageAt).Take(MostSamples)
            .Select(i => new
            {
                i.QueueId,
                i.StartedAt,
                First = database.Messages.Where(m => m.InteractionId == i.Id && m.Direction == MessageDirection.Out && m.AuthorId != null && m.Kind != MessageKind.Reaction)
                    .OrderBy(m => m.CreatedAt).ThenBy(m => m.Id).Select(m => new { m.AuthorId, m.CreatedAt }).FirstOrDefault(),
            })
            .ToListAsync(cancellation);
        return new Day(
            counts,
            [.. accepts.Select(row => new Sample(row.QueueId, row.UserId, row.At, row.At - row.StartedAt))],
            [.. answers.Where(row => row.First is not null).Select(row => new Sample(row.QueueId, row.First!.AuthorId ?? 0, row.First.CreatedAt, row.First.CreatedAt - row.StartedAt))],
            [.. answers.Select(row => row.StartedAt)],
            missed);
    }

    private async Task<IReadOnlyList<QueueLine>> QueuesAsync(
        MotionDbContext database, IReadOnlyList<int> accounts, List<WaitingRow> waiting, Day day, CancellationToken cancellation)
    {
        var aliveSince = time.GetUtcNow() - PresenceTimes.LeaseLifetime;
        var rows = await database.Queues.OrderBy(queue => queue.Name).Select(queue => new
        {
            queue.Id,
            queue.Name,
            Open = database.Interactions.Count(i => i.Status == InteractionStatus.Open && i.QueueId == queue.Id && accounts.Contains(i.AccountId)),
            Online = database.QueueMembers.Count(member => member.QueueId == queue.Id
                && database.AgentStates.Any(state => state.UserId == member.UserId && state.Availability == AgentAvailability.Online)
                && database.PresenceLeases.Any(lease => lease.UserId == member.UserId && lease.BeatAt > aliveSince)),
        }).ToListAsync(cancellation);
        return [.. rows.Select(row => new QueueLine(
            row.Id, row.Name,
            waiting.Count(w => w.QueueId == row.Id && !w.IsUnassigned),
            Oldest(waiting.Where(w => w.QueueId == row.Id && !w.IsUnassigned)),
            row.Open, row.Online,
            Counts(day.Counts.Where(count => count.QueueId == row.Id)),
            Times.Of(day.Accepts.Where(sample => sample.QueueId == row.Id).Select(sample => sample.Took)),
            Times.Of(day.Answers.Where(sample => sample.QueueId == row.Id).Select(sample => sample.Took))))];
    }

    private async Task<IReadOnlyList<AgentLine>> AgentsAsync(MotionDbContext database, IReadOnlyList<int> accounts, Day day, CancellationToken cancellation)
    {
        var aliveSince = time.GetUtcNow() - PresenceTimes.LeaseLifetime;
        var rows = await (
            from person in database.Users
            where database.AccountAgents.Any(member => member.UserId == person.Id && accounts.Contains(member.AccountId))
            join state in database.AgentStates on person.Id equals state.UserId into states
            from state in states.DefaultIfEmpty()
            orderby person.FullName
            select new
            {
                person.Id,
                person.FullName,
                Availability = state == null ? AgentAvailability.Offline : state.Availability,
                Since = state == null ? null : (DateTimeOffset?)state.Since,
                Capacity = state == null ? 0 : state.Capacity,
                Pause = state == null ? null : database.Pauses.Where(pause => pause.Id == state.PauseId).Select(pause => pause.Name).FirstOrDefault(),
                Open = database.Interactions.Count(i => i.OwnerId == person.Id && i.Status == InteractionStatus.Open && accounts.Contains(i.AccountId)),
                Load = database.Interactions.Count(i => i.OwnerId == person.Id && i.Status == InteractionStatus.Open),
                IsThere = database.PresenceLeases.Any(lease => lease.UserId == person.Id && lease.BeatAt > aliveSince),
            }).ToListAsync(cancellation);
        return [.. rows.Select(row => new AgentLine(
            row.Id, row.FullName, row.Availability, row.IsThere, row.Pause, row.Since, row.Open, row.Load, row.Capacity,
            Counts(day.Counts.Where(count => count.UserId == row.Id)),
            Times.Of(day.Accepts.Where(sample => sample.UserId == row.Id).Select(sample => sample.Took)),
            Times.Of(day.Answers.Where(sample => sample.UserId == row.Id).Select(sample => sample.Took))))];
    }

    private static List<HourLine> Hours(Day day, DateTimeOffset dayStart, Func<DateTimeOffset, DateTimeOffset> local)
    {
        var (started, accepted, missed) = (ByHour(day.Started), ByHour(day.Accepts.Select(sample => sample.At)), ByHour(day.Missed));
        var hours = started.Keys.Concat(accepted.Keys).Concat(missed.Keys).ToList();
        if (hours.Count == 0)
            return [];
        return [.. Enumerable.Range(hours.Min(), hours.Max() - hours.Min() + 1).Select(hour => new HourLine(
            $"{hour:00}", started.GetValueOrDefault(hour), accepted.GetValueOrDefault(hour), missed.GetValueOrDefault(hour)))];

        Dictionary<int, int> ByHour(IEnumerable<DateTimeOffset> instants) =>
            instants.Where(at => at >= dayStart).GroupBy(at => local(at).Hour).ToDictionary(same => same.Key, same => same.Count());
    }

    private static OfferCounts Counts(IEnumerable<OfferCount> counts)
    {
        var byState = counts.ToLookup(count => count.State, count => count.Count);
        return new OfferCounts(byState[OfferState.Accepted].Sum(), byState[OfferState.Rejected].Sum(), byState[OfferState.TimedOut].Sum());
    }

    private sealed record WaitingRow(int? QueueId, bool IsUnassigned, DateTimeOffset Since);

    private sealed record OfferCount(int? QueueId, int UserId, OfferState State, int Count);

    private sealed record Sample(int? QueueId, int UserId, DateTimeOffset At, TimeSpan Took);

    private sealed record Day(
        IReadOnlyList<OfferCount> Counts, IReadOnlyList<Sample> Accepts, IReadOnlyList<Sample> Answers, IReadOnlyList<DateTimeOffset> Started, IReadOnlyList<DateTimeOffset> Missed);
}
