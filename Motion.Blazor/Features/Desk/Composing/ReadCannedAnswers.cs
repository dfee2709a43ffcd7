using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Motion.Blazor.Data;
using Motion.Blazor.Pipeline;
using Motion.Domain.Messaging;
using Motion.Domain.Notifications;

namespace Motion.Blazor.Features.Desk.Composing;

/// <summary>A canned answer as it would be sent here.</summary>
/// <param name="Key">What is typed after the slash.</param>
/// <param name="Text">Its text with the variables filled.</param>
/// <param name="IsOfAccount">The account's own; else a general one.</param>
public sealed record CannedChoice(string Key, string Text, bool IsOfAccount);

/// <summary>General answers and the account's own, blended (product.md section 7); the account's own hides a general one of the same key.</summary>
internal sealed class ReadCannedAnswers(IDbContextFactory<MotionDbContext> databases, AccountDirectory directory)
{
    private const int MostAnswers = 500;

    /// <param name="userId">Whose accounts count.</param>
    /// <param name="interactionId">Where it is to be said.</param>
    /// <param name="agentName">Who says it.</param>
    /// <param name="startedAt">Puts the conversation's begin into the zone it is to be shown in.</param>
    /// <param name="cancellation">Ends the reading.</param>
    /// <returns>Nothing when there is no such conversation in the agent's accounts.</returns>
    public async Task<IReadOnlyList<CannedChoice>> HandleAsync(
        int userId, long interactionId, string agentName, Func<DateTimeOffset, DateTimeOffset> startedAt, CancellationToken cancellation)
    {
        await using var database = await databases.CreateDbContextAsync(cancellation);
        var found = await (
            from i in database.InteractionsOf(userId).AsNoTracking()
            where i.Id == interactionId
            join queue in database.Queues on i.QueueId equals queue.Id into queues
            from queue in queues.DefaultIfEmpty()
            select new
            {
                i.AccountId,
                i.Id,
                i.StartedAt,
                i.Contact,
                i.CustomerIdentity,
                i.CustomerIdentityKind,
                Queue = queue == null ? null : new NotificationQueue(queue.Name, queue.Description),
                List = database.ContactLists.Where(list => list.Id == i.Contact!.ListId).Select(list => list.Name).FirstOrDefault(),
                LastInbound = database.Messages.Where(m => m.InteractionId == i.Id && m.Direction == MessageDirection.In && m.Kind != MessageKind.Reaction)
                    .OrderByDescending(m => m.CreatedAt).ThenByDescending(m => m.Id).Select(m => m.Body).FirstOrDefault(),
            }).SingleOrDefaultAsync(cancellation);
        if (found is null || await directory.FindAsync(found.AccountId) is not { } account)
            return [];
        var answers = await database.CannedAnswers.AsNoTracking()
            .Where(answer => answer.AccountId == null || answer.AccountId == found.AccountId)
            .OrderBy(answer => answer.Key).Take(MostAnswers).ToListAsync(cancellation);

        var facts = new NotificationFacts(
            account.Named,
            new NotificationContact(
                found.Contact?.Id ?? 0, found.Contact?.FirstName ?? "", found.Contact?.LastName ?? "", found.Contact?.Phone, found.Contact?.Mobile,
                found.Contact?.Email, FreeFieldsOf(found.Contact?.FreeFields)),
            new NotificationInteraction(found.Id, startedAt(found.StartedAt)),
            found.LastInbound ?? "",
            found.CustomerIdentityKind == IdentityKind.Phone ? $"+{found.CustomerIdentity}" : found.CustomerIdentity,
            found.Queue,
            found.List,
            agentName);
        return [.. answers
            .GroupBy(answer => answer.Key, StringComparer.OrdinalIgnoreCase)
            .Select(same => same.OrderBy(answer => answer.AccountId is null).First())
            .Select(answer => new CannedChoice(answer.Key, AutomaticReplies.Fill(answer.Text, facts), answer.AccountId is not null))];
    }

    private static Dictionary<string, string> FreeFieldsOf(string? json) => json is null
        ? []
        : JsonSerializer.Deserialize<Dictionary<string, JsonElement>>(json)?.ToDictionary(field => field.Key, field => field.Value.ToString(), StringComparer.Ordinal) ?? [];
}
