using Microsoft.EntityFrameworkCore;
using Motion.Blazor.Data;
using Motion.Domain.Agents;
using Motion.Domain.Interactions;

namespace Motion.Blazor.Features.Desk.Availability;

public sealed record MyState(
    bool IsMember, AgentAvailability Availability, int? PauseId, DateTimeOffset? Since, int Capacity, int OpenCount, int UnreadCount, IReadOnlyList<PauseChoice> Pauses)
{
    public string? PauseName => Pauses.FirstOrDefault(pause => pause.Id == PauseId)?.Name;

    public bool IsFull => Capacity > 0 && OpenCount >= Capacity;
}

public sealed record PauseChoice(int Id, string Name);

/// <summary>What the agent's own control in the top bar shows.</summary>
internal sealed class ReadMyState(IDbContextFactory<MotionDbContext> databases)
{
    public async Task<MyState> HandleAsync(int userId, CancellationToken cancellation)
    {
        await using var database = await databases.CreateDbContextAsync(cancellation);
        var isMember = await database.AccountAgents.AnyAsync(member => member.UserId == userId, cancellation);
        var state = await database.AgentStates.AsNoTracking().SingleOrDefaultAsync(s => s.UserId == userId, cancellation);
        var mine = database.Interactions.Where(i => i.OwnerId == userId && i.Status == InteractionStatus.Open);
        var open = await mine.CountAsync(cancellation);
        var unread = await mine.CountAsync(i => !i.IsRead, cancellation);
        var pauses = await database.Pauses.OrderBy(pause => pause.Name).Select(pause => new PauseChoice(pause.Id, pause.Name)).ToListAsync(cancellation);
        return new MyState(
            isMember, state?.Availability ?? AgentAvailability.Offline, state?.PauseId, state?.Since, state?.Capacity ?? 0, open, unread, pauses);
    }
}
