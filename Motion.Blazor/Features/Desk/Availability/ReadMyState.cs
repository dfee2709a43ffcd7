using Microsoft.EntityFrameworkCore;
using Motion.Blazor.Data;
using Motion.Blazor.Pipeline;
using Motion.Domain.Agents;
using Motion.Domain.Interactions;

namespace Motion.Blazor.Features.Desk.Availability;

public sealed record MyState(
    bool IsMember, AgentAvailability Availability, int? PauseId, DateTimeOffset? Since, int Capacity, int OpenCount, int UnreadCount, bool IsRinging, IReadOnlyList<PauseChoice> Pauses)
{
    public string? PauseName => Pauses.FirstOrDefault(pause => pause.Id == PauseId)?.Name;

    public bool IsFull => Capacity > 0 && OpenCount >= Capacity;

    public bool IsSameAs(MyState? other) => other is not null && this with { Pauses = other.Pauses } == other && Pauses.SequenceEqual(other.Pauses);
}

public sealed record PauseChoice(int Id, string Name);

/// <summary>What the agent's own control in the top bar shows.</summary>
internal sealed class ReadMyState(IDbContextFactory<MotionDbContext> databases, AccountDirectory directory)
{
    private static readonly PreparedQuery<int, Facts> FactsOf = new((database, userId) =>
        from user in database.Users
        where user.Id == userId
        join state in database.AgentStates on user.Id equals state.UserId into states
        from state in states.DefaultIfEmpty()
        select new Facts(
            database.AccountAgents.Any(member => member.UserId == userId),
            (AgentAvailability?)state.Availability,
            state.PauseId,
            (DateTimeOffset?)state.Since,
            (int?)state.Capacity,
            database.Interactions.Count(i => i.OwnerId == userId && i.Status == InteractionStatus.Open),
            database.Interactions.Count(i => i.OwnerId == userId && i.Status == InteractionStatus.Open && !i.IsRead),
            database.Offers.Any(offer => offer.UserId == userId && offer.State == OfferState.Ringing)));

    public async Task<MyState> HandleAsync(int userId, CancellationToken cancellation)
    {
        await using var database = await databases.CreateDbContextAsync(cancellation);
        // Whose user was deleted while his page stands open is nobody's agent.
        return await FactsOf.On(database, userId).SingleOrDefaultAsync(cancellation) is { } facts
            ? new MyState(
                facts.IsMember, facts.Availability ?? AgentAvailability.Offline, facts.PauseId, facts.Since, facts.Capacity ?? 0, facts.Open, facts.Unread, facts.IsRinging,
                await directory.PausesAsync())
            : new MyState(false, AgentAvailability.Offline, null, null, 0, 0, 0, false, []);
    }

    private sealed record Facts(bool IsMember, AgentAvailability? Availability, int? PauseId, DateTimeOffset? Since, int? Capacity, int Open, int Unread, bool IsRinging);
}
