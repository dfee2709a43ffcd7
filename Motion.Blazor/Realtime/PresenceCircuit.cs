using Microsoft.AspNetCore.Components.Server.Circuits;

namespace Motion.Blazor.Realtime;

/// <summary>
/// Ties a circuit's lease to its connection: the browser that lost the line cannot ring. When the process itself stops, the leases are
/// left to run out: agents are back within seconds of a restart, and running offers go on.
/// </summary>
internal sealed class PresenceCircuit(PresenceLeases leases, IHostApplicationLifetime lifetime) : CircuitHandler
{
    private readonly Guid _leaseId = Guid.NewGuid();
    private int? _userId;

    /// <summary>Called by the agent's page once it can ring.</summary>
    public async Task BeginAsync(int userId, CancellationToken cancellation)
    {
        _userId = userId;
        await leases.HoldAsync(_leaseId, userId, cancellation);
    }

    public override async Task OnConnectionUpAsync(Circuit circuit, CancellationToken cancellationToken)
    {
        if (_userId is { } userId)
            await leases.HoldAsync(_leaseId, userId, cancellationToken);
    }

    public override Task OnConnectionDownAsync(Circuit circuit, CancellationToken cancellationToken) => EndAsync();

    public override Task OnCircuitClosedAsync(Circuit circuit, CancellationToken cancellationToken) => EndAsync();

    // Not tied to the circuit's own token: it is cancelled just when a lease has to end.
    private Task EndAsync() => lifetime.ApplicationStopping.IsCancellationRequested
        ? Task.CompletedTask
        : leases.EndAsync(_leaseId, CancellationToken.None);
}
