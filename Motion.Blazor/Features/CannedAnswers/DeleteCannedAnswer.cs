using Microsoft.EntityFrameworkCore;
using Motion.Blazor.Data;
using Motion.Blazor.Features.Administration.Audit;
using Motion.Blazor.Identity;
using Motion.Blazor.Realtime;

namespace Motion.Blazor.Features.CannedAnswers;

internal sealed class DeleteCannedAnswer(IDbContextFactory<MotionDbContext> databases, ConfigurationChanges changes, AuditLog audit, CurrentUser user)
{
    public async Task<Outcome<bool>> RunAsync(int answerId, CancellationToken cancellation)
    {
        if (!user.May(this))
            return new Outcome<bool>.NotAllowed();
        await using var database = await databases.CreateDbContextAsync(cancellation);
        if (await database.CannedAnswers.FirstOrDefaultAsync(a => a.Id == answerId, cancellation) is not { } answer)
            return new Outcome<bool>.NotFound();
        database.CannedAnswers.Remove(answer);
        audit.Add(database, AuditAction.Deleted, AuditSubject.CannedAnswer, answer.Id, answer.Key);
        await database.SaveChangesAsync(cancellation);
        changes.Publish();
        return new Outcome<bool>.Done(true);
    }
}
