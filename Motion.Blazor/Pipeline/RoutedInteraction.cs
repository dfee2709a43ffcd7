using Microsoft.EntityFrameworkCore;
using Motion.Blazor.Realtime;
using Motion.Domain.Agents;
using Motion.Domain.Interactions;
using Motion.Domain.Queues;
using Motion.Domain.Routing;

namespace Motion.Blazor.Pipeline;

/// <summary>An interaction with its running round, as rows. Turns rows into a state and a decision back into rows.</summary>
internal sealed class RoutedInteraction
{
    private readonly WorkUnit _work;
    private readonly List<Offer> _offers;
    private readonly List<Deadline> _deadlines;

    private RoutedInteraction(WorkUnit work, Interaction row, List<Offer> offers, List<Deadline> deadlines)
    {
        _work = work;
        Row = row;
        _offers = offers;
        _deadlines = deadlines;
    }

    public Interaction Row { get; }

    public RoutingState State => new(
        Row.Status, Row.IsRead, Row.OwnerId, Row.QueueId, Row.RoundNumber, RunningRound(), Row.LastInboundAt, Row.AnsweredAt);

    public static RoutedInteraction Begin(WorkUnit work, Interaction row)
    {
        work.Database.Interactions.Add(row);
        return new RoutedInteraction(work, row, [], []);
    }

    public static async Task<RoutedInteraction> LoadAsync(WorkUnit work, Interaction row, CancellationToken cancellation)
    {
        if (row.Stage is null)
            return new RoutedInteraction(work, row, [], []);
        var offers = await work.Database.Offers
            .Where(offer => offer.InteractionId == row.Id && offer.RoundNumber == row.RoundNumber)
            .ToListAsync(cancellation);
        var deadlines = await work.Database.Deadlines.Where(deadline => deadline.InteractionId == row.Id).ToListAsync(cancellation);
        return new RoutedInteraction(work, row, offers, deadlines);
    }

    public async Task ApplyAsync(RoutingDecision.Agreed decision, DateTimeOffset now, CancellationToken cancellation)
    {
        var next = decision.Next;
        var wasOpen = Row.Status == InteractionStatus.Open;
        if (next.OwnerId is not null && Row.OwnerId is null)
            Row.AcceptedAt ??= now;
        Note(Row.OwnerId);
        Row.Status = next.Status;
        Row.IsRead = next.IsRead;
        Row.OwnerId = next.OwnerId;
        Row.QueueId = next.QueueId;
        Row.RoundNumber = next.RoundNumber;
        Row.Stage = next.Round?.Stage;
        Row.PlanPosition = next.Round?.PlanPosition;
        Row.RoundAgentId = next.Round?.AgentId;
        Row.RoundQueueId = next.Round?.QueueId;
        Row.RoundEndsAt = next.Round?.EndsAt;
        Row.LastInboundAt = next.LastInboundAt;
        Row.AnsweredAt = next.AnsweredAt;
        if (next.IsRead)
            Row.UnreadCount = 0;
        if (wasOpen && next.Status == InteractionStatus.Closed)
            Row.ClosedAt = now;
        Note(Row.OwnerId);
        _work.Changed.Add(Topic.Account(Row.AccountId));
        if (Row.Id != 0)
            _work.Changed.Add(Topic.Interaction(Row.Id));

        if (next.Round is { Ringing.IsEmpty: true })
            _work.SilentRounds.Add(Row);
        foreach (var effect in decision.Effects)
            await CarryOutAsync(effect, now, cancellation);
    }

    private async Task CarryOutAsync(RoutingEffect effect, DateTimeOffset now, CancellationToken cancellation)
    {
        switch (effect)
        {
            case RoutingEffect.Ring ring:
                Add(new Offer
                {
                    Interaction = Row,
                    UserId = ring.UserId,
                    QueueId = ring.QueueId,
                    RoundNumber = Row.RoundNumber,
                    OfferedAt = now,
                    EndsAt = ring.EndsAt,
                    State = OfferState.Ringing,
                });
                if (ring.EndsAt < Row.RoundEndsAt)
                    Add(new Deadline { Interaction = Row, Kind = DeadlineKind.OfferEnds, RoundNumber = Row.RoundNumber, UserId = ring.UserId, DueAt = ring.EndsAt });
                Note(ring.UserId);
                break;
            case RoutingEffect.StopRinging stop:
                Stop(stop, now);
                Note(stop.UserId);
                break;
            case RoutingEffect.BeginRound round:
                Add(new Deadline { Interaction = Row, Kind = DeadlineKind.RoundEnds, RoundNumber = Row.RoundNumber, DueAt = round.EndsAt });
                break;
            case RoutingEffect.EndRound:
                _work.Database.Deadlines.RemoveRange(_deadlines);
                _deadlines.Clear();
                break;
            case RoutingEffect.RememberLastRung last:
                RememberLastRung(last);
                break;
            case RoutingEffect.OpenTab tab:
                if (await _work.Database.DeskTabs.FindAsync([tab.UserId, Row.Id], cancellation) is null)
                    _work.Database.DeskTabs.Add(new DeskTab { UserId = tab.UserId, InteractionId = Row.Id, OpenedAt = now });
                Note(tab.UserId);
                break;
            case RoutingEffect.Tell tell:
                _work.Database.Timeline.Add(new TimelineEntry
                {
                    Interaction = Row,
                    At = now,
                    Kind = tell.Kind,
                    UserId = tell.UserId,
                    QueueId = tell.QueueId,
                    Number = tell.Number,
                    Text = tell.Text,
                });
                break;
        }
    }

    private void Stop(RoutingEffect.StopRinging stop, DateTimeOffset now)
    {
        foreach (var offer in _offers.Where(offer => offer.UserId == stop.UserId && offer.State == OfferState.Ringing))
        {
            offer.State = stop.State;
            offer.Reason = stop.Reason;
            offer.EndedAt = now;
        }
        foreach (var deadline in _deadlines.FindAll(deadline => deadline.Kind == DeadlineKind.OfferEnds && deadline.UserId == stop.UserId))
        {
            _work.Database.Deadlines.Remove(deadline);
            _deadlines.Remove(deadline);
        }
    }

    private void RememberLastRung(RoutingEffect.RememberLastRung last)
    {
        var queue = _work.Database.Queues.Local.FirstOrDefault(queue => queue.Id == last.QueueId)
            ?? _work.Database.Attach(new Queue { Id = last.QueueId, Name = "" }).Entity;
        queue.LastRungUserId = last.UserId;
        _work.Database.Entry(queue).Property(q => q.LastRungUserId).IsModified = true;
        _work.LastRung.Add((last.QueueId, last.UserId));
    }

    private void Add(Offer offer)
    {
        _offers.Add(offer);
        _work.Database.Offers.Add(offer);
    }

    private void Add(Deadline deadline)
    {
        _deadlines.Add(deadline);
        _work.Database.Deadlines.Add(deadline);
        _work.Due(deadline.DueAt);
    }

    private void Note(int? userId)
    {
        if (userId is { } id)
            _work.Changed.Add(Topic.Agent(id));
    }

    private Round? RunningRound() => Row.Stage is not { } stage
        ? null
        : new Round(
            stage,
            Row.PlanPosition ?? 0,
            Row.RoundAgentId,
            Row.RoundQueueId,
            Row.RoundEndsAt ?? Row.StartedAt,
            [.. _offers.Where(offer => offer.State == OfferState.Ringing).Select(offer => new Ringing(offer.UserId, offer.EndsAt))],
            [.. _offers.Where(offer => offer.State == OfferState.Rejected).Select(offer => offer.UserId)]);
}
