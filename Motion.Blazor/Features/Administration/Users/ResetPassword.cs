using System.Globalization;
using Microsoft.AspNetCore.Identity;
using Motion.Blazor.Data;
using Motion.Blazor.Features.Administration.Audit;
using Motion.Blazor.Identity;

namespace Motion.Blazor.Features.Administration.Users;

/// <summary>Gives a person a new temporary password, which comes back once; he is signed out everywhere.</summary>
internal sealed class ResetPassword(IServiceScopeFactory scopes, AuditLog audit, CurrentUser current)
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

        var password = PasswordRules.Generate();
        // Sets a new security stamp too, which ends his sessions.
        var result = await users.ResetPasswordAsync(user, await users.GeneratePasswordResetTokenAsync(user), password);
        if (!result.Succeeded)
            return UserOutcome.Refused(UserRules.Translate(result));
        audit.Add(database, AuditAction.Changed, AuditSubject.User, user.Id, user.FullName, null, new Dictionary<string, object?>(StringComparer.Ordinal) { ["password"] = "replaced" });
        await database.SaveChangesAsync(cancel);
        await transaction.CommitAsync(cancel);
        return UserOutcome.DoneFor(user.Id, password);
    }
}
