#pragma warning disable MA0011 // ToUpper() stands in queries only, where it becomes the database's UPPER
using Microsoft.EntityFrameworkCore;
using Motion.Blazor.Data;
using Motion.Blazor.Features.Accounts;
using Motion.Blazor.Features.Administration.Audit;
using Motion.Blazor.Identity;
using Motion.Blazor.Realtime;
using Motion.Domain;
using Motion.Domain.Accounts;
using Motion.Domain.Agents;

namespace Motion.Blazor.Features.Routing.Pauses;

/// <summary>Adds a pause, or renames one.</summary>
internal sealed class SavePause(IDbContextFactory<MotionDbContext> databases, ConfigurationChanges changes, AuditLog audit, CurrentUser user)
{
    /// <param name="pauseId">Null adds a new one.</param>
    public async Task<Outcome<Choice>> RunAsync(int? pauseId, string? name, CancellationToken cancellation)
    {
        if (!user.May(this))
            return new Outcome<Choice>.NotAllowed();
        name = name?.Trim();
        if (AccountRules.CheckText("name", name, AccountRules.MaxNameLength, required: true).ToList() is { Count: > 0 } errors)
            return new Outcome<Choice>.Invalid(errors);
        await using var database = await databases.CreateDbContextAsync(cancellation);
        var pause = pauseId is null ? new Pause { Name = "" } : await database.Pauses.FirstOrDefaultAsync(p => p.Id == pauseId, cancellation);
        if (pause is null)
            return new Outcome<Choice>.NotFound();

        var before = pauseId is null ? null : ValuesOf(pause);
        pause.Name = name!;
        if (pauseId is null)
            database.Pauses.Add(pause);
        var taken = await database.SaveUniqueAsync(
            cancel => FindTakenAsync(database, name!, pauseId, cancel),
            () => audit.Add(database, before is null ? AuditAction.Added : AuditAction.Changed, AuditSubject.Pause, pause.Id, pause.Name, before, ValuesOf(pause)),
            cancellation);
        if (taken is not null)
            return new Outcome<Choice>.Invalid([taken]);
        changes.Publish();
        return new Outcome<Choice>.Done(new Choice(pause.Id, pause.Name));
    }

    private static Dictionary<string, object?> ValuesOf(Pause pause) => new(StringComparer.Ordinal) { ["name"] = pause.Name };

    private static async Task<FieldError?> FindTakenAsync(MotionDbContext database, string name, int? exceptId, CancellationToken cancellation)
    {
        var upper = name.ToUpperInvariant();
        return await database.Pauses.Where(p => p.Id != exceptId && p.Name.ToUpper() == upper).Select(p => p.Name).FirstOrDefaultAsync(cancellation) is { } other
            ? new FieldError("name", FieldProblem.Taken, other)
            : null;
    }
}
