using System.Collections.Immutable;
using Motion.Blazor.Data;
using Motion.Blazor.Realtime;
using Motion.Domain.Agents;
using Motion.Domain.Interactions;
using Motion.Domain.Queues;
using Motion.Domain.Routing;

namespace Motion.Blazor.Pipeline;

/// <summary>An interaction with its running round, as rows. Turns rows into a state and a decision back into rows.</summary>
internal sealed class RoutedInteraction
{
    // Who rejected in step 5 is not asked in step 6 either.
    private static readonly PreparedQuery<long, int, bool, Offer> OffersOf = new((database, interactionId, roundNumber, isStep6) => database.Offers
        .Where(offer => offer.InteractionId == interactionId && (offer.RoundNumber == roundNumber
            || (isStep6 && offer.RoundNumber == roundNumber - 1 && offer.State == OfferState.Rejected))));

    private static readonly PreparedQuery<long, Deadline> DeadlinesOf = new((database, interactionId) => database.Deadlines
        .Where(deadline => deadline.InteractionId == interactionId));

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
        Row.Status, Row.IsRead, Row.OwnerId, Row.QueueId, Row.RoundNumber, RunningRound(), Row.LastInboundAt, Row.AnsweredAt)
    {
        PlanRuns = Row.PlanRuns,
        PlanSteps = Row.PlanSteps,
        RepliedRows = RepliedRows.Read(Row.RepliedRows),
    };

    public static RoutedInteraction Begin(WorkUnit work, Interaction row)
    {
        work.Database.Interactions.Add(row);
        return new RoutedInteraction(work, row, [], []);
    }

    public static async Task<RoutedInteraction> LoadAsync(WorkUnit work, Interaction row, CancellationToken cancellation)
    {
        if (row.Stage is null && row.AnsweredAt is null)
            return new RoutedInteraction(work, row, [], []);
        var offers = row.Stage is null
            ? []
            : await OffersOf.On(work.Database, row.Id, row.RoundNumber, row.Stage == RoundStage.AssignedQueue).ToListAsync(cancellation);
        var deadlines = await DeadlinesOf.On(work.Database, row.Id).ToListAsync(cancellation);
        return new RoutedInteraction(work, row, offers, deadlines);
    }

    public async Task ApplyAsync(RoutingDecision.Agreed decision, AccountEntry account, DateTimeOffset now, CancellationToken cancellation)
    {
        var next = decision.Next;
        // Also where only its offers change: of two decisions made from the same state one is saved, the other is made again.
        Row.Version = Guid.CreateVersion7();
        var wasOpen = Row.Status == InteractionStatus.Open;
        if (next.OwnerId is not null && Row.OwnerId is null)
            Row.AcceptedAt ??= now;
        if (next.OwnerId != Row.OwnerId || (wasOpen && next.Status == InteractionStatus.Closed))
            _work.OwnersChanged.UnionWith(new[] { Row.OwnerId, next.OwnerId }.OfType<int>());
        // Where it stood before, unless it begins only now.
        if (Row.Id != 0)
            _work.Changed.UnionWith(Topic.ListsOf(Row));
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
        Row.RoundTurns = next.Round?.Turns ?? 0;
        Row.RoundTalk = next.Round?.Talk ?? AssistantTalk.Listening;
        Row.PlanRuns = next.PlanRuns;
        Row.PlanSteps = next.PlanSteps;
        Row.RepliedRows = RepliedRows.Write(next.RepliedRows);
        Row.LastInboundAt = next.LastInboundAt;
        Row.AnsweredAt = next.AnsweredAt;
        if (next.IsRead)
            Row.UnreadCount = 0;
        if (wasOpen && next.Status == InteractionStatus.Closed)
            Row.ClosedAt = now;
        _work.Changed.UnionWith(Topic.ListsOf(Row));
        if (Row.Id != 0)
            _work.Changed.Add(Topic.Interaction(Row.Id));

        if (next.Round is { Ringing.IsEmpty: true, Stage: not (RoundStage.Assistant or RoundStage.Http) })
            _work.SilentRounds.Add(Row);
        foreach (var effect in decision.Effects)
            await CarryOutAsync(effect, account, now, cancellation);
    }

    private async Task CarryOutAsync(RoutingEffect effect, AccountEntry account, DateTimeOffset now, CancellationToken cancellation)
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
                _work.Changed.Add(Topic.Agent(ring.UserId));
                break;
            case RoutingEffect.StopRinging stop:
                Stop(stop, now);
                _work.Changed.Add(Topic.Agent(stop.UserId));
                break;
            case RoutingEffect.BeginRound round:
                Remove(DeadlineKind.RoundEnds);
                Add(new Deadline { Interaction = Row, Kind = DeadlineKind.RoundEnds, RoundNumber = Row.RoundNumber, DueAt = round.EndsAt });
                break;
            case RoutingEffect.EndRound:
                Remove(DeadlineKind.RoundEnds, DeadlineKind.OfferEnds);
                break;
            case RoutingEffect.CloseForInactivityAt inactivity:
                Remove(DeadlineKind.InactivityEnds);
                if (inactivity.At is { } closesAt)
                    Add(new Deadline { Interaction = Row, Kind = DeadlineKind.InactivityEnds, DueAt = closesAt });
                break;
            case RoutingEffect.RememberLastRung last:
                await RememberLastRungAsync(last, now, cancellation);
                break;
            case RoutingEffect.Reply reply:
                await AutomaticReplies.AddAsync(_work, account, Row, reply, now, cancellation);
                break;
            case RoutingEffect.AddTag tag:
                await InteractionMarks.AddTagAsync(_work, Row, tag.TagId, null, now, cancellation);
                break;
            case RoutingEffect.GiveDisposition disposition:
                await InteractionMarks.GiveDispositionAsync(_work, Row, disposition, now, cancellation);
                break;
            case RoutingEffect.AskOutside:
                _work.OutsideCalls.Add(Row);
                break;
            case RoutingEffect.OpenTab tab:
                if (await _work.Database.DeskTabs.FindAsync([tab.UserId, Row.Id], cancellation) is null)
                    _work.Database.DeskTabs.Add(new DeskTab { UserId = tab.UserId, InteractionId = Row.Id, OpenedAt = now });
                _work.Changed.Add(Topic.Agent(tab.UserId));
                break;
            case RoutingEffect.Tell tell:
                _work.Tell(Row, new TimelineEntry
                {
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

    private async Task RememberLastRungAsync(RoutingEffect.RememberLastRung last, DateTimeOffset now, CancellationToken cancellation)
    {
        var queue = _work.Database.Queues.Local.FirstOrDefault(queue => queue.Id == last.QueueId)
            ?? _work.Database.Attach(new Queue { Id = last.QueueId, Name = "" }).Entity;
        queue.LastRungUserId = last.UserId;
        _work.Database.Entry(queue).Property(q => q.LastRungUserId).IsModified = true;
        // He may have left the queue since the configuration was read.
        if (await _work.Database.QueueMembers.FindAsync([last.QueueId, last.UserId], cancellation) is { } member)
            member.RungAt = now;
        _work.LastRung.Add((last.QueueId, last.UserId, now));
    }

    private void Remove(params ReadOnlySpan<DeadlineKind> kinds)
    {
        foreach (var kind in kinds)
        {
            foreach (var deadline in _deadlines.FindAll(deadline => deadline.Kind == kind))
            {
                _work.Database.Deadlines.Remove(deadline);
                _deadlines.Remove(deadline);
            }
        }
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

    private Round? RunningRound() => Row.Stage is not { } stage
        ? null
        : new Round(
            stage,
            Row.PlanPosition ?? 0,
            Row.RoundAgentId,
            Row.RoundQueueId,
            Row.RoundEndsAt ?? Row.StartedAt,
            [.. _offers.Where(offer => offer.State == OfferState.Ringing).Select(offer => new Ringing(offer.UserId, offer.EndsAt))],
            NotAsked())
        {
            Turns = Row.RoundTurns,
            Talk = Row.RoundTalk,
        };

    /// <summary>Who rejected in this round; who hands it over is not asked either, nor, in step 6, an owner who rejected in step 5.</summary>
    private ImmutableHashSet<int> NotAsked()
    {
        var rejected = _offers.Where(offer => offer.State == OfferState.Rejected).Select(offer => offer.UserId).ToImmutableHashSet();
        return Row is { Stage: RoundStage.Transfer, RoundQueueId: not null, OwnerId: { } sender } ? rejected.Add(sender) : rejected;
    }
}
