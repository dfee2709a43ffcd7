using Microsoft.Extensions.Primitives;

namespace Motion.Blazor.Realtime;

/// <summary>
/// Says within this process that accounts, their agents or plans, queues or users were changed, so that whoever keeps a copy loads
/// it again. Listen with <c>ChangeToken.OnChange(changes.Watch, …)</c>, or compare <see cref="Version"/>.
/// </summary>
internal sealed class ConfigurationChanges
{
    private CancellationTokenSource _next = new();
    private long _version;

    /// <summary>Counts the changes since the start.</summary>
    public long Version => Interlocked.Read(ref _version);

    /// <summary>A token for the next change.</summary>
    public IChangeToken Watch() => new CancellationChangeToken(Volatile.Read(ref _next).Token);

    /// <summary>To be called after the commit, never before.</summary>
    public void Publish()
    {
        _ = Interlocked.Increment(ref _version);
        Interlocked.Exchange(ref _next, new CancellationTokenSource()).Cancel();
    }
}
