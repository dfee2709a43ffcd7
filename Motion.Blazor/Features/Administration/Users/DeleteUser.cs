using System.Globalization;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Motion.Blazor.Data;
using Motion.Blazor.Features.Administration.Audit;
using Motion.Blazor.Identity;

namespace Motion.Blazor.Features.Administration.Users;

/// <summary>Deletes a person who left no trace in conversations or plans; the others are locked instead, so that history keeps its names.</summary>
internal sealed class DeleteUser(IServiceScopeFactory scopes, AuditLog audit, CurrentUser current, TimeProvider clock)
{
    public async Task<UserOutcome> RunAsync(int userId, CancellationToken cancel = default)
    {
        if (!current.May(this))
            return UserOutcome.Refused(UserRefusal.NotAllowed);
        if (userId == current.PersonId)
            return UserOutcome.Refused(UserRefusal.Yourself);

        await using var scope = scopes.CreateAsyncScope();
        var users = scope.ServiceProvider.GetRequiredService<UserManager<MotionUser>>();
        var database = scope.ServiceProvider.GetRequiredService<MotionDbContext>();
        await using var transaction = await database.Database.BeginTransactionAsync(cancel);
        if (await users.FindByIdAsync(userId.ToString(CultureInfo.InvariantCulture)) is not { } user)
            return UserOutcome.Refused(UserRefusal.NotFound);
        if (await UserRules.IsLastAdministratorAsync(database, user.Id, clock.GetUtcNow(), cancel))
            return UserOutcome.Refused(UserRefusal.LastAdministrator);
        if (await database.Interactions.AnyAsync(i => i.OwnerId == userId, cancel) || await database.Messages.AnyAsync(m => m.AuthorId == userId, cancel))
            return UserOutcome.Refused(UserRefusal.HasInteractions);
        if (await database.PlanRows.AnyAsync(r => r.AgentId == userId, cancel))
            return UserOutcome.Refused(UserRefusal.InActionPlan);

        audit.Add(database, AuditAction.Deleted, AuditSubject.User, user.Id, user.FullName);
        _ = await users.DeleteAsync(user);
        await database.SaveChangesAsync(cancel);
        await transaction.CommitAsync(cancel);
        return UserOutcome.DoneFor(userId);
    }
}
