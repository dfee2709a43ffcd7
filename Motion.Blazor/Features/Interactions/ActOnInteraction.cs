using Microsoft.EntityFrameworkCore;
using Motion.Blazor.Data;
using Motion.Blazor.Features.Desk;
using Motion.Blazor.Features.Desk.Closing;
using Motion.Blazor.Features.Desk.Work;
using Motion.Blazor.Identity;
using Motion.Blazor.Pipeline;
using Motion.Domain;
using Motion.Domain.Interactions;
using Motion.Domain.Routing;

namespace Motion.Blazor.Features.Interactions;

/// <summary>
/// What an administrator or a program does to a conversation from outside the desk: close, transfer, tag (product.md section 12). The same
/// rules as on the desk hold, a mandatory disposition among them.
/// </summary>
internal sealed class ActOnInteraction(
    IDbContextFactory<MotionDbContext> databases, RoutingRunner runner, DispositionPaths dispositions, TagInteraction tags, CurrentUser user)
{
    public async Task<Outcome<bool>> CloseAsync(long interactionId, int? dispositionId, CancellationToken cancellation)
    {
        if (await RefusalAsync(interactionId, cancellation) is { } refusal)
            return refusal;
        var path = dispositionId is { } id ? await dispositions.FindAsync(interactionId, id, cancellation) : null;
        if (dispositionId is not null && path is null)
            return Invalid("dispositionId", FieldProblem.Unknown, $"{dispositionId}");
        return Of(await runner.RunAsync(interactionId, RoutingEvent.ClosedFromOutside(user.PersonId ?? 0, path), cancellation, (work, interaction, now) =>
        {
            if (dispositionId is { } given)
            {
                work.Database.InteractionDispositions.Add(
                    new InteractionDisposition { Interaction = interaction, DispositionId = given, UserId = user.PersonId, GivenAt = now });
            }
        }));
    }

    public async Task<Outcome<bool>> TransferAsync(long interactionId, TransferTarget target, string? note, CancellationToken cancellation)
    {
        if (await RefusalAsync(interactionId, cancellation) is { } refusal)
            return refusal;
        if (note?.Length > InternalNotes.MostCharacters)
            return Invalid("note", FieldProblem.TooLong, $"{InternalNotes.MostCharacters}");
        return Of(await runner.RunAsync(interactionId, target.ToEvent(0), cancellation, (work, interaction, now) =>
        {
            if (!string.IsNullOrWhiteSpace(note))
                InternalNotes.Add(work, interaction, note.Trim(), user.PersonId, now);
        }));
    }

    /// <summary>The conversation has just these tags afterwards.</summary>
    public async Task<Outcome<bool>> SetTagsAsync(long interactionId, IReadOnlyCollection<int> tagIds, CancellationToken cancellation)
    {
        if (await RefusalAsync(interactionId, cancellation) is { } refusal)
            return refusal;
        List<int> present;
        await using (var database = await databases.CreateDbContextAsync(cancellation))
        {
            var known = await database.Tags.Where(tag => tagIds.Contains(tag.Id)).Select(tag => tag.Id).ToListAsync(cancellation);
            if (tagIds.Except(known).ToList() is { Count: > 0 } unknown)
                return Invalid("tagIds", FieldProblem.Unknown, string.Join(", ", unknown));
            present = await database.InteractionTags.Where(tagged => tagged.InteractionId == interactionId).Select(tagged => tagged.TagId).ToListAsync(cancellation);
        }
        foreach (var tagId in tagIds.Except(present))
            await tags.SetAsync(user.PersonId, interactionId, tagId, isOn: true, cancellation);
        foreach (var tagId in present.Except(tagIds))
            await tags.SetAsync(user.PersonId, interactionId, tagId, isOn: false, cancellation);
        return new Outcome<bool>.Done(true);
    }

    private async Task<Outcome<bool>?> RefusalAsync(long interactionId, CancellationToken cancellation)
    {
        if (!user.May(this))
            return new Outcome<bool>.NotAllowed();
        await using var database = await databases.CreateDbContextAsync(cancellation);
        return await database.InteractionsOf(user).AnyAsync(i => i.Id == interactionId, cancellation) ? null : new Outcome<bool>.NotFound();
    }

    private static Outcome<bool> Of(RoutingDecision? decision) => DeskResult.Of(decision).Refusal switch
    {
        null => new Outcome<bool>.Done(true),
        DeskRefusal.NotFound => new Outcome<bool>.NotFound(),
        DeskRefusal.DispositionNeeded => Invalid("dispositionId", FieldProblem.Required, null),
        DeskRefusal.TransferNotAllowed => new Outcome<bool>.Conflict(ConflictReason.TransferNotAllowed),
        DeskRefusal.CannotBeAsked => new Outcome<bool>.Conflict(ConflictReason.CannotBeAsked),
        DeskRefusal.NobodyHasIt => new Outcome<bool>.Conflict(ConflictReason.NobodyHasIt),
        DeskRefusal.AlreadyTransferring or DeskRefusal.StillAsking => new Outcome<bool>.Conflict(ConflictReason.StillAsking),
        _ => new Outcome<bool>.Conflict(ConflictReason.InteractionClosed),
    };

    private static Outcome<bool>.Invalid Invalid(string field, FieldProblem problem, string? detail) => new([new FieldError(field, problem, detail)]);
}
