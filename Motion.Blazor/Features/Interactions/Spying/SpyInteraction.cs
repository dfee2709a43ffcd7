using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Motion.Blazor.Data;
using Motion.Blazor.Features.Administration.Audit;
using Motion.Blazor.Features.Interactions.Search;
using Motion.Blazor.Identity;
using Motion.Blazor.Realtime;
using Motion.Domain;
using Motion.Domain.Messaging;

namespace Motion.Blazor.Features.Interactions.Spying;

/// <summary>Reads a conversation without taking it or marking it read; every time is written down (product.md section 9, Spy).</summary>
internal sealed class SpyInteraction(
    IDbContextFactory<MotionDbContext> databases, ReadInteractionRows rows, AuditLog audit, ChangeFeed feed, CurrentUser user, TimeProvider time)
{
    /// <summary>Name of the system setting: whether spies stand in the watching sign.</summary>
    public const string ShownSetting = "ShowSpies";

    private const int LongestNote = 4096;

    public async Task<Outcome<InteractionRow>> BeginAsync(long interactionId, CancellationToken cancellation)
    {
        if (!user.MaySupervise())
            return new Outcome<InteractionRow>.NotAllowed();
        if ((await rows.RunAsync([interactionId], cancellation)).FirstOrDefault() is not { } row)
            return new Outcome<InteractionRow>.NotFound();
        await using var database = await databases.CreateDbContextAsync(cancellation);
        audit.Add(database, AuditAction.Spied, AuditSubject.Interaction, interactionId, row.ContactName);
        await database.SaveChangesAsync(cancellation);
        return new Outcome<InteractionRow>.Done(row);
    }

    /// <summary>The head again, without another line in the audit log.</summary>
    public async Task<InteractionRow?> ReadAsync(long interactionId, CancellationToken cancellation) =>
        user.MaySupervise() ? (await rows.RunAsync([interactionId], cancellation)).FirstOrDefault() : null;

    public async Task<bool> IsShownAsync(CancellationToken cancellation)
    {
        await using var database = await databases.CreateDbContextAsync(cancellation);
        return await database.Settings.AnyAsync(setting => setting.Name == ShownSetting && setting.Value == "true", cancellation);
    }

    /// <summary>For the agents; nothing leads it to the customer. Also in one that is closed.</summary>
    public async Task<Outcome<bool>> NoteAsync(long interactionId, string text, CancellationToken cancellation)
    {
        if (!user.MaySupervise())
            return new Outcome<bool>.NotAllowed();
        var body = text.Trim();
        if (body.Length is 0 or > LongestNote)
            return new Outcome<bool>.Invalid([new FieldError("body", body.Length == 0 ? FieldProblem.Required : FieldProblem.TooLong, $"{LongestNote}")]);
        await using var database = await databases.CreateDbContextAsync(cancellation);
        var found = await database.InteractionsOf(user).Where(i => i.Id == interactionId).Select(i => (int?)i.AccountId).FirstOrDefaultAsync(cancellation);
        if (found is not { } accountId)
            return new Outcome<bool>.NotFound();
        database.Messages.Add(new Message
        {
            InteractionId = interactionId,
            AccountId = accountId,
            Direction = MessageDirection.Note,
            Kind = MessageKind.Text,
            Body = body,
            Content = JsonSerializer.Serialize<MessageContent>(new TextContent(body)),
            AuthorId = user.PersonId,
            CreatedAt = time.GetUtcNow(),
        });
        await database.SaveChangesAsync(cancellation);
        feed.Publish(Topic.Interaction(interactionId));
        return new Outcome<bool>.Done(true);
    }
}
