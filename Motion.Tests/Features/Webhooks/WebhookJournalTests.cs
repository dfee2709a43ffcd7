using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Motion.Blazor.Features;
using Motion.Blazor.Features.Webhooks;
using Motion.Blazor.Jobs;
using Motion.Tests.Pipeline;
using Motion.Tests.Support;

namespace Motion.Tests.Features.Webhooks;

[Trait("Database", "Any")]
public sealed class WebhookJournalTests
{
    private const string Customer = "393331110001";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Received_EachWebhook_SaysWhatCameOfIt()
    {
        await using var world = await PipelineWorld.StartAsync();
        await using var admin = await world.App.ActAsAsync(MotionApp.AdminEmail);
        await world.PostAsync(world.Payload().Text(Customer, "wamid.1", "one").Text("393331110002", "wamid.2", "two").Status("wamid.9", "delivered", Customer));
        await world.PostAsync(world.Payload().Text(Customer, "wamid.3", "good").Message(new JsonObject { ["type"] = "text" }));
        await world.AllDoneAsync();

        var rows = Rows(await admin.Get<WebhookJournal>().ReceivedAsync(new JournalFilter(), 0, 50, Cancellation));

        Assert.Equal([(1, 0, 1), (2, 1, 0)], rows.Select(row => (row.Messages, row.Statuses, row.DeadParts)));
        Assert.All(rows, row => Assert.True(row is { Size: > 100, DoneAt: not null, AccountName: "Support line" }));
    }

    [Fact]
    public async Task Received_Filtered_LeavesWhatFits()
    {
        await using var world = await PipelineWorld.StartAsync();
        await using var admin = await world.App.ActAsAsync(MotionApp.AdminEmail);
        await world.PostAsync(world.Payload().Text(Customer, "wamid.1", "one"));
        await world.PostAsync("{");
        await world.AllDoneAsync();
        var journal = admin.Get<WebhookJournal>();

        await CountAsync(2, new JournalFilter());
        await CountAsync(1, new JournalFilter(State: JournalState.Trouble));
        await CountAsync(2, new JournalFilter(State: JournalState.Done));
        await CountAsync(0, new JournalFilter(State: JournalState.Open));
        await CountAsync(1, new JournalFilter(Search: "valid json"));
        await CountAsync(0, new JournalFilter(Search: "something else"));
        await CountAsync(2, new JournalFilter(AccountId: world.AccountId));
        await CountAsync(0, new JournalFilter(AccountId: world.AccountId + 1));
        await CountAsync(2, new JournalFilter(Since: TimeProvider.System.GetUtcNow().AddMinutes(-5)));
        await CountAsync(0, new JournalFilter(Since: TimeProvider.System.GetUtcNow().AddMinutes(5)));

        async Task CountAsync(int expected, JournalFilter filter) =>
            Assert.Equal(expected, Assert.IsType<Outcome<PageOf<ReceivedRow>>.Done>(await journal.ReceivedAsync(filter, 0, 1, Cancellation)).Value.Count);
    }

    [Fact]
    public async Task Refused_InAFlood_FillsTwentyLinesAMinuteAndCountsTheRest()
    {
        await using var world = await PipelineWorld.StartAsync();
        await using var admin = await world.App.ActAsAsync(MotionApp.AdminEmail);
        const int flood = 75;

        await Task.WhenAll(Enumerable.Range(0, flood).Select(async _ => (await world.PostAsync("{}", secret: "wrong")).Dispose()));
        await world.Use<RefusalLog>().FlushAsync(Cancellation);

        var rows = Rows(await admin.Get<WebhookJournal>().RefusedAsync(new JournalFilter(), 0, 100, Cancellation));
        Assert.InRange(rows.Count, RefusalLog.LinesAMinute + 1, (2 * RefusalLog.LinesAMinute) + 2);
        Assert.Equal(flood, rows.Sum(row => row.Times));
        Assert.All(rows, row => Assert.Equal(401, row.StatusCode));
    }

    [Fact]
    public async Task Refused_Searched_IsFoundByReasonAndByAddress()
    {
        await using var world = await PipelineWorld.StartAsync();
        await using var admin = await world.App.ActAsAsync(MotionApp.AdminEmail);
        (await world.PostAsync("{}", secret: "wrong")).Dispose();
        var journal = admin.Get<WebhookJournal>();

        Assert.Single(Rows(await journal.RefusedAsync(new JournalFilter(Search: "SIGNATURE"), 0, 50, Cancellation)));
        Assert.Single(Rows(await journal.RefusedAsync(new JournalFilter(Search: "127.0.0"), 0, 50, Cancellation)));
        Assert.Empty(Rows(await journal.RefusedAsync(new JournalFilter(Search: "token"), 0, 50, Cancellation)));
    }

    [Fact]
    public async Task DeadLetters_ReplayedTogether_SayWhatCameOfThem()
    {
        await using var world = await PipelineWorld.StartAsync();
        await using var admin = await world.App.ActAsAsync(MotionApp.AdminEmail);
        await world.PostAsync(world.Payload().Text(Customer, "wamid.1", "good").Message(new JsonObject { ["type"] = "text" }));
        await world.PostAsync("{");
        await world.AllDoneAsync();
        // By their payloads: the two are worked off in lanes of their own, and either may bury its part first.
        var letters = await world.ReadAsync(database => database.DeadLetters.OrderBy(letter => letter.InboxPayloadId).ToListAsync(Cancellation));
        // As after an update that understands it: the second payload is readable now.
        await world.ReadAsync(database => database.Inbox.Where(payload => payload.Id == letters[1].InboxPayloadId).ExecuteUpdateAsync(
            row => row.SetProperty(p => p.Body, System.Text.Encoding.UTF8.GetBytes(world.Payload().Text(Customer, "wamid.2", "understood now").Json())), Cancellation));
        var steps = new List<int>();

        var result = Assert.IsType<Outcome<ReplayResult>.Done>(
            await admin.Get<ReplayDeadLetters>().RunAsync([letters[0].Id, letters[1].Id, 9999], steps.Add, Cancellation)).Value;

        Assert.Equal(new ReplayResult(Understood: 1, StillDead: 1, Unfinished: 0, Gone: 1), result);
        Assert.Equal([2, 3], steps);
        Assert.Equal(["good", "understood now"], await world.ReadAsync(database => database.Messages.OrderBy(m => m.Id).Select(m => m.Body).ToListAsync(Cancellation)));
        Assert.Equal(1, await OpenAsync(admin));
        Assert.Equal([0, 1], Rows(await admin.Get<WebhookJournal>().ReceivedAsync(new JournalFilter(), 0, 50, Cancellation)).Select(row => row.DeadParts));
    }

    [Fact]
    public async Task Journal_ForSomebodyWhoIsNoAdministrator_IsRefused()
    {
        await using var app = await MotionApp.StartAsync("Development");
        await using var database = await app.OpenDatabaseAsync();
        var email = await database.AccountAgents.Join(database.Users, member => member.UserId, user => user.Id, (_, user) => user.Email).FirstAsync(Cancellation);
        await using var agent = await app.ActAsAsync(email!);
        var journal = agent.Get<WebhookJournal>();

        Assert.IsType<Outcome<PageOf<ReceivedRow>>.NotAllowed>(await journal.ReceivedAsync(new JournalFilter(), 0, 50, Cancellation));
        Assert.IsType<Outcome<PageOf<RefusedRow>>.NotAllowed>(await journal.RefusedAsync(new JournalFilter(), 0, 50, Cancellation));
        Assert.IsType<Outcome<PageOf<DeadLetterRow>>.NotAllowed>(await journal.DeadLettersAsync(new JournalFilter(), 0, 50, Cancellation));
        Assert.IsType<Outcome<ReplayResult>.NotAllowed>(await agent.Get<ReplayDeadLetters>().RunAsync([1], null, Cancellation));
    }

    [Fact]
    public async Task OldEntries_AfterTheConfiguredDays_AreForgottenButNotWhatWaitsForAReplay()
    {
        await using var app = await MotionApp.StartAsync(settings: new Dictionary<string, string?> { ["Motion:WebhookDays"] = "30" });
        using var api = app.Api();
        await using var database = await app.OpenDatabaseAsync();
        var account = await AddAccountAsync(app);
        var now = TimeProvider.System.GetUtcNow();
        Motion.Blazor.Pipeline.InboxPayload Payload(int daysAgo) => new() { AccountId = account, QueryString = "", Body = [1], ReceivedAt = now.AddDays(-daysAgo), DoneAt = now.AddDays(-daysAgo) };
        var payloads = new[] { Payload(29), Payload(31), Payload(31), Payload(31) };
        database.Inbox.AddRange(payloads);
        await database.SaveChangesAsync(Cancellation);
        database.DeadLetters.AddRange(
            new() { AccountId = account, InboxPayloadId = payloads[2].Id, Fragment = "x", Reason = "waits", CreatedAt = now.AddDays(-31) },
            new() { AccountId = account, InboxPayloadId = payloads[3].Id, Fragment = "x", Reason = "replayed", CreatedAt = now.AddDays(-31), ReplayedAt = now.AddDays(-31) });
        await database.SaveChangesAsync(Cancellation);

        await ActivatorUtilities.CreateInstance<ForgetOldWork>(app.Services).Execute(null!, Cancellation);

        Assert.Equal([payloads[0].Id, payloads[2].Id], await database.Inbox.AsNoTracking().OrderBy(p => p.Id).Select(p => p.Id).ToListAsync(Cancellation));
        Assert.Equal(["waits"], await database.DeadLetters.AsNoTracking().Select(l => l.Reason).ToListAsync(Cancellation));
    }

    private static async Task<int> AddAccountAsync(MotionApp app)
    {
        using var api = app.Api();
        return (await api.PostJsonAsync("/api/v1/whatsapp/accounts", new JsonObject
        {
            ["name"] = "Line",
            ["key"] = "LIN",
            ["type"] = "META",
            ["phone"] = "+39 011 555 0100",
            ["domain"] = "care.example.com",
            ["credentials"] = new JsonObject { ["accountSid"] = "1", ["authorizationToken"] = "t", ["appId"] = "1", ["phoneNumberId"] = "2" },
        })).Id;
    }

    private static async Task<int> OpenAsync(ActingPerson admin) =>
        Assert.IsType<Outcome<PageOf<DeadLetterRow>>.Done>(
            await admin.Get<WebhookJournal>().DeadLettersAsync(new JournalFilter(State: JournalState.Open), 0, 50, Cancellation)).Value.Count;

    private static IReadOnlyList<T> Rows<T>(Outcome<PageOf<T>> outcome) => Assert.IsType<Outcome<PageOf<T>>.Done>(outcome).Value.Rows;
}
