using Microsoft.AspNetCore.Components;
using Motion.Domain;
using Motion.Domain.Routing;

namespace Motion.Blazor.Features.Routing.Intervals;

public sealed partial class IntervalPage
{
    private static readonly IReadOnlyList<string> Zones = [.. TimeZoneInfo.GetSystemTimeZones().Select(zone => zone.Id).Where(IntervalRules.IsZone).Order(StringComparer.Ordinal)];

    private IntervalDetails? _stored;
    private TimeZoneInfo? _systemZone;
    private DateTimeOffset _now;
    private IReadOnlyList<FieldError> _errors = [];
    private string? _name;
    private string? _zone;
    private List<IntervalPartForm> _parts = [];
    private bool _isMissing;
    private bool _isSaving;
    private bool _isSaved;

    [Inject]
    private GetInterval Get { get; set; } = default!;

    [Inject]
    private SaveInterval Save { get; set; } = default!;

    [Inject]
    private ReadSystemZone SystemZones { get; set; } = default!;

    [Inject]
    private FieldErrorWords ErrorWords { get; set; } = default!;

    [Inject]
    private RoutingDialogs Ask { get; set; } = default!;

    [Inject]
    private NavigationManager Navigation { get; set; } = default!;

    [Inject]
    private TimeProvider Time { get; set; } = default!;

    [Parameter]
    public int? Id { get; set; }

    private IReadOnlyList<IntervalPart> Parts => [.. _parts.Select(part => part.ToPart())];

    private TimeZoneInfo Zone => SystemZone.Named(_zone) ?? _systemZone!;

    private IntervalEntry Entered => new(_name, _zone, Parts);

    private bool IsDirty
    {
        get
        {
            var (now, before) = (IntervalRules.Normalize(Entered), _stored?.Entry ?? new IntervalEntry(null, null, Id is null && _parts.Count == 1 ? [IntervalPartForm.Usual().ToPart()] : []));
            return (now.Name ?? "") != (before.Name ?? "") || now.TimeZone != before.TimeZone
                || IntervalParts.Write(now.Parts) != IntervalParts.Write(IntervalRules.Normalize(before).Parts);
        }
    }

    protected override async Task OnParametersSetAsync()
    {
        _now = Time.GetUtcNow();
        if (Id is null)
            _parts = [IntervalPartForm.Usual()];
        else if (await Get.RunAsync(Id.Value, CancellationToken.None) is Outcome<IntervalDetails>.Done found)
            Begin(found.Value);
        else
            _isMissing = true;
        _systemZone = await SystemZones.RunAsync(CancellationToken.None) is Outcome<TimeZoneInfo>.Done zone ? zone.Value : TimeZoneInfo.Utc;
    }

    private void Begin(IntervalDetails interval)
    {
        _stored = interval;
        _name = interval.Entry.Name;
        _zone = interval.Entry.TimeZone;
        _parts = [.. interval.Entry.Parts.Select(IntervalPartForm.Of)];
        _errors = [];
    }

    private void Touch() => _errors = [];

    private void Add()
    {
        _parts.Add(new IntervalPartForm());
        Touch();
    }

    private void Remove(IntervalPartForm part)
    {
        _ = _parts.Remove(part);
        Touch();
    }

    private string? ErrorOf(string field) => _errors.FirstOrDefault(error => error.Field == field) is { } error ? ErrorWords.Say(error) : null;

    private string? ErrorOfPart(int index) =>
        _errors.FirstOrDefault(error => error.Field.StartsWith($"parts[{index}].", StringComparison.Ordinal)) is { } error ? ErrorWords.Say(error) : null;

    private async Task SaveAsync()
    {
        if (_isSaving)
            return;
        _isSaving = true;
        var outcome = await Save.RunAsync(Id, Entered, CancellationToken.None);
        _isSaving = false;
        switch (outcome)
        {
            case Outcome<IntervalDetails>.Done done:
                _isSaved = Id is null;
                Begin(done.Value);
                Ask.Saved(done.Value.Entry.Name!);
                if (Id is null)
                    Navigation.NavigateTo("/routing/intervals");
                break;
            case Outcome<IntervalDetails>.Invalid invalid:
                _errors = invalid.Errors;
                break;
            default:
                _isMissing = true;
                break;
        }
    }
}
