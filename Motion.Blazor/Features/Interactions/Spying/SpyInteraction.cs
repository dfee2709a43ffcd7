using Microsoft.EntityFrameworkCore;
using Motion.Blazor.Data;
using Motion.Blazor.Features.Administration.Audit;
using Motion.Blazor.Features.Interactions.Search;
using Motion.Blazor.Identity;
using Motion.Blazor.Pipeline;
using Motion.Domain;

namespace Motion.Blazor.Features.Interactions.Spying;

/// <summary>Reads a conversation without taking it or marking it read; every time is written down (product.md section 9, Spy).</summary>
internal sealed class SpyInteraction(
    IDbContextFactory<MotionDbContext> databases, ReadInteractionRows rows, AuditLog audit, CommitNews news, CurrentUser user, TimeProvider time)
{
    /// <summary>Name of the system setting: whether spies stand in the watching sign.</summary>
    public const string ShownSetting = "ShowSpies";

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
        if (body.Length is 0 or > InternalNotes.MostCharacters)
            return new Outcome<bool>.Invalid([new FieldError("body", body.Length == 0 ? FieldProblem.Required : FieldProblem.TooLong, $"{InternalNotes.MostCharacters}")]);
        await using var work = new WorkUnit(await databases.CreateDbContextAsync(cancellation));
        if (await work.Database.InteractionsOf(user).AsNoTracking().SingleOrDefaultAsync(i => i.Id == interactionId, cancellation) is not { } interaction)
            return new Outcome<bool>.NotFound();
        InternalNotes.Add(work, interaction, body, user.PersonId, time.GetUtcNow());
        await news.SaveAndTellAsync(work, cancellation);
        return new Outcome<bool>.Done(true);
    }
}
