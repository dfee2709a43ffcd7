using System.Globalization;
using Microsoft.AspNetCore.Identity;
using Motion.Blazor.Data;
using Motion.Blazor.Features.Administration.Audit;
using Motion.Blazor.Features.Administration.Settings;
using Motion.Blazor.Identity;
using Motion.Domain.Agents;

namespace Motion.Blazor.Features.Administration.Users;

/// <summary>
/// Makes a person who has no password yet, and a link with which he chooses one. The link holds for a day and once; a new one can be made as long
/// as he has not used it.
/// </summary>
internal sealed class InviteUser(IServiceScopeFactory scopes, SystemSettings settings, AuditLog audit, CurrentUser current, TimeProvider clock)
{
    /// <param name="request">Its password does not count.</param>
    /// <param name="baseAddress">Where the administrator reached Motion; used where no public address is set.</param>
    /// <param name="cancel">Gives up.</param>
    public async Task<UserOutcome> RunAsync(NewUser request, string baseAddress, CancellationToken cancel = default)
    {
        if (!current.May(this))
            return UserOutcome.Refused(UserRefusal.NotAllowed);
        UserRefusal[] refusals = [.. UserRules.Check(request.FullName, request.Email, request.Role, request.Language, request.Capacity)];
        if (refusals.Length > 0)
            return UserOutcome.Refused(refusals);

        await using var scope = scopes.CreateAsyncScope();
        var users = scope.ServiceProvider.GetRequiredService<UserManager<MotionUser>>();
        var database = scope.ServiceProvider.GetRequiredService<MotionDbContext>();
        await using var transaction = await database.Database.BeginTransactionAsync(cancel);
        var email = request.Email.Trim();
        var user = new MotionUser { FullName = request.FullName.Trim(), UserName = email, Email = email, EmailConfirmed = true, Language = request.Language };
        var result = await users.CreateAsync(user);
        if (!result.Succeeded)
            return UserOutcome.Refused(UserRules.Translate(result));
        _ = await users.AddToRoleAsync(user, request.Role);
        database.AgentStates.Add(new AgentState { UserId = user.Id, Availability = AgentAvailability.Offline, Since = clock.GetUtcNow(), Capacity = request.Capacity });
        var facts = UserRules.Facts(user, request.Role, request.Capacity);
        facts["invited"] = true;
        audit.Add(database, AuditAction.Added, AuditSubject.User, user.Id, user.FullName, null, facts);
        await database.SaveChangesAsync(cancel);
        await transaction.CommitAsync(cancel);
        return UserOutcome.InvitedTo(user.Id, await LinkAsync(users, user, baseAddress));
    }

    /// <summary>Another link for somebody who has not used his; the one before stops working.</summary>
    public async Task<UserOutcome> RenewAsync(int userId, string baseAddress, CancellationToken cancel = default)
    {
        if (!current.May(this))
            return UserOutcome.Refused(UserRefusal.NotAllowed);
        await using var scope = scopes.CreateAsyncScope();
        var users = scope.ServiceProvider.GetRequiredService<UserManager<MotionUser>>();
        if (await users.FindByIdAsync(userId.ToString(CultureInfo.InvariantCulture)) is not { } user)
            return UserOutcome.Refused(UserRefusal.NotFound);
        if (await users.HasPasswordAsync(user))
            return UserOutcome.Refused(UserRefusal.AlreadyJoined);
        var database = scope.ServiceProvider.GetRequiredService<MotionDbContext>();
        _ = await users.UpdateSecurityStampAsync(user);
        audit.Add(database, AuditAction.Changed, AuditSubject.User, user.Id, user.FullName, null, new Dictionary<string, object?>(StringComparer.Ordinal) { ["invitation"] = "renewed" });
        await database.SaveChangesAsync(cancel);
        return UserOutcome.InvitedTo(user.Id, await LinkAsync(users, user, baseAddress));
    }

    private async Task<string> LinkAsync(UserManager<MotionUser> users, MotionUser user, string baseAddress)
    {
        var token = Uri.EscapeDataString(await users.GeneratePasswordResetTokenAsync(user));
        return string.Create(CultureInfo.InvariantCulture, $"{settings.Current.PublicAddress ?? baseAddress.TrimEnd('/')}{AcceptInvitation.Path}?user={user.Id}&token={token}");
    }
}
