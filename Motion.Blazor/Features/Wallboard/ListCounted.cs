using Microsoft.EntityFrameworkCore;
using Motion.Blazor.Data;
using Motion.Blazor.Features.Interactions;
using Motion.Blazor.Identity;
using Motion.Domain.Contacts;
using Motion.Domain.Interactions;

namespace Motion.Blazor.Features.Wallboard;

/// <summary>A conversation that waits, or an offer of one.</summary>
/// <param name="Id">Number of the offer, or of the conversation where no offer is counted.</param>
/// <param name="QueueName">The queue that is or was asked.</param>
/// <param name="AgentName">To whom it was offered.</param>
/// <param name="At">Since when it waits, or when the offer ended.</param>
public sealed record CountedRow(long Id, long InteractionId, string ContactName, string AccountName, string? QueueName, string? AgentName, DateTimeOffset At);

/// <param name="Of">Name of the queue or agent it is about; null for all, or for one that is gone.</param>
public sealed record CountedList(int Count, IReadOnlyList<CountedRow> Rows, string? Of, IReadOnlyList<int> AccountIds);

/// <summary>What a number of the wallboard counts, one by one; reckoned as <see cref="ReadWallboard"/> does.</summary>
internal sealed class ListCounted(IDbContextFactory<MotionDbContext> databases, CurrentUser user)
{
    /// <param name="number">What is asked for.</param>
    /// <param name="dayStart">Where the viewer's day begins.</param>
    /// <param name="most">How many rows; the count is of all.</param>
    /// <param name="cancellation">Gives up.</param>
    public async Task<Outcome<CountedList>> RunAsync(WallboardNumber number, DateTimeOffset dayStart, int most, CancellationToken cancellation)
    {
        if (!user.May(this))
            return new Outcome<CountedList>.NotAllowed();
        await using var database = await databases.CreateDbContextAsync(cancellation);
        var counted = number.IsOfOffers ? Offers(database, number, dayStart) : Waiting(database, number);
        var described =
            from thing in counted
            join known in database.Contacts on thing.Interaction.ContactId equals known.Id into contacts
            from contact in contacts.DefaultIfEmpty()
            join account in database.Accounts on thing.Interaction.AccountId equals account.Id
            join knownQueue in database.Queues on thing.QueueId equals knownQueue.Id into queues
            from queue in queues.DefaultIfEmpty()
            join knownAgent in database.Users on thing.AgentId equals knownAgent.Id into agents
            from agent in agents.DefaultIfEmpty()
            select new
            {
                thing.Id,
                InteractionId = thing.Interaction.Id,
                FirstName = contact == null ? "" : contact.FirstName,
                LastName = contact == null ? "" : contact.LastName,
                Number = contact == null ? thing.Interaction.CustomerIdentity : contact.Mobile ?? contact.Phone,
                AccountName = account.Name,
                QueueName = queue == null ? null : queue.Name,
                AgentName = agent == null ? null : agent.FullName,
                thing.At,
            };
        // Who waits longest comes first; of what is over, the latest.
        var ordered = number.IsOfOffers ? described.OrderByDescending(row => row.At).ThenByDescending(row => row.Id) : described.OrderBy(row => row.At).ThenBy(row => row.Id);
        var rows = await ordered.Take(most).ToListAsync(cancellation);
        return new Outcome<CountedList>.Done(new CountedList(
            await counted.CountAsync(cancellation),
            [.. rows.Select(row => new CountedRow(row.Id, row.InteractionId, Contact.NameOf(row.FirstName, row.LastName, row.Number), row.AccountName, row.QueueName, row.AgentName, row.At))],
            await NameAsync(database, number, cancellation),
            await database.AccountsOf(user).Select(account => account.Id).ToListAsync(cancellation)));
    }

    private IQueryable<Thing> Offers(MotionDbContext database, WallboardNumber number, DateTimeOffset dayStart)
    {
        var state = number.Counted switch
        {
            Counted.Accepted => OfferState.Accepted,
            Counted.Rejected => OfferState.Rejected,
            _ => OfferState.TimedOut,
        };
        return
            from offer in database.Offers
            where offer.OfferedAt >= dayStart && offer.State == state
                && (number.QueueId == null || offer.QueueId == number.QueueId) && (number.AgentId == null || offer.UserId == number.AgentId)
            join interaction in database.InteractionsOf(user) on offer.InteractionId equals interaction.Id
            select new Thing { Id = offer.Id, Interaction = interaction, QueueId = offer.QueueId, AgentId = offer.UserId, At = offer.EndedAt ?? offer.OfferedAt };
    }

    private IQueryable<Thing> Waiting(MotionDbContext database, WallboardNumber number)
    {
        var isUnassigned = number.Counted == Counted.Unassigned;
        return
            from interaction in database.InteractionsOf(user)
            where interaction.Status == InteractionStatus.Open && interaction.OwnerId == null && (interaction.Stage == null) == isUnassigned
                && (number.QueueId == null || (interaction.RoundQueueId ?? interaction.QueueId) == number.QueueId)
            select new Thing
            {
                Id = interaction.Id,
                Interaction = interaction,
                QueueId = interaction.RoundQueueId ?? interaction.QueueId,
                AgentId = null,
                At = interaction.LastInboundAt ?? interaction.StartedAt,
            };
    }

    private static async Task<string?> NameAsync(MotionDbContext database, WallboardNumber number, CancellationToken cancellation) => number switch
    {
        { QueueId: { } id } => await database.Queues.Where(queue => queue.Id == id).Select(queue => queue.Name).FirstOrDefaultAsync(cancellation),
        { AgentId: { } id } => await database.Users.Where(agent => agent.Id == id).Select(agent => agent.FullName).FirstOrDefaultAsync(cancellation),
        _ => null,
    };

    private sealed class Thing
    {
        public required long Id { get; init; }
        public required Interaction Interaction { get; init; }
        public required int? QueueId { get; init; }
        public required int? AgentId { get; init; }
        public required DateTimeOffset At { get; init; }
    }
}
