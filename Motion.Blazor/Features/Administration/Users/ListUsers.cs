using Microsoft.EntityFrameworkCore;
using Motion.Blazor.Data;
using Motion.Blazor.Identity;
using Motion.Domain.Agents;

namespace Motion.Blazor.Features.Administration.Users;

/// <param name="Availability">Null for a person who was never made ready to be an agent.</param>
public sealed record UserRow(
    int Id, string FullName, string Email, string Role, bool IsLocked, string? Language,
    int Capacity, AgentAvailability? Availability, DateTimeOffset? AvailabilitySince)
{
    /// <summary>Whether signing in wants a second factor.</summary>
    public bool HasTwoFactor { get; init; }

    /// <summary>Whether he was invited and has not chosen a password yet.</summary>
    public bool IsInvited { get; init; }

    /// <summary>How many accounts a supervisor is limited to; 0 = all of them.</summary>
    public int Limits { get; init; }
}

internal sealed record UserPage(int Count, IReadOnlyList<UserRow> Rows);

internal enum UserOrder
{
    Name,
    Email,
    Role,
}

internal sealed class ListUsers(IDbContextFactory<MotionDbContext> databases, CurrentUser current, TimeProvider clock)
{
    public const int LargestPage = 200;

    private static readonly QueryPart<DateTimeOffset, Selected> Rows = new((database, now) =>
        from user in database.Users.AsNoTracking()
        join given in database.UserRoles on user.Id equals given.UserId
        join role in database.Roles on given.RoleId equals role.Id
        join state in database.AgentStates on user.Id equals state.UserId into states
        from state in states.DefaultIfEmpty()
        select new Selected
        {
            Id = user.Id,
            FullName = user.FullName,
            Email = user.Email!,
            Role = role.Name!,
            IsLocked = user.LockoutEnd != null && user.LockoutEnd > now,
            Language = user.Language,
            Capacity = state == null ? 0 : state.Capacity,
            Availability = state == null ? null : state.Availability,
            AvailabilitySince = state == null ? null : state.Since,
            HasTwoFactor = user.TwoFactorEnabled,
            IsInvited = user.PasswordHash == null,
            Limits = database.SupervisorAccounts.Count(limit => limit.UserId == user.Id),
        });

    /// <summary>As the page opens. Everybody has exactly one role; only a filter has to look at it.</summary>
    private static readonly PreparedQuery<DateTimeOffset, int, int, Paged<Selected>> ByName = new((database, now, offset, limit) =>
        Rows.On(database, now).OrderBy(row => row.FullName).ThenBy(row => row.Id).Skip(offset).Take(limit)
            .Select(row => new Paged<Selected>(row, database.Users.Count())));

    /// <summary>Null when the person may not see users.</summary>
    public async Task<UserPage?> RunAsync(
        string? search = null, string? role = null, int offset = 0, int limit = 50, UserOrder order = UserOrder.Name, bool descending = false, CancellationToken cancel = default)
    {
        if (!current.May(this))
            return null;

        await using var database = await databases.CreateDbContextAsync(cancel);
        var now = clock.GetUtcNow();
        var rows = Rows.On(database, now);
        if (search?.Trim() is { Length: > 0 } text)
        {
            var upper = text.ToUpperInvariant();
#pragma warning disable MA0011 // becomes the database's UPPER, which takes no culture
            rows = rows.Where(r => r.FullName.ToUpper().Contains(upper) || r.Email.ToUpper().Contains(upper));
#pragma warning restore MA0011
        }

        if (!string.IsNullOrEmpty(role))
            rows = rows.Where(r => r.Role == role);

        var sorted = (order, descending) switch
        {
            (UserOrder.Email, false) => rows.OrderBy(r => r.Email),
            (UserOrder.Email, true) => rows.OrderByDescending(r => r.Email),
            (UserOrder.Role, false) => rows.OrderBy(r => r.Role),
            (UserOrder.Role, true) => rows.OrderByDescending(r => r.Role),
            (UserOrder.Name, false) => rows.OrderBy(r => r.FullName),
            (UserOrder.Name, true) => rows.OrderByDescending(r => r.FullName),
        };
        limit = Math.Clamp(limit, 1, LargestPage);
        var page = string.IsNullOrEmpty(role) && string.IsNullOrWhiteSpace(search) && (order, descending) == (UserOrder.Name, false)
            ? await ByName.On(database, now, offset, limit).ReadPageAsync(rows, offset, cancel)
            : await sorted.ThenBy(r => r.Id).ReadPageAsync(rows.Select(r => r.Id), offset, limit, cancel);
        return new UserPage(page.Count, [.. page.Rows.Select(RowOf)]);
    }

    /// <summary>Null when there is no such user, or the person may not see users.</summary>
    public async Task<UserRow?> FindAsync(int userId, CancellationToken cancel)
    {
        if (!current.May(this))
            return null;
        await using var database = await databases.CreateDbContextAsync(cancel);
        return await Rows.On(database, clock.GetUtcNow()).FirstOrDefaultAsync(r => r.Id == userId, cancel) is { } found ? RowOf(found) : null;
    }

    private static UserRow RowOf(Selected r) => new(r.Id, r.FullName, r.Email, r.Role, r.IsLocked, r.Language, r.Capacity, r.Availability, r.AvailabilitySince)
    {
        HasTwoFactor = r.HasTwoFactor,
        IsInvited = r.IsInvited,
        Limits = r.Limits,
    };

    /// <summary>EF can filter and sort on members that are initialised by name, not on constructor arguments.</summary>
    private sealed class Selected
    {
        public int Id { get; init; }
        public required string FullName { get; init; }
        public required string Email { get; init; }
        public required string Role { get; init; }
        public bool IsLocked { get; init; }
        public string? Language { get; init; }
        public int Capacity { get; init; }
        public AgentAvailability? Availability { get; init; }
        public DateTimeOffset? AvailabilitySince { get; init; }
        public bool HasTwoFactor { get; init; }
        public bool IsInvited { get; init; }
        public int Limits { get; init; }
    }
}
