using System.Globalization;
using Microsoft.AspNetCore.Identity;
using Motion.Blazor.Data;
using Motion.Blazor.Features.Administration.Audit;
using Motion.Blazor.Identity;

namespace Motion.Blazor.Features.Administration.Users;

/// <summary>Locks a person out until he is unlocked, or lifts any lock, also the one after failed sign-ins.</summary>
internal sealed class LockUser(IServiceScopeFactory scopes, AuditLog audit, CurrentUser current, TimeProvider clock)
{
    public async Task<UserOutcome> RunAsync(int userId, bool locked, CancellationToken cancel = default)
    {
        if (!current.May(this))
            return UserOutcome.Refused(UserRefusal.NotAllowed);
        if (locked && userId == current.PersonId)
            return UserOutcome.Refused(UserRefusal.Yourself);

        await using var scope = scopes.CreateAsyncScope();
        var users = scope.ServiceProvider.GetRequiredService<UserManager<MotionUser>>();
        var database = scope.ServiceProvider.GetRequiredService<MotionDbContext>();
        await using var transaction = await database.Database.BeginTransactionAsync(cancel);
        if (await users.FindByIdAsync(userId.ToString(CultureInfo.InvariantCulture)) is not { } user)
            return UserOutcome.Refused(UserRefusal.NotFound);
        if (locked && await UserRules.IsLastAdministratorAsync(database, user.Id, clock.GetUtcNow(), cancel))
            return UserOutcome.Refused(UserRefusal.LastAdministrator);

        _ = await users.SetLockoutEndDateAsync(user, locked ? DateTimeOffset.MaxValue : null);
        if (locked)
            _ = await users.UpdateSecurityStampAsync(user);
        else
            _ = await users.ResetAccessFailedCountAsync(user);
        audit.Add(database, AuditAction.Changed, AuditSubject.User, user.Id, user.FullName,
            new Dictionary<string, object?>(StringComparer.Ordinal) { ["locked"] = !locked }, new Dictionary<string, object?>(StringComparer.Ordinal) { ["locked"] = locked });
        await database.SaveChangesAsync(cancel);
        await transaction.CommitAsync(cancel);
        return UserOutcome.DoneFor(user.Id);
    }
}
