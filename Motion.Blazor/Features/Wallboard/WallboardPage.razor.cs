using System.Globalization;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using Microsoft.JSInterop;
using Motion.Blazor.Components.Controls;
using Motion.Blazor.Features.Desk;
using Motion.Blazor.Features.Interactions.Search;
using Motion.Blazor.Realtime;
using Motion.Domain.Agents;
using Motion.Domain.Search;

namespace Motion.Blazor.Features.Wallboard;

public sealed partial class WallboardPage
{
    private const int MostBars = 12;

    /// <summary>Characters of a name beside its bar.</summary>
    private const int LongestBarName = 18;

    /// <summary>Days begin, and times of offers run out, without any news.</summary>
    private static readonly TimeSpan ReadAgain = TimeSpan.FromSeconds(30);

    private WallboardState? _state;
    private IReadOnlyList<AgentBar> _byAgent = [];
    private ITimer? _timer;
    private bool _isRefused;

    [Inject]
    internal ReadWallboard ReadWallboard { get; set; } = default!;

    [Inject]
    internal ViewerZone Zone { get; set; } = default!;

    [Inject]
    internal TimeProvider Time { get; set; } = default!;

    [Inject]
    internal IStringLocalizer<WallboardWords> L { get; set; } = default!;

    [Inject]
    internal IJSRuntime JS { get; set; } = default!;

    /// <summary>A floor of fifty agents has news all the time; once in two seconds is live enough for reading.</summary>
    protected override TimeSpan? NewsInterval => TimeSpan.FromSeconds(2);

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (!firstRender)
            return;
        var module = await JS.InvokeAsync<IJSObjectReference>("import", Alive, $"./{Assets["js/desk/countdown.js"]}");
        Zone.Become(await module.InvokeAsync<string>("zone", Alive));
        await ReleaseAsync(module, callDispose: false);
        await DrawAsync(() => ReloadAsync(new HashSet<Topic>()));
        _timer = Time.CreateTimer(_ => _ = DrawAsync(() => ReloadAsync(new HashSet<Topic>())), null, ReadAgain, ReadAgain);
    }

    internal override async Task ReloadAsync(IReadOnlySet<Topic> changed)
    {
        var outcome = await ReadWallboard.RunAsync(Zone.TodayStart, Zone.Local, Alive);
        if (outcome is not Outcome<WallboardState>.Done { Value: var state })
        {
            _isRefused = true;
            return;
        }
        _state = state;
        _byAgent = [.. state.Agents
            .Where(agent => agent.Offers is not { Accepted: 0, Rejected: 0, Missed: 0 })
            .OrderByDescending(agent => agent.Offers.Accepted).Take(MostBars)
            .Select(agent => new AgentBar(agent.Name.Length > LongestBarName ? $"{agent.Name[..LongestBarName]}…" : agent.Name, agent.Offers.Accepted, agent.Offers.Rejected, agent.Offers.Missed))];
        Listen(state.AccountIds.Select(Topic.Account).Concat(state.Agents.Select(agent => Topic.Agent(agent.UserId))));
    }

    protected override async ValueTask LeaveAsync()
    {
        if (_timer is not null)
            await _timer.DisposeAsync();
    }

    /// <summary>The search that finds the open conversations of a queue.</summary>
    private static string OpenOf(QueueLine queue)
    {
        var search = new SearchDefinition
        {
            Root = new SearchGroup
            {
                Items =
                [
                    new SearchCondition { Field = SearchField.Queue, Operator = SearchOperator.Equal, Values = [queue.QueueId.ToString(CultureInfo.InvariantCulture)] },
                    new SearchCondition { Field = SearchField.Status, Operator = SearchOperator.Equal, Values = ["open"] },
                ],
            },
        };
        return $"/interactions?search={SearchLink.Write(search)}";
    }

    private string Words(Times? times) => times is null ? "–" : L["Times", Span(times.Median), Span(times.P95)];

    private static string Span(TimeSpan span) => span.TotalSeconds < 100
        ? string.Create(CultureInfo.CurrentCulture, $"{Math.Round(span.TotalSeconds):0} s")
        : span.TotalHours < 1 ? span.ToString(@"m\:ss", CultureInfo.InvariantCulture) : string.Create(CultureInfo.InvariantCulture, $"{(int)span.TotalHours}:{span:mm\\:ss}");

    /// <summary>How full he is; of a supervisor's accounts it may be more than what is listed. Null where the number says it all.</summary>
    private (string Sign, string Words)? LoadOf(AgentLine agent) => agent switch
    {
        { Capacity: > 0 } when agent.Load == agent.Open => ($"/{agent.Capacity}", L["Load.Most", agent.Capacity]),
        { Capacity: > 0 } => ($" ({agent.Load}/{agent.Capacity})", L["Load.AllOfMost", agent.Load, agent.Capacity]),
        _ when agent.Load == agent.Open => null,
        _ => ($" ({agent.Load})", L["Load.All", agent.Load]),
    };

    private static Tone ToneOf(AgentLine agent) => agent switch
    {
        { Availability: AgentAvailability.Online, IsThere: true } => Tone.Success,
        { Availability: AgentAvailability.Offline } => Tone.Neutral,
        { Availability: AgentAvailability.Online } => Tone.Danger,
        _ => Tone.Warning,
    };

    private string StateOf(AgentLine agent) => agent switch
    {
        { Availability: AgentAvailability.Online, IsThere: true } => L["State.Online"],
        { Availability: AgentAvailability.Online } => L["State.Gone"],
        { Availability: AgentAvailability.Paused, PauseName: { } pause } => pause,
        { Availability: AgentAvailability.Paused } => L["State.Paused"],
        _ => L["State.Offline"],
    };

    private sealed record AgentBar(string Name, int Accepted, int Rejected, int Missed);
}
