#pragma warning disable MA0011 // ToUpper() stands in queries only, where it becomes the database's UPPER
using Microsoft.EntityFrameworkCore;
using Motion.Blazor.Data;
using Motion.Blazor.Features.Administration.Audit;
using Motion.Blazor.Identity;
using Motion.Blazor.Realtime;
using Motion.Domain;
using Motion.Domain.Assistants;

namespace Motion.Blazor.Features.Administration.Assistants;

/// <summary>Adds an assistant, or saves one; a key that is not entered stays.</summary>
internal sealed class SaveAssistant(
    IDbContextFactory<MotionDbContext> databases, AssistantKeys keys, ConfigurationChanges changes, AuditLog audit, CurrentUser user)
{
    /// <param name="assistantId">Null adds a new one.</param>
    public async Task<Outcome<AssistantRow>> RunAsync(int? assistantId, AssistantEntry entered, CancellationToken cancellation)
    {
        if (!user.May(this))
            return new Outcome<AssistantRow>.NotAllowed();
        var entry = AssistantRules.Normalize(entered);
        if (AssistantRules.Check(entry) is { Count: > 0 } errors)
            return new Outcome<AssistantRow>.Invalid(errors);
        await using var database = await databases.CreateDbContextAsync(cancellation);
        var assistant = assistantId is null
            ? new Assistant { Name = "", Endpoint = "", Model = "" }
            : await database.Assistants.FirstOrDefaultAsync(a => a.Id == assistantId, cancellation);
        if (assistant is null)
            return new Outcome<AssistantRow>.NotFound();

        var before = assistantId is null ? null : ValuesOf(assistant, keyEntered: false);
        (assistant.Name, assistant.Endpoint, assistant.Model, assistant.Instructions) = (entry.Name!, entry.Endpoint!, entry.Model!, entry.Instructions!);
        if (entry.Key is not null)
            assistant.ProtectedKey = entry.Key.Length == 0 ? null : keys.Protect(entry.Key);
        if (assistantId is null)
            database.Assistants.Add(assistant);
        var taken = await database.SaveUniqueAsync(
            cancel => FindTakenAsync(database, entry.Name!, assistantId, cancel),
            () => audit.Add(database, before is null ? AuditAction.Added : AuditAction.Changed, AuditSubject.Assistant, assistant.Id, assistant.Name, before,
                ValuesOf(assistant, keyEntered: entry.Key is { Length: > 0 })),
            cancellation);
        if (taken is not null)
            return new Outcome<AssistantRow>.Invalid([taken]);
        changes.Publish();
        var accounts = await database.Accounts.CountAsync(
            a => a.AssistantId == assistant.Id || database.PlanRows.Any(r => r.AccountId == a.Id && r.AssistantId == assistant.Id), cancellation);
        return new Outcome<AssistantRow>.Done(AssistantRow.Of(assistant, accounts));
    }

    /// <summary>Of the key only whether there is one, and that it was replaced.</summary>
    private static Dictionary<string, object?> ValuesOf(Assistant assistant, bool keyEntered) => new(StringComparer.Ordinal)
    {
        ["name"] = assistant.Name,
        ["endpoint"] = assistant.Endpoint,
        ["model"] = assistant.Model,
        ["instructions"] = assistant.Instructions,
        ["key"] = assistant.ProtectedKey is null ? "none" : keyEntered ? "replaced" : "set",
    };

    private static async Task<FieldError?> FindTakenAsync(MotionDbContext database, string name, int? exceptId, CancellationToken cancellation)
    {
        var upper = name.ToUpperInvariant();
        return await database.Assistants.Where(a => a.Id != exceptId && a.Name.ToUpper() == upper).Select(a => a.Name).FirstOrDefaultAsync(cancellation) is { } other
            ? new FieldError("name", FieldProblem.Taken, other)
            : null;
    }
}
