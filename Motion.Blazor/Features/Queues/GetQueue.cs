using Microsoft.EntityFrameworkCore;
using Motion.Blazor.Data;
using Motion.Blazor.Features.Accounts;
using Motion.Blazor.Identity;
using Motion.Domain.Queues;

namespace Motion.Blazor.Features.Queues;

/// <param name="Members">In the order of the round.</param>
internal sealed record QueueDetails(int Id, QueueEntry Entry, IReadOnlyList<PersonChoice> Members);

internal sealed class GetQueue(IDbContextFactory<MotionDbContext> databases, CurrentUser user)
{
    public async Task<Outcome<QueueDetails>> RunAsync(int queueId, CancellationToken cancellation)
    {
        if (!user.May(this))
            return new Outcome<QueueDetails>.NotAllowed();
        await using var database = await databases.CreateDbContextAsync(cancellation);
        return await FindAsync(database, queueId, cancellation) is { } details
            ? new Outcome<QueueDetails>.Done(details)
            : new Outcome<QueueDetails>.NotFound();
    }

    public static async Task<QueueDetails?> FindAsync(MotionDbContext database, int queueId, CancellationToken cancellation)
    {
        if (await database.Queues.AsNoTracking().FirstOrDefaultAsync(q => q.Id == queueId, cancellation) is not { } queue)
            return null;
        var members = await (
            from member in database.QueueMembers
            join person in database.Users on member.UserId equals person.Id
            where member.QueueId == queueId
            orderby member.Position, person.Id
            select new PersonChoice(person.Id, person.FullName, person.Email)).ToListAsync(cancellation);
        var entry = new QueueEntry(queue.Name, queue.Strategy, queue.AgentTimeout, queue.Description, [.. members.Select(m => m.Id)]);
        return new QueueDetails(queue.Id, entry, members);
    }
}
