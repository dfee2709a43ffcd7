#pragma warning disable MA0011 // ToUpper() stands in queries only, where it becomes the database's UPPER
using Microsoft.EntityFrameworkCore;
using Motion.Blazor.Data;
using Motion.Blazor.Features.Administration.Audit;
using Motion.Blazor.Identity;
using Motion.Blazor.Realtime;
using Motion.Domain;
using Motion.Domain.Accounts;
using Motion.Domain.Interactions;

namespace Motion.Blazor.Features.Routing.Tags;

/// <summary>Adds a tag, or changes its name and colour.</summary>
internal sealed class SaveTag(IDbContextFactory<MotionDbContext> databases, ConfigurationChanges changes, AuditLog audit, CurrentUser user)
{
    /// <param name="tagId">Null adds a new one.</param>
    public async Task<Outcome<TagRow>> RunAsync(int? tagId, string? name, TagColour colour, CancellationToken cancellation)
    {
        if (!user.May(this))
            return new Outcome<TagRow>.NotAllowed();
        name = name?.Trim();
        if (AccountRules.CheckText("name", name, Tag.MaxNameLength, required: true).ToList() is { Count: > 0 } errors)
            return new Outcome<TagRow>.Invalid(errors);
        await using var database = await databases.CreateDbContextAsync(cancellation);
        var tag = tagId is null ? new Tag { Name = "" } : await database.Tags.FirstOrDefaultAsync(t => t.Id == tagId, cancellation);
        if (tag is null)
            return new Outcome<TagRow>.NotFound();

        var before = tagId is null ? null : ValuesOf(tag);
        (tag.Name, tag.Colour) = (name!, colour);
        if (tagId is null)
            database.Tags.Add(tag);
        var taken = await database.SaveUniqueAsync(
            cancel => FindTakenAsync(database, name!, tagId, cancel),
            () => audit.Add(database, before is null ? AuditAction.Added : AuditAction.Changed, AuditSubject.Tag, tag.Id, tag.Name, before, ValuesOf(tag)),
            cancellation);
        if (taken is not null)
            return new Outcome<TagRow>.Invalid([taken]);
        changes.Publish();
        var interactions = await database.InteractionTags.CountAsync(on => on.TagId == tag.Id, cancellation);
        return new Outcome<TagRow>.Done(new TagRow(tag.Id, tag.Name, tag.Colour, interactions));
    }

    private static Dictionary<string, object?> ValuesOf(Tag tag) => new(StringComparer.Ordinal) { ["name"] = tag.Name, ["colour"] = $"{tag.Colour}" };

    private static async Task<FieldError?> FindTakenAsync(MotionDbContext database, string name, int? exceptId, CancellationToken cancellation)
    {
        var upper = name.ToUpperInvariant();
        return await database.Tags.Where(t => t.Id != exceptId && t.Name.ToUpper() == upper).Select(t => t.Name).FirstOrDefaultAsync(cancellation) is { } other
            ? new FieldError("name", FieldProblem.Taken, other)
            : null;
    }
}
