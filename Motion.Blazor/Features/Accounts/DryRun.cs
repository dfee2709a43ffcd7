using System.Collections.Frozen;
using Microsoft.EntityFrameworkCore;
using Motion.Blazor.Data;
using Motion.Blazor.Features.Administration.Settings;
using Motion.Blazor.Features.Desk.Conversation;
using Motion.Blazor.Identity;
using Motion.Blazor.Pipeline;
using Motion.Domain.Interactions;
using Motion.Domain.Notifications;
using Motion.Domain.Routing;

namespace Motion.Blazor.Features.Accounts;

/// <summary>Who writes what, and when.</summary>
public sealed record DryRunQuestion(DateTimeOffset At, string Text, int? ListId, string Name, string Phone);

/// <summary>One thing that would happen.</summary>
/// <param name="After">Since the customer wrote.</param>
/// <param name="Row">The row's place, from 1; null where no row does it.</param>
/// <param name="Line">What, as the timeline would tell it.</param>
/// <param name="Sends">The text that would be sent, or null.</param>
internal sealed record DryRunLine(TimeSpan After, int? Row, TimelineLine Line, string? Sends);

/// <summary>What a plan would do.</summary>
internal sealed record DryRunStory(IReadOnlyList<DryRunLine> Lines, bool IsClosed);

/// <summary>
/// Shows what a plan would do, row by row, without doing it (product.md section 6): the same table decides, with the same intervals and
/// conditions. Everybody of the account counts as online and lets it ring; assistants and addresses are not asked and count as silent.
/// </summary>
internal sealed class DryRun(IDbContextFactory<MotionDbContext> databases, AccountDirectory directory, SystemSettings settings, CurrentUser user)
{
    private const int MostRounds = 60;

    public async Task<Outcome<DryRunStory>> RunAsync(int accountId, IReadOnlyList<PlanRowEntry> entered, DryRunQuestion question, CancellationToken cancellation)
    {
        if (!user.May(this))
            return new Outcome<DryRunStory>.NotAllowed();
        if (await directory.FindAsync(accountId) is not { } account)
            return new Outcome<DryRunStory>.NotFound();
        IReadOnlyList<PlanRowEntry> rows = [.. entered.Select(row => row.Normalized())];
        await using var database = await databases.CreateDbContextAsync(cancellation);
        if (PlanRules.Check(rows) is { Count: > 0 } wrong)
            return new Outcome<DryRunStory>.Invalid(wrong);
        if (await PlanTargets.FindUnknownAsync(database, accountId, rows, cancellation) is { Count: > 0 } unknown)
            return new Outcome<DryRunStory>.Invalid(unknown);

        // Rows that are not stored have no numbers; an Auto reply row is told from the next one by its own.
        var stored = rows.Select((row, index) => row.ToRow(accountId, index + 1)).ToList();
        foreach (var (index, row) in stored.Index())
            row.Id = index + 1;
        var plan = (await PlanReading.OfAsync(database, settings.Current.TimeZone, stored))[accountId].ToList();
        var members = (await database.AccountAgents.Where(member => member.AccountId == accountId).Select(member => member.UserId).ToListAsync(cancellation)).ToFrozenSet();
        var queues = await directory.QueuesAsync();
        var intervals = await directory.IntervalsAsync();
        var told = Tell(account, plan, now => Facts(now, account, plan, queues, members, intervals, question), question, out var isClosed);
        return new Outcome<DryRunStory>.Done(new DryRunStory(await NamedAsync(database, told, cancellation), isClosed));
    }

    private static List<(TimeSpan After, RoutingEffect.Tell Told, string? Sends)> Tell(
        AccountEntry account, IReadOnlyList<PlannedRow> plan, Func<DateTimeOffset, RoutingFacts> facts, DryRunQuestion question, out bool isClosed)
    {
        var told = new List<(TimeSpan, RoutingEffect.Tell, string?)>();
        var state = RoutingState.New;
        var now = question.At;
        var happened = RoutingEvent.CustomerWrote(question.At, question.Text);
        for (var round = 0; happened is not null && round < MostRounds; round++)
        {
            if (RoutingTable.Decide(state, happened, facts(now)) is not RoutingDecision.Agreed agreed)
                break;
            Add(agreed.Effects, now - question.At);
            state = agreed.Next;
            happened = Next(state, ref now);
        }
        isClosed = state.Status == InteractionStatus.Closed;
        return told;

        // A text is told right after it is sent, by the entry that follows it.
        void Add(IEnumerable<RoutingEffect> effects, TimeSpan after)
        {
            string? sends = null;
            foreach (var effect in effects)
            {
                if (effect is RoutingEffect.Reply reply)
                    sends = AutomaticReplies.Fill(reply.Text, Sample(account, question));
                if (effect is not RoutingEffect.Tell tell)
                    continue;
                told.Add((after, tell, sends));
                sends = null;
            }
        }
    }

    /// <summary>What happens if nobody does anything.</summary>
    private static RoutingEvent? Next(RoutingState state, ref DateTimeOffset now)
    {
        if (state.Round is not { } round)
            return null;
        if (round.Stage == RoundStage.Assistant)
            return RoutingEvent.AssistantAnswered(state.RoundNumber, "", handsOver: true);
        var offer = round.Ringing.MinBy(ringing => ringing.EndsAt);
        if (offer is not null && offer.EndsAt < round.EndsAt)
        {
            now = offer.EndsAt;
            return RoutingEvent.OfferTimeEnded(offer.UserId, state.RoundNumber);
        }
        now = round.EndsAt;
        return RoutingEvent.RoundTimeEnded(state.RoundNumber);
    }

    private static RoutingFacts Facts(
        DateTimeOffset now, AccountEntry account, IReadOnlyList<PlannedRow> plan, IReadOnlyDictionary<int, QueueFacts> queues, FrozenSet<int> members,
        IReadOnlyDictionary<int, PlannedInterval> intervals, DryRunQuestion question)
    {
        var conditions = new ConditionFacts(
            question.ListId ?? account.ContactListId,
            question.Name,
            question.Phone.Length == 0 ? [] : [string.Concat(question.Phone.Where(char.IsAsciiDigit))],
            question.Text,
            intervals.Where(interval => interval.Value.Holds(now)).Select(interval => interval.Key).ToFrozenSet(),
            ServiceWindow.IsOpen(question.At, now));
        return new RoutingFacts(now, [.. plan.Select(row => row.Step)], queues, members)
        {
            Account = account.Facts,
            OutsideInterval = plan.Index().Where(row => row.Item.Interval?.Holds(now) == false).Select(row => row.Index).ToFrozenSet(),
            ConditionHolds = RoutingFactsReader.ConditionsThatHold(plan, conditions),
        };
    }

    private static NotificationFacts Sample(AccountEntry account, DryRunQuestion question) => new(
        account.Named,
        new NotificationContact(0, question.Name, "", question.Phone, question.Phone, null, new Dictionary<string, string>()),
        new NotificationInteraction(0, question.At),
        question.Text,
        question.Phone);

    private static async Task<IReadOnlyList<DryRunLine>> NamedAsync(
        MotionDbContext database, IReadOnlyList<(TimeSpan After, RoutingEffect.Tell Told, string? Sends)> told, CancellationToken cancellation)
    {
        var userIds = told.Select(line => line.Told.UserId).OfType<int>().ToHashSet();
        var queueIds = told.Select(line => line.Told.QueueId).OfType<int>().ToHashSet();
        var users = await database.Users.Where(u => userIds.Contains(u.Id)).ToDictionaryAsync(u => u.Id, u => u.FullName, cancellation);
        var queues = await database.Queues.Where(q => queueIds.Contains(q.Id)).ToDictionaryAsync(q => q.Id, q => q.Name, cancellation);
        return [.. told.Select((line, index) => new DryRunLine(
            line.After,
            line.Told.Row,
            new TimelineLine(
                index, default, line.Told.Kind,
                line.Told.UserId is { } userId ? users.GetValueOrDefault(userId) : null,
                line.Told.QueueId is { } queueId ? queues.GetValueOrDefault(queueId) : null,
                line.Told.Number, line.Told.Text),
            line.Sends))];
    }
}
