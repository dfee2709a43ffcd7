using Microsoft.EntityFrameworkCore;
using Motion.Blazor.Data;
using Motion.Blazor.Identity;
using Motion.Domain.Assistants;

namespace Motion.Blazor.Features.Administration.Assistants;

/// <summary>An assistant without its key.</summary>
/// <param name="KeyIsSet">Whether one is stored.</param>
/// <param name="Accounts">How many accounts use it, in their tools or in their plan.</param>
internal sealed record AssistantRow(int Id, string Name, string Endpoint, string Model, bool KeyIsSet, string Instructions, int Accounts)
{
    public static AssistantRow Of(Assistant assistant, int accounts) => new(
        assistant.Id, assistant.Name, assistant.Endpoint, assistant.Model, assistant.ProtectedKey is not null, assistant.Instructions, accounts);
}

internal sealed class ListAssistants(IDbContextFactory<MotionDbContext> databases, CurrentUser user)
{
    public async Task<Outcome<PageOf<AssistantRow>>> RunAsync(int offset, int limit, CancellationToken cancellation)
    {
        if (!user.May(this))
            return new Outcome<PageOf<AssistantRow>>.NotAllowed();
        await using var database = await databases.CreateDbContextAsync(cancellation);
        var page = await database.Assistants.OrderBy(a => a.Name).ThenBy(a => a.Id).Select(a => new AssistantRow(
            a.Id, a.Name, a.Endpoint, a.Model, a.ProtectedKey != null, a.Instructions,
            database.Accounts.Count(account => account.AssistantId == a.Id || database.PlanRows.Any(r => r.AccountId == account.Id && r.AssistantId == a.Id))))
            .ReadPageAsync(database.Assistants, offset, limit, cancellation);
        return new Outcome<PageOf<AssistantRow>>.Done(page);
    }
}
