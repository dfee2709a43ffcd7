using System.Net;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Motion.Blazor.Features.Administration.Assistants;
using Motion.Blazor.Features.Administration.Audit;
using Motion.Tests.Support;

namespace Motion.Tests.Features.Api;

[Trait("Database", "Any")]
public sealed class RoutingApiTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static async Task<int> AddAccountAsync(HttpClient api) => (await api.PostJsonAsync("/api/v1/whatsapp/accounts", new
    {
        name = "Support",
        key = "SUP",
        type = "TWILIO",
        phone = "+15550100100",
        domain = "care.example.com",
        credentials = new { accountSid = "AC00000000000000000000000000000000", authorizationToken = "token" },
    })).Id;

    private static async Task<JsonNode> FindAsync(HttpClient api, string path, string name) =>
        (await api.GetJsonAsync(path)).Json["rows"]!.AsArray().Single(row => row!["name"]!.GetValue<string>() == name)!;

    [Fact]
    public async Task Intervals_ReadyMadeAndAdded_AreListedAndAnswer()
    {
        await using var app = await MotionApp.StartAsync();
        using var api = app.Api();

        var added = await api.PostJsonAsync("/api/v1/intervals", new
        {
            name = "Night shift",
            timeZone = "Europe/Rome",
            parts = new object[] { new { from = "22:00", to = "02:00", weekdays = new[] { "friday" } } },
        });
        var list = await api.GetJsonAsync("/api/v1/intervals");

        Assert.Equal(HttpStatusCode.Created, added.Status);
        Assert.Equal(["Holidays", "Night shift", "Working time"], list.Json["rows"]!.AsArray().Select(row => row!["name"]!.GetValue<string>()));
        // Friday night reaches into Saturday; Rome is an hour ahead in November.
        var holds = await api.GetJsonAsync($"/api/v1/intervals/{added.Id}/holds?at=2026-11-28T01:00:59Z");
        Assert.True(holds.Json["holds"]!.GetValue<bool>());
        Assert.Equal(new DateTimeOffset(2026, 11, 28, 1, 1, 0, TimeSpan.Zero), holds.Json["changesAt"]!.GetValue<DateTimeOffset>());
        Assert.False((await api.GetJsonAsync($"/api/v1/intervals/{added.Id}/holds?at=2026-11-28T01:01:00Z")).Json["holds"]!.GetValue<bool>());
        Assert.NotEmpty((await api.GetJsonAsync($"/api/v1/intervals/{added.Id}/holds?at=soon")).ErrorOf("at"));
        Assert.Equal(HttpStatusCode.NotFound, (await api.GetJsonAsync("/api/v1/intervals/999/holds")).Status);
    }

    [Fact]
    public async Task Interval_SavedAsItWasRead_StaysTheSame()
    {
        await using var app = await MotionApp.StartAsync();
        using var api = app.Api();
        var holidays = await FindAsync(api, "/api/v1/intervals", "Holidays");

        var saved = await api.PutJsonAsync($"/api/v1/intervals/{holidays["id"]}", holidays);

        Assert.Equal(HttpStatusCode.OK, saved.Status);
        Assert.Equal(holidays["parts"]!.ToJsonString(), saved.Json["parts"]!.ToJsonString());
    }

    [Fact]
    public async Task Interval_BadValues_AreNamed()
    {
        await using var app = await MotionApp.StartAsync();
        using var api = app.Api();

        var shapes = await api.PostJsonAsync("/api/v1/intervals", new { name = "X", parts = new object?[] { new { from = "nine", weekdays = new[] { "funday" } }, null } });
        var rules = await api.PostJsonAsync("/api/v1/intervals", new { name = "", timeZone = "Mars/Base", parts = new object[] { new { monthDays = new[] { 32 } } } });

        Assert.NotEmpty(shapes.ErrorOf("parts[0].from"));
        Assert.Contains("funday", shapes.ErrorOf("parts[0].weekdays"), StringComparison.Ordinal);
        Assert.NotEmpty(shapes.ErrorOf("parts[1]"));
        Assert.NotEmpty(rules.ErrorOf("name"));
        Assert.Contains("Mars/Base", rules.ErrorOf("timeZone"), StringComparison.Ordinal);
        Assert.NotEmpty(rules.ErrorOf("parts[0].monthDays"));
        Assert.NotEmpty((await api.PostJsonAsync("/api/v1/intervals", new { name = "HOLIDAYS" })).ErrorOf("name"));
    }

    [Fact]
    public async Task Interval_InAPlan_InARowOrACondition_CannotBeDeleted()
    {
        await using var app = await MotionApp.StartAsync();
        using var api = app.Api();
        var plan = $"/api/v1/whatsapp/accounts/{await AddAccountAsync(api)}/actions";
        var working = (await FindAsync(api, "/api/v1/intervals", "Working time"))["id"]!.GetValue<int>();

        _ = await api.PutJsonAsync(plan, new { rows = new object[] { new { application = "log", text = "open", interval = working } } });
        var inRow = await api.DeleteJsonAsync($"/api/v1/intervals/{working}");
        _ = await api.PutJsonAsync(plan, new { rows = new object[] { new { application = "goToIf", condition = new { subject = "interval", intervalId = working }, target = 1 } } });
        var inCondition = await api.DeleteJsonAsync($"/api/v1/intervals/{working}");
        _ = await api.PutJsonAsync(plan, new { rows = Array.Empty<object>() });

        Assert.Equal((HttpStatusCode.Conflict, HttpStatusCode.Conflict), (inRow.Status, inCondition.Status));
        Assert.Contains("Support", inCondition.Json["detail"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NoContent, (await api.DeleteJsonAsync($"/api/v1/intervals/{working}")).Status);
    }

    [Fact]
    public async Task Pauses_AndTags_CanBeAddedChangedAndDeleted()
    {
        await using var app = await MotionApp.StartAsync();
        using var api = app.Api();

        var pause = await api.PostJsonAsync("/api/v1/pauses", new { name = " Training " });
        var tag = await api.PostJsonAsync("/api/v1/tags", new { name = "Urgent", colour = "red" });

        Assert.Equal((HttpStatusCode.Created, "Training"), (pause.Status, pause.Json["name"]!.GetValue<string>()));
        Assert.Equal((HttpStatusCode.Created, "red"), (tag.Status, tag.Json["colour"]!.GetValue<string>()));
        Assert.Contains("Training", (await api.PostJsonAsync("/api/v1/pauses", new { name = "training" })).ErrorOf("name"), StringComparison.Ordinal);
        Assert.NotEmpty((await api.PostJsonAsync("/api/v1/tags", new { name = "Other", colour = "plaid" })).ErrorOf("colour"));
        Assert.Equal("blue", (await api.PutJsonAsync($"/api/v1/tags/{tag.Id}", new { name = "Urgent", colour = "blue" })).Json["colour"]!.GetValue<string>());
        Assert.Equal(HttpStatusCode.NotFound, (await api.PutJsonAsync("/api/v1/pauses/999", new { name = "X" })).Status);
        Assert.Equal(HttpStatusCode.NoContent, (await api.DeleteJsonAsync($"/api/v1/pauses/{pause.Id}")).Status);
        Assert.Equal(HttpStatusCode.NoContent, (await api.DeleteJsonAsync($"/api/v1/tags/{tag.Id}")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await api.DeleteJsonAsync($"/api/v1/tags/{tag.Id}")).Status);
        Assert.Equal(0, (await api.GetJsonAsync("/api/v1/tags")).Json["count"]!.GetValue<int>());
    }

    [Fact]
    public async Task Dispositions_HaveThreeLevels_AndTheSystemsAreProtected()
    {
        await using var app = await MotionApp.StartAsync();
        using var api = app.Api();
        var account = await AddAccountAsync(api);

        var first = await api.PostJsonAsync("/api/v1/dispositions", new { name = "Return", accountId = account });
        var second = await api.PostJsonAsync("/api/v1/dispositions", new { name = "Damaged", parentId = first.Id, accountId = account });
        var third = await api.PostJsonAsync("/api/v1/dispositions", new { name = "By the carrier", parentId = second.Id, accountId = account });
        var fourth = await api.PostJsonAsync("/api/v1/dispositions", new { name = "Too deep", parentId = third.Id, accountId = account });
        var elsewhere = await api.PostJsonAsync("/api/v1/dispositions", new { name = "Not there", parentId = first.Id });
        var system = (await FindAsync(api, "/api/v1/dispositions", "Closed for inactivity"))["id"]!.GetValue<int>();

        Assert.Equal(3, third.Json["level"]!.GetValue<int>());
        Assert.NotEmpty(fourth.ErrorOf("parentId"));
        Assert.NotEmpty(elsewhere.ErrorOf("parentId"));
        Assert.NotEmpty((await api.PostJsonAsync("/api/v1/dispositions", new { name = "DAMAGED", parentId = first.Id, accountId = account })).ErrorOf("name"));
        Assert.Equal(HttpStatusCode.Created, (await api.PostJsonAsync("/api/v1/dispositions", new { name = "Damaged", accountId = account })).Status);
        Assert.Equal(HttpStatusCode.Conflict, (await api.PutJsonAsync($"/api/v1/dispositions/{system}", new { name = "Mine" })).Status);
        Assert.Equal(HttpStatusCode.Conflict, (await api.DeleteJsonAsync($"/api/v1/dispositions/{system}")).Status);
        Assert.NotEmpty((await api.PostJsonAsync("/api/v1/dispositions", new { name = "Below", parentId = system })).ErrorOf("parentId"));
        Assert.Equal(["Damaged", "Return", "Damaged", "By the carrier"],
            (await api.GetJsonAsync($"/api/v1/dispositions?accountId={account}")).Json["rows"]!.AsArray().Select(row => row!["name"]!.GetValue<string>()));
    }

    [Fact]
    public async Task CannedAnswers_KeyIsUniqueInItsAccountAndAmongTheGeneralOnes()
    {
        await using var app = await MotionApp.StartAsync();
        using var api = app.Api();
        var account = await AddAccountAsync(api);

        var general = await api.PostJsonAsync("/api/v1/canned-answers", new { key = "/hello", text = "Hello {{contact.firstName}}" });
        var own = await api.PostJsonAsync("/api/v1/canned-answers", new { key = "Hello", text = "Hi", accountId = account });

        Assert.Equal((HttpStatusCode.Created, "hello"), (general.Status, general.Json["key"]!.GetValue<string>()));
        Assert.Equal(HttpStatusCode.Created, own.Status);
        Assert.Contains("/hello", (await api.PostJsonAsync("/api/v1/canned-answers", new { key = "HELLO", text = "x" })).ErrorOf("key"), StringComparison.Ordinal);
        Assert.NotEmpty((await api.PutJsonAsync($"/api/v1/canned-answers/{own.Id}", new { key = "two words", text = "x" })).ErrorOf("key"));
        Assert.NotEmpty((await api.PostJsonAsync("/api/v1/canned-answers", new { key = "x", text = "{{#queue}}" })).ErrorOf("text"));
        Assert.NotEmpty((await api.PostJsonAsync("/api/v1/canned-answers", new { key = "x", text = "x", accountId = 999 })).ErrorOf("accountId"));
        Assert.Equal(1, (await api.GetJsonAsync("/api/v1/canned-answers")).Json["count"]!.GetValue<int>());
        Assert.Equal(1, (await api.GetJsonAsync($"/api/v1/canned-answers?accountId={account}")).Json["count"]!.GetValue<int>());
        Assert.Equal(HttpStatusCode.NoContent, (await api.DeleteJsonAsync($"/api/v1/canned-answers/{general.Id}")).Status);
    }

    [Fact]
    public async Task CannedAnswers_SameKeyByManyAtOnce_IsAddedOnce()
    {
        await using var app = await MotionApp.StartAsync();
        using var api = app.Api();
        var account = await AddAccountAsync(api);
        string[] keys = ["addéo", "ADDÉO", "Addéo", "addÉo"];

        var general = await Task.WhenAll(keys.Select(key => api.PostJsonAsync("/api/v1/canned-answers", new { key, text = "Goodbye" })));
        var own = await Task.WhenAll(keys.Select(key => api.PostJsonAsync("/api/v1/canned-answers", new { key, text = "Goodbye", accountId = account })));

        foreach (var answers in new[] { general, own })
        {
            Assert.Single(answers, answer => answer.Status == HttpStatusCode.Created);
            Assert.All(answers.Where(answer => answer.Status != HttpStatusCode.Created), answer => Assert.Contains("/", answer.ErrorOf("key"), StringComparison.Ordinal));
        }
    }

    [Fact]
    public async Task Assistant_KeyGoesInAndNeverComesOut()
    {
        const string secret = "sk-a-secret-that-must-not-show";
        await using var app = await MotionApp.StartAsync();
        using var api = app.Api();

        var added = await api.PostJsonAsync("/api/v1/assistants", new { name = "Helper", endpoint = "https://ai.example.com/v1", model = "small", key = secret, instructions = "Be kind" });
        var kept = await api.PutJsonAsync($"/api/v1/assistants/{added.Id}", new { name = "Helper", endpoint = "https://ai.example.com/v1", model = "large" });

        Assert.Equal(HttpStatusCode.Created, added.Status);
        Assert.True(kept.Json["keyIsSet"]!.GetValue<bool>());
        await using (var database = await app.OpenDatabaseAsync())
        {
            var stored = await database.Assistants.AsNoTracking().SingleAsync(Cancel);
            Assert.DoesNotContain(secret, stored.ProtectedKey!, StringComparison.Ordinal);
            Assert.Equal(secret, app.Services.GetRequiredService<AssistantKeys>().Read(stored));
            var audit = await database.Audit.AsNoTracking().Where(entry => entry.Subject == AuditSubject.Assistant).ToListAsync(Cancel);
            Assert.Equal([AuditAction.Added, AuditAction.Changed], audit.Select(entry => entry.Action));
            Assert.All(audit, entry => Assert.DoesNotContain(secret, entry.Changes!, StringComparison.Ordinal));
        }
        Assert.DoesNotContain(secret, added.Text + kept.Text + (await api.GetJsonAsync("/api/v1/assistants")).Text + string.Join('\n', app.Log), StringComparison.Ordinal);
        Assert.False((await api.PutJsonAsync($"/api/v1/assistants/{added.Id}", new { name = "Helper", endpoint = "https://ai.example.com/v1", model = "large", key = "" })).Json["keyIsSet"]!.GetValue<bool>());
        Assert.NotEmpty((await api.PostJsonAsync("/api/v1/assistants", new { name = "Other", endpoint = "http://ai.example.com/v1", model = "m" })).ErrorOf("endpoint"));
        Assert.Equal(HttpStatusCode.Created, (await api.PostJsonAsync("/api/v1/assistants", new { name = "Local", endpoint = "http://127.0.0.1:11434/v1", model = "m" })).Status);
    }

    [Fact]
    public async Task Plan_OfAllTenApplications_IsReadBackAsItWasSent()
    {
        await using var app = await MotionApp.StartAsync();
        using var api = app.Api();
        var path = $"/api/v1/whatsapp/accounts/{await AddAccountAsync(api)}/actions";
        var agent = (await api.PostJsonAsync("/api/v1/users", new { fullName = "Agent One", email = "agent.one@test.local", role = "agent" })).Id;
        var queue = (await api.PostJsonAsync("/api/v1/queues", new { name = "Sales", strategy = "leastRecent" })).Id;
        var tag = (await api.PostJsonAsync("/api/v1/tags", new { name = "Urgent" })).Id;
        var assistant = (await api.PostJsonAsync("/api/v1/assistants", new { name = "Helper", endpoint = "https://ai.example.com/v1", model = "small" })).Id;
        var working = (await FindAsync(api, "/api/v1/intervals", "Working time"))["id"]!.GetValue<int>();
        var solved = (await FindAsync(api, "/api/v1/dispositions", "Solved"))["id"]!.GetValue<int>();
        var sent = $$"""
            [{"application":"autoReply","text":"We are open","mode":"firstMessage","enabled":true,"interval":{{working}}},
             {"application":"goToIf","condition":{"subject":"messageText","operator":"anyWord","text":"price, offer","not":true},"target":4,"enabled":true,"interval":null},
             {"application":"tag","tagId":{{tag}},"enabled":true,"interval":null},
             {"application":"assistant","assistantId":{{assistant}},"turns":3,"handOverWords":"agent, human","enabled":true,"interval":null},
             {"application":"http","address":"https://crm.example.com/motion","timeout":5,"enabled":false,"interval":null},
             {"application":"agent","agentId":{{agent}},"timeout":15,"enabled":true,"interval":null},
             {"application":"queue","queueId":{{queue}},"timeout":30,"enabled":true,"interval":null},
             {"application":"log","text":"nobody took it","enabled":true,"interval":null},
             {"application":"goTo","target":10,"enabled":true,"interval":null},
             {"application":"close","dispositionId":{{solved}},"enabled":true,"interval":null}]
            """;

        var saved = await api.PutJsonAsync(path, JsonNode.Parse(sent)!);
        var read = await api.GetJsonAsync(path);

        Assert.Equal(HttpStatusCode.OK, saved.Status);
        Assert.Equal(JsonNode.Parse(sent)!.ToJsonString(), read.Json["rows"]!.ToJsonString());
        Assert.Equal(HttpStatusCode.Conflict, (await api.DeleteJsonAsync($"/api/v1/tags/{tag}")).Status);
        Assert.Equal(HttpStatusCode.Conflict, (await api.DeleteJsonAsync($"/api/v1/assistants/{assistant}")).Status);
        Assert.Equal(HttpStatusCode.Conflict, (await api.DeleteJsonAsync($"/api/v1/dispositions/{solved}")).Status);
        await using var database = await app.OpenDatabaseAsync();
        Assert.Contains("firstMessage", (await database.Audit.SingleAsync(entry => entry.Subject == AuditSubject.Plan, Cancel)).Changes!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Plan_NamesWhatIsNotThere()
    {
        await using var app = await MotionApp.StartAsync();
        using var api = app.Api();
        var path = $"/api/v1/whatsapp/accounts/{await AddAccountAsync(api)}/actions";
        var system = (await FindAsync(api, "/api/v1/dispositions", "Closed for inactivity"))["id"]!.GetValue<int>();

        var refused = await api.PutJsonAsync(path, new object[]
        {
            new { application = "tag", tagId = 99 },
            new { application = "close", dispositionId = system },
            new { application = "assistant", assistantId = 99 },
            new { application = "log", text = "x", interval = 99 },
            new { application = "goToIf", target = 1, condition = new { subject = "contactList", listIds = new[] { 99 } } },
            new { application = "goToIf", target = 1, condition = new { subject = "interval", intervalId = 99 } },
        });
        var shapes = await api.PutJsonAsync(path, new object[]
        {
            new { application = "autoReply", text = "x", mode = "sometimes" },
            new { application = "goToIf", target = 1, condition = new { subject = "weather" } },
            new { application = "goToIf", target = 1, condition = new { subject = "messageText", @operator = "sounds" } },
        });

        Assert.Equal(
            ["rows[0].tagId", "rows[1].dispositionId", "rows[2].assistantId", "rows[3].interval", "rows[4].condition.listIds", "rows[5].condition.intervalId"],
            ((JsonObject)refused.Json["errors"]!).Select(error => error.Key).Order(StringComparer.Ordinal));
        Assert.Equal(
            ["rows[0].mode", "rows[1].condition.subject", "rows[2].condition.operator"],
            ((JsonObject)shapes.Json["errors"]!).Select(error => error.Key).Order(StringComparer.Ordinal));
        // Every sentence is one of its own, not the general "there is no …".
        Assert.DoesNotContain("There is no “", refused.Text, StringComparison.Ordinal);
    }
}
