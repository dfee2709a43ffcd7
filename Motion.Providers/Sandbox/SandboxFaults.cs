using System.Collections.Concurrent;

namespace Motion.Providers.Sandbox;

/// <summary>What the sandbox can do wrong on request (product.md section 13).</summary>
public enum SandboxFaultKind
{
    /// <summary>The next webhook is posted twice.</summary>
    Duplicate,
    /// <summary>The statuses of the next message come backwards: read, delivered, sent.</summary>
    Reorder,
    /// <summary>The next webhook comes late, by the fault's seconds.</summary>
    Delay,
    /// <summary>The next send is answered with 429; Retry-After holds the fault's seconds.</summary>
    RateLimit,
    /// <summary>The next send is answered with 500 and lost.</summary>
    ServerError,
    /// <summary>The next send is taken and appears on the phone, but its answer never comes.</summary>
    TimeOut,
    /// <summary>The next send is taken, then reported as failed with the fault's code.</summary>
    Failed,
    /// <summary>The first status of the next message comes before the answer to its send.</summary>
    EarlyStatus,
}

/// <summary>A fault that waits for its occasion.</summary>
/// <param name="Kind">What goes wrong.</param>
/// <param name="Times">How many more times; 0 until it is taken back.</param>
/// <param name="Seconds">For Delay and RateLimit.</param>
/// <param name="Code">The provider's error code for Failed; null means "outside the 24-hour window".</param>
public sealed record SandboxFault(SandboxFaultKind Kind, int Times = 1, int Seconds = 5, string? Code = null);

/// <summary>The faults asked for, by account or by service. Safe to use from any thread.</summary>
public sealed class SandboxFaults
{
    private readonly ConcurrentDictionary<(Place Place, SandboxFaultKind Kind), SandboxFault> _faults = [];

    /// <summary>Asks for a fault, in place of an earlier one of the same kind.</summary>
    public void Set(int accountId, SandboxFault fault) => _faults[(new(accountId, null), fault.Kind)] = fault;

    /// <summary>The same at a service.</summary>
    public void Set(SandboxService service, SandboxFault fault) => _faults[(new(0, service), fault.Kind)] = fault;

    /// <summary>Takes back one kind of fault, or all of them.</summary>
    public void Clear(int accountId, SandboxFaultKind? kind = null) => Clear(new Place(accountId, null), kind);

    /// <summary>The same at a service.</summary>
    public void Clear(SandboxService service, SandboxFaultKind? kind = null) => Clear(new Place(0, service), kind);

    /// <summary>The faults still waiting.</summary>
    public IReadOnlyList<SandboxFault> Of(int accountId) => Of(new Place(accountId, null));

    /// <summary>The same at a service.</summary>
    public IReadOnlyList<SandboxFault> Of(SandboxService service) => Of(new Place(0, service));

    /// <summary>Uses a fault up once; null when none is waiting.</summary>
    internal SandboxFault? Take(int accountId, SandboxFaultKind kind) => Take(new Place(accountId, null), kind);

    /// <summary>The same at a service.</summary>
    internal SandboxFault? Take(SandboxService service, SandboxFaultKind kind) => Take(new Place(0, service), kind);

    private void Clear(Place place, SandboxFaultKind? kind)
    {
        foreach (var key in _faults.Keys.Where(key => key.Place == place && (kind is null || key.Kind == kind)))
            _ = _faults.TryRemove(key, out _);
    }

    private IReadOnlyList<SandboxFault> Of(Place place) =>
        [.. _faults.Where(pair => pair.Key.Place == place).Select(pair => pair.Value).OrderBy(fault => fault.Kind)];

    private SandboxFault? Take(Place place, SandboxFaultKind kind)
    {
        var key = (place, kind);
        while (_faults.TryGetValue(key, out var fault))
        {
            if (fault.Times == 0) return fault;
            if (fault.Times == 1
                ? _faults.TryRemove(KeyValuePair.Create(key, fault))
                : _faults.TryUpdate(key, fault with { Times = fault.Times - 1 }, fault)) return fault;
        }

        return null;
    }

    /// <summary>An account, or a service.</summary>
    private readonly record struct Place(int AccountId, SandboxService? Service);
}
