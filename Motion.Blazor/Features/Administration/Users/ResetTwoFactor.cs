using System.Globalization;
using Microsoft.AspNetCore.Identity;
using Motion.Blazor.Data;
using Motion.Blazor.Features.Administration.Audit;
using Motion.Blazor.Identity;

namespace Motion.Blazor.Features.Administration.Users;

/// <summary>Takes the second factor away from somebody who lost it; he is signed out everywhere.</summary>
internal sealed class ResetTwoFactor(IServiceScopeFactory scopes, AuditLog audit, CurrentUser current)
{
    public async Task<UserOutcome> RunAsync(int userId, CancellationToken cancel = default)
    {
        if (!current.May(this))
            return UserOutcome.Refused(UserRefusal.NotAllowed);
        await using var scope = scopes.CreateAsyncScope();
        var users = scope.ServiceProvider.GetRequiredService<UserManager<MotionUser>>();
        var database = scope.ServiceProvider.GetRequiredService<MotionDbContext>();
        await using var transaction = await database.Database.BeginTransactionAsync(cancel);
        if (await users.FindByIdAsync(userId.ToString(CultureInfo.InvariantCulture)) is not { } user)
            return UserOutcome.Refused(UserRefusal.NotFound);
        _ = await users.SetTwoFactorEnabledAsync(user, false);
        _ = await users.ResetAuthenticatorKeyAsync(user);
        audit.Add(database, AuditAction.Changed, AuditSubject.User, userId, user.FullName,
            new Dictionary<string, object?>(StringComparer.Ordinal) { ["twoFactor"] = true }, new Dictionary<string, object?>(StringComparer.Ordinal) { ["twoFactor"] = false });
        await database.SaveChangesAsync(cancel);
        await transaction.CommitAsync(cancel);
        return UserOutcome.DoneFor(userId);
    }
}
