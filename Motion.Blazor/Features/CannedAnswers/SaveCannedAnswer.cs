using Microsoft.EntityFrameworkCore;
using Motion.Blazor.Data;
using Motion.Blazor.Features.Administration.Audit;
using Motion.Blazor.Identity;
using Motion.Blazor.Realtime;
using Motion.Domain;
using Motion.Domain.CannedAnswers;

namespace Motion.Blazor.Features.CannedAnswers;

/// <summary>Adds a canned answer, or saves one. Whose it is cannot be changed.</summary>
internal sealed class SaveCannedAnswer(IDbContextFactory<MotionDbContext> databases, ConfigurationChanges changes, AuditLog audit, CurrentUser user)
{
    /// <param name="answerId">Null adds a new one; then the entry's account counts.</param>
    public async Task<Outcome<CannedAnswerRow>> RunAsync(int? answerId, CannedAnswerEntry entered, CancellationToken cancellation)
    {
        if (!user.May(this))
            return new Outcome<CannedAnswerRow>.NotAllowed();
        var entry = CannedAnswerRules.Normalize(entered);
        if (CannedAnswerRules.Check(entry) is { Count: > 0 } errors)
            return new Outcome<CannedAnswerRow>.Invalid(errors);
        await using var database = await databases.CreateDbContextAsync(cancellation);
        if (answerId is null && entry.AccountId is { } account && !await database.Accounts.AnyAsync(a => a.Id == account, cancellation))
            return new Outcome<CannedAnswerRow>.Invalid([new FieldError("accountId", FieldProblem.Unknown, $"{account}")]);
        var answer = answerId is null
            ? new CannedAnswer { Key = "", Text = "", AccountId = entry.AccountId }
            : await database.CannedAnswers.FirstOrDefaultAsync(a => a.Id == answerId, cancellation);
        if (answer is null)
            return new Outcome<CannedAnswerRow>.NotFound();

        var before = answerId is null ? null : ValuesOf(answer);
        (answer.Key, answer.Text) = (entry.Key!, entry.Text!);
        if (answerId is null)
            database.CannedAnswers.Add(answer);
        var accountId = answer.AccountId;
        var taken = await database.SaveUniqueAsync(
            cancel => FindTakenAsync(database, entry.Key!, accountId, answerId, cancel),
            () => audit.Add(database, before is null ? AuditAction.Added : AuditAction.Changed, AuditSubject.CannedAnswer, answer.Id, answer.Key, before, ValuesOf(answer)),
            cancellation);
        if (taken is not null)
            return new Outcome<CannedAnswerRow>.Invalid([taken]);
        changes.Publish();
        return new Outcome<CannedAnswerRow>.Done(new CannedAnswerRow(answer.Id, answer.AccountId, answer.Key, answer.Text));
    }

    private static Dictionary<string, object?> ValuesOf(CannedAnswer answer) => new(StringComparer.Ordinal)
    {
        ["key"] = answer.Key,
        ["text"] = answer.Text,
        ["accountId"] = answer.AccountId,
    };

    private static async Task<FieldError?> FindTakenAsync(MotionDbContext database, string key, int? accountId, int? exceptId, CancellationToken cancellation)
    {
        var upper = key.ToUpperInvariant();
        return await database.CannedAnswers.Where(a => a.Id != exceptId && a.AccountId == accountId && a.NormalizedKey == upper)
            .Select(a => a.Key).FirstOrDefaultAsync(cancellation) is { } other
            ? new FieldError("key", FieldProblem.Taken, other, "cannedAnswer")
            : null;
    }
}
