using System.Globalization;
using Microsoft.AspNetCore.Components;
using Motion.Domain.Routing;

namespace Motion.Blazor.Features.Accounts;

public sealed partial class DryRunPanel
{
    private TimeZoneInfo _zone = TimeZoneInfo.Utc;
    private DateTime? _at;
    private string _text = "";
    private string _name = "";
    private string _phone = "";
    private int? _listId;
    private DryRunStory? _story;
    private bool _isInvalid;
    private bool _isRunning;

    [Parameter, EditorRequired]
    public int AccountId { get; set; }

    /// <summary>The rows as they stand in the editor, saved or not.</summary>
    [Parameter, EditorRequired]
    public required Func<IReadOnlyList<PlanRowEntry>> Rows { get; set; }

    [Parameter, EditorRequired]
    public required IReadOnlyList<Choice> Lists { get; set; }

    protected override async Task OnInitializedAsync()
    {
        _zone = Settings.Current.TimeZone;
        var local = TimeZoneInfo.ConvertTime(Time.GetUtcNow(), _zone).DateTime;
        _at = local.AddTicks(-(local.Ticks % TimeSpan.TicksPerMinute));
        _text = L["Try.Text.Default"];
        _listId = (await Directory.FindAsync(AccountId))?.ContactListId;
    }

    private async Task TryAsync()
    {
        if (_at is not { } local)
            return;
        _isRunning = true;
        // A time that the change to summer time leaves out is taken as the one an hour later.
        if (_zone.IsInvalidTime(local))
            local = local.AddHours(1);
        var question = new DryRunQuestion(new DateTimeOffset(local, _zone.GetUtcOffset(local)), _text, _listId, _name, _phone);
        var outcome = await Run.RunAsync(AccountId, Rows(), question, CancellationToken.None);
        _story = outcome is Outcome<DryRunStory>.Done done ? done.Value : null;
        _isInvalid = outcome is Outcome<DryRunStory>.Invalid;
        _isRunning = false;
    }

    private string Since(TimeSpan after) => after == TimeSpan.Zero
        ? ""
        : L["Try.After", after.ToString(after.TotalHours >= 1 ? @"h\:mm\:ss" : @"m\:ss", CultureInfo.CurrentCulture)];
}
