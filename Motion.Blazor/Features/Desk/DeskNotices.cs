using Motion.Blazor.Components.Controls;

namespace Motion.Blazor.Features.Desk;

internal sealed record DeskNotice(Guid Id, string Text, Tone Tone);

/// <summary>Short messages to the agent that go away by themselves. One list per circuit, shown by the dock on every page.</summary>
internal sealed class DeskNotices(TimeProvider time) : IDisposable
{
    private const int Most = 4;
    private static readonly TimeSpan ShownFor = TimeSpan.FromSeconds(8);

    private readonly Lock _lock = new();
    private readonly Dictionary<Guid, ITimer> _timers = [];
    private DeskNotice[] _shown = [];

    public event EventHandler? Changed;

    public IReadOnlyList<DeskNotice> Shown => _shown;

    public void Show(string text, Tone tone = Tone.Neutral)
    {
        var notice = new DeskNotice(Guid.NewGuid(), text, tone);
        lock (_lock)
        {
            _shown = [.. _shown.TakeLast(Most - 1), notice];
            _timers[notice.Id] = time.CreateTimer(_ => Dismiss(notice.Id), null, ShownFor, Timeout.InfiniteTimeSpan);
        }
        Changed?.Invoke(this, EventArgs.Empty);
    }

    public void Dismiss(Guid id)
    {
        lock (_lock)
        {
            if (_timers.Remove(id, out var timer))
                timer.Dispose();
            _shown = [.. _shown.Where(notice => notice.Id != id)];
        }
        Changed?.Invoke(this, EventArgs.Empty);
    }

    public void Dispose()
    {
        lock (_lock)
        {
            foreach (var timer in _timers.Values)
                timer.Dispose();
            _timers.Clear();
        }
    }
}
