using System.Globalization;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Motion.Blazor.Data;
using Motion.Blazor.Features.Administration.Audit;
using Motion.Blazor.Identity;
using Motion.Blazor.Pipeline;
using Motion.Blazor.Realtime;
using Motion.Domain.Agents;

namespace Motion.Blazor.Features.Administration.Users;

internal sealed record UserChange(int UserId, string FullName, string Email, string Role, string? Language, int Capacity);

internal sealed class EditUser(
    IServiceScopeFactory scopes, RoutingRunner routing, ChangeFeed feed, AuditLog audit, CurrentUser current, TimeProvider clock)
{
    public async Task<UserOutcome> RunAsync(UserChange request, CancellationToken cancel = default)
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
        if (await users.FindByIdAsync(request.UserId.ToString(CultureInfo.InvariantCulture)) is not { } user)
            return UserOutcome.Refused(UserRefusal.NotFound);

        var roles = await users.GetRolesAsync(user);
        var roleChanges = !roles.Contains(request.Role);
        if (roleChanges && user.Id == current.PersonId)
            return UserOutcome.Refused(UserRefusal.Yourself);
        if (roleChanges && await UserRules.IsLastAdministratorAsync(database, user.Id, clock.GetUtcNow(), cancel))
            return UserOutcome.Refused(UserRefusal.LastAdministrator);

        var before = UserRules.Facts(user, roles.FirstOrDefault(), await database.AgentStates.Where(s => s.UserId == user.Id).Select(s => s.Capacity).FirstOrDefaultAsync(cancel));
        user.FullName = request.FullName.Trim();
        user.Email = user.UserName = request.Email.Trim();
        user.Language = request.Language;
        var result = await users.UpdateAsync(user);
        if (!result.Succeeded)
            return UserOutcome.Refused(UserRules.Translate(result));

        if (roleChanges)
        {
            _ = await users.RemoveFromRolesAsync(user, roles);
            _ = await users.AddToRoleAsync(user, request.Role);
            // The old role ends within a minute, wherever he is signed in.
            _ = await users.UpdateSecurityStampAsync(user);
        }

        audit.Add(database, AuditAction.Changed, AuditSubject.User, user.Id, user.FullName, before, UserRules.Facts(user, request.Role, request.Capacity));
        await SetCapacityAsync(database, request, cancel);
        await transaction.CommitAsync(cancel);
        feed.Publish(Topic.Agent(user.Id));
        await routing.CapacityChangedAsync(user.Id, CancellationToken.None);
        return UserOutcome.DoneFor(user.Id);
    }

    private async Task SetCapacityAsync(MotionDbContext database, UserChange request, CancellationToken cancel)
    {
        if (await database.AgentStates.FindAsync([request.UserId], cancel) is { } state)
            state.Capacity = request.Capacity;
        else
            database.AgentStates.Add(new AgentState { UserId = request.UserId, Since = clock.GetUtcNow(), Capacity = request.Capacity });
        await database.SaveChangesAsync(cancel);
    }
}
