using System.Collections.Concurrent;
using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using Motion.Bench.Support;
using Motion.Blazor.Features.Desk.Work;
using Motion.Blazor.Identity;
using Motion.Blazor.Realtime;

namespace Motion.Bench.Scenarios;

/// <summary>From the first byte of a webhook to the change feed, and to the eyes of an agent: text in the DOM of a real Chromium.</summary>
internal static class DeskScenario
{
    private const string Customer = "393490000001";
    private const int Desks = 50;
    private static readonly DemoPeople.Person Agent = DemoPeople.All.First(person => person.Role == Roles.Agent);
    private static readonly TimeSpan Length = TimeSpan.FromSeconds(15);

    public static async Task RunAsync(Figures figures)
    {
        await using var app = await BenchApp.StartAsync();
        using var playwright = await Playwright.CreateAsync();
        await using var browser = await playwright.Chromium.LaunchAsync(new()
        {
            ExecutablePath = Environment.GetEnvironmentVariable("CHROMIUM") ?? "/usr/bin/chromium",
            Args = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
        });
        var page = await browser.NewPageAsync(new() { ViewportSize = new() { Width = 1440, Height = 900 }, Locale = "en-GB" });
        await page.GotoAsync($"{app.Address}sign-in");
        await page.GetByRole(AriaRole.Button, new() { Name = Agent.FullName }).ClickAsync();
        await page.GotoAsync($"{app.Address}desk");
        await page.Locator("body[data-interactive]").WaitForAsync();

        var interaction = await BeginConversationAsync(app);
        await page.GotoAsync($"{app.Address}desk/{interaction}");
        await page.Locator("body[data-interactive]").WaitForAsync();
        await page.GetByText("bench-0-0-").First.WaitForAsync();
        await page.EvaluateAsync(
            """
            () => {
              window.benchSeen = {};
              const look = text => { for (const found of text.matchAll(/bench-\d+-\d+-/g)) window.benchSeen[found[0]] ??= Date.now(); };
              new MutationObserver(changes => { for (const change of changes) { look(change.target.textContent ?? ''); } })
                .observe(document.body, { subtree: true, childList: true, characterData: true });
            }
            """);

        await MeasureAsync(app, page, interaction, perSecond: 20, round: 1, new Figures());
        await MeasureAsync(app, page, interaction, perSecond: 20, round: 2, figures);
        await MeasureAsync(app, page, interaction, perSecond: 100, round: 3, figures);

        // The same hundred a second, now spread over fifty desks: forty-nine circuits of the protocol client and the sampled page.
        var circuits = new List<DeskCircuit>();
        var others = new List<string>();
        try
        {
            foreach (var (userId, cookie) in await app.HireAsync(Desks - 1))
            {
                var conversation = (await app.ConverseAsync(userId, 1, 50))[0];
                others.Add(await CustomerOfAsync(app, conversation));
                var circuit = await DeskCircuit.OpenAsync(app.Address, cookie, $"/desk/{conversation.ToString(CultureInfo.InvariantCulture)}");
                circuits.Add(circuit);
                await circuit.SettledAsync();
            }
            var drawnBefore = circuits.Sum(circuit => (long)circuit.Drawings);
            var workedBefore = Environment.CpuUsage.TotalTime;
            var sent = await MeasureAsync(app, page, interaction, perSecond: 100, round: 4, figures, others);
            figures.Add("cpu_ms_per_message_50agents", (Environment.CpuUsage.TotalTime - workedBefore).TotalMilliseconds / sent, "this process: application, sender and protocol clients");
            figures.Add("drawings_50agents", circuits.Sum(circuit => (long)circuit.Drawings) - drawnBefore);
        }
        finally
        {
            foreach (var circuit in circuits)
                await circuit.DisposeAsync();
        }
    }

    private static async Task<string> CustomerOfAsync(BenchApp app, long interaction)
    {
        await using var database = await app.OpenDatabaseAsync();
        return await database.Interactions.Where(i => i.Id == interaction).Select(i => i.CustomerIdentity).SingleAsync();
    }

    private static async Task<long> BeginConversationAsync(BenchApp app)
    {
        var load = new MetaLoad(app.Credentials);
        await MetaLoad.PostAllAsync(app.Address, [load.Request(app.NotifyPath, load.Payload([load.Message(Customer, "wamid.bench.first", "bench-0-0-")]))], 1);
        await using var database = await app.OpenDatabaseAsync();
        var agent = await database.Users.Where(user => user.Email == Agent.Email).Select(user => user.Id).SingleAsync();
        while (true)
        {
            var id = await database.Interactions.Where(i => i.CustomerIdentity == Customer).Select(i => (long?)i.Id).FirstOrDefaultAsync();
            if (id is { } interaction && (await app.Services.GetRequiredService<AcceptOffer>().HandleAsync(agent, interaction, CancellationToken.None)).IsDone)
                return interaction;
            await Task.Delay(20);
        }
    }

    /// <returns>How many messages were sent.</returns>
    private static async Task<int> MeasureAsync(BenchApp app, IPage page, long interaction, int perSecond, int round, Figures figures, IReadOnlyList<string>? others = null)
    {
        var load = new MetaLoad(app.Credentials);
        using var client = new HttpClient { BaseAddress = app.Address };
        var posted = new ConcurrentDictionary<string, double>(StringComparer.Ordinal);
        var feed = new FeedProbe(app, interaction);
        var count = (int)(Length.TotalSeconds * perSecond);
        var posts = new List<Task>();
        using var pace = new PeriodicTimer(TimeSpan.FromSeconds(1.0 / perSecond));
        for (var i = 0; i < count; i++)
        {
            await pace.WaitForNextTickAsync();
            var mark = string.Create(CultureInfo.InvariantCulture, $"bench-{round}-{i}-");
            // With others, the sampled desk gets its share of the messages.
            var customer = others is null || i % (others.Count + 1) == 0 ? Customer : others[i % (others.Count + 1) - 1];
            var request = load.Request(app.NotifyPath, load.Payload([load.Message(customer, $"wamid.{mark}", mark)]));
            if (customer == Customer)
                posted[mark] = feed.Posted();
            posts.Add(client.SendAsync(request));
        }
        await Task.WhenAll(posts);
        var last = others is null ? count - 1 : (count - 1) / (others.Count + 1) * (others.Count + 1);
        await page.WaitForFunctionAsync("mark => window.benchSeen[mark] !== undefined", string.Create(CultureInfo.InvariantCulture, $"bench-{round}-{last}-"));
        var seen = await page.EvaluateAsync<Dictionary<string, double>>("() => window.benchSeen");

        var dom = new Latencies();
        foreach (var (mark, at) in posted)
        {
            // What scrolled out of a burst before it was drawn was never shown by itself; it counts as seen with the last of its burst.
            if (seen.TryGetValue(mark, out var seenAt))
                dom.Add(TimeSpan.FromMilliseconds(seenAt - at));
        }
        if (others is not null)
        {
            figures.Add("feed_p95_ms_50agents", feed.Stop().Percentile(0.95));
            figures.Add("dom_p50_ms_50agents", dom.Percentile(0.5));
            figures.Add("dom_p95_ms_50agents", dom.Percentile(0.95), "wanted <= 300");
            return count;
        }
        figures.Add($"feed_p95_ms_{perSecond}", feed.Stop().Percentile(0.95), perSecond == 20 ? "wanted <= 30" : "");
        figures.Add($"dom_p95_ms_{perSecond}", dom.Percentile(0.95), perSecond == 20 ? "wanted <= 150" : "");
        if (dom.Count < posted.Count * 0.99)
            throw new InvalidOperationException($"Only {dom.Count} of {posted.Count} messages were seen in the page.");
        return count;
    }

    /// <summary>Matches each post with the first news of the interaction that follows it; posts are paced, so they do not overlap at the feed.</summary>
    private sealed class FeedProbe
    {
        private readonly FeedSubscription _subscription;
        private readonly ConcurrentQueue<double> _waiting = new();
        private readonly Latencies _latencies = new();

        public FeedProbe(BenchApp app, long interaction) => _subscription = app.Services.GetRequiredService<ChangeFeed>().Subscribe(
            _ =>
            {
                var now = Now();
                while (_waiting.TryDequeue(out var at))
                    _latencies.Add(TimeSpan.FromMilliseconds(now - at));
                return Task.CompletedTask;
            },
            [Topic.Interaction(interaction)],
            TimeSpan.Zero);

        public double Posted()
        {
            var now = Now();
            _waiting.Enqueue(now);
            return now;
        }

        public Latencies Stop()
        {
            _subscription.Dispose();
            return _latencies;
        }

        private static double Now() => (TimeProvider.System.GetUtcNow() - DateTimeOffset.UnixEpoch).TotalMilliseconds;
    }
}
