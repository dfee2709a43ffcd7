using Microsoft.EntityFrameworkCore;
using Motion.Blazor.Data;

namespace Motion.Blazor.Pipeline;

/// <summary>Makes a group of payloads durable in one commit and gives each its number. Called by one writer at a time.</summary>
internal interface IInboxStore
{
    Task StoreAsync(IReadOnlyList<InboxPayload> payloads);
}

/// <summary>For databases that take a group of rows in one round trip.</summary>
internal sealed class InboxStore(IDbContextFactory<MotionDbContext> databases) : IInboxStore
{
    public async Task StoreAsync(IReadOnlyList<InboxPayload> payloads)
    {
        await using var database = await databases.CreateDbContextAsync();
        database.Inbox.AddRange(payloads);
        await database.SaveChangesAsync();
    }
}
