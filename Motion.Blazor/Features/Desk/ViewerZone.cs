using System.Globalization;

namespace Motion.Blazor.Features.Desk;

/// <summary>The time zone of the person at this page; only the browser knows it.</summary>
internal sealed class ViewerZone(TimeProvider time)
{
    private readonly TaskCompletionSource _known = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private TimeZoneInfo _zone = TimeZoneInfo.Utc;

    /// <summary>Ends when the browser has said where it is.</summary>
    public Task Known => _known.Task;

    public void Become(string? ianaName)
    {
        // A browser may name a zone that this machine's tables do not have; then times are shown in UTC rather than not at all.
        if (ianaName is not null && TimeZoneInfo.TryFindSystemTimeZoneById(ianaName, out var zone))
            _zone = zone;
        _known.TrySetResult();
    }

    public DateTimeOffset Local(DateTimeOffset instant) => TimeZoneInfo.ConvertTime(instant, _zone);

    public DateOnly Day(DateTimeOffset instant) => DateOnly.FromDateTime(Local(instant).DateTime);

    public DateOnly Today => Day(time.GetUtcNow());

    /// <summary>When today began.</summary>
    public DateTimeOffset TodayStart
    {
        get
        {
            var midnight = Today.ToDateTime(TimeOnly.MinValue);
            return new DateTimeOffset(midnight, _zone.GetUtcOffset(midnight)).ToUniversalTime();
        }
    }

    public string Clock(DateTimeOffset instant) => Local(instant).ToString("t", CultureInfo.CurrentCulture);

    public string Exact(DateTimeOffset instant) => Local(instant).ToString("f", CultureInfo.CurrentCulture);

    public string ToTheSecond(DateTimeOffset instant) => Local(instant).ToString("G", CultureInfo.CurrentCulture);

    /// <summary>The time today, the date otherwise: for narrow lists.</summary>
    public string Short(DateTimeOffset instant) => Day(instant) == Today
        ? Clock(instant)
        : Local(instant).ToString("d MMM", CultureInfo.CurrentCulture);
}
