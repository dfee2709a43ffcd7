using Microsoft.AspNetCore.Identity;
using Motion.Blazor.Data;
using Motion.Blazor.Features.Administration.Audit;
using Motion.Blazor.Identity;
using Motion.Domain.Agents;

namespace Motion.Blazor.Features.Administration.Users;

/// <param name="Password">Null or empty: one is generated and comes back once.</param>
/// <param name="Capacity">Open interactions an agent holds at once; 0 = no limit.</param>
internal sealed record NewUser(string FullName, string Email, string Role, string? Password = null, string? Language = null, int Capacity = 0);

internal sealed class AddUser(IServiceScopeFactory scopes, AuditLog audit, CurrentUser current, TimeProvider clock)
{
    public async Task<UserOutcome> RunAsync(NewUser request, CancellationToken cancel = default)
    {
        if (!current.May(this))
            return UserOutcome.Refused(UserRefusal.NotAllowed);
        UserRefusal[] refusals = [.. UserRules.Check(request.FullName, request.Email, request.Role, request.Language, request.Capacity)];
        if (refusals.Length > 0)
            return UserOutcome.Refused(refusals);

        // A circuit's own scope lives for hours; this one ends with the operation.
        await using var scope = scopes.CreateAsyncScope();
        var users = scope.ServiceProvider.GetRequiredService<UserManager<MotionUser>>();
        var database = scope.ServiceProvider.GetRequiredService<MotionDbContext>();
        await using var transaction = await database.Database.BeginTransactionAsync(cancel);

        var email = request.Email.Trim();
        var user = new MotionUser { FullName = request.FullName.Trim(), UserName = email, Email = email, EmailConfirmed = true, Language = request.Language };
        var generated = string.IsNullOrEmpty(request.Password) ? PasswordRules.Generate() : null;
        var result = await users.CreateAsync(user, generated ?? request.Password!);
        if (!result.Succeeded)
            return UserOutcome.Refused(UserRules.Translate(result));

        _ = await users.AddToRoleAsync(user, request.Role);
        database.AgentStates.Add(new AgentState { UserId = user.Id, Availability = AgentAvailability.Offline, Since = clock.GetUtcNow(), Capacity = request.Capacity });
        audit.Add(database, AuditAction.Added, AuditSubject.User, user.Id, user.FullName, null, UserRules.Facts(user, request.Role, request.Capacity));
        await database.SaveChangesAsync(cancel);
        await transaction.CommitAsync(cancel);
        return UserOutcome.DoneFor(user.Id, generated);
    }
}
