using System.Net;
using System.Text.Json.Nodes;
using Motion.Tests.Support;

namespace Motion.Tests.Features.Api;

[Trait("Database", "Any")]
public sealed class PlansApiTests
{
    private static async Task<int> AddAccountAsync(HttpClient api) => (await api.PostJsonAsync("/api/v1/whatsapp/accounts", new
    {
        name = "Support",
        key = "SUP",
        type = "TWILIO",
        phone = "+15550100100",
        domain = "care.example.com",
        credentials = new { accountSid = "AC00000000000000000000000000000000", authorizationToken = "token" },
    })).Id;

    private static async Task<int> AddAgentAsync(HttpClient api, string name) => (await api.PostJsonAsync("/api/v1/users", new
    {
        fullName = name,
        email = $"{name.Replace(' ', '.')}@test.local",
        role = "agent",
    })).Id;

    [Fact]
    public async Task Plan_Set_IsReadBackInItsOrder()
    {
        await using var app = await MotionApp.StartAsync();
        using var api = app.Api();
        var account = await AddAccountAsync(api);
        var (one, two) = (await AddAgentAsync(api, "Agent One"), await AddAgentAsync(api, "Agent Two"));
        var queue = await api.PostJsonAsync("/api/v1/queues", new { name = "Sales", strategy = "roundRobinMemory", agentTimeout = 20, memberIds = new[] { two, one } });
        Assert.Equal(HttpStatusCode.Created, queue.Status);
        var path = $"/api/v1/whatsapp/accounts/{account}";

        var agents = await api.PutJsonAsync($"{path}/agents", new { ids = new[] { one, two, one } });
        var saved = await api.PutJsonAsync($"{path}/actions", new object[]
        {
            new { application = "queue", queueId = queue.Id, timeout = 30, interval = (string?)null },
            new { application = "agent", agentId = one, timeout = 15, enabled = false },
        });
        var read = await api.GetJsonAsync($"{path}/actions");

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK), (agents.Status, saved.Status));
        Assert.Equal([one, two], (await api.GetJsonAsync($"{path}/agents")).Json["ids"]!.AsArray().Select(id => id!.GetValue<int>()));
        Assert.Equal(
            $$"""[{"application":"queue","queueId":{{queue.Id}},"timeout":30,"enabled":true,"interval":null},{"application":"agent","agentId":{{one}},"timeout":15,"enabled":false,"interval":null}]""",
            read.Json["rows"]!.ToJsonString());
        Assert.Equal([two, one], (await api.GetJsonAsync($"/api/v1/queues/{queue.Id}")).Json["memberIds"]!.AsArray().Select(id => id!.GetValue<int>()));

        var again = await api.PutJsonAsync($"{path}/actions", read.Json);
        Assert.Equal(read.Json["rows"]!.ToJsonString(), again.Json["rows"]!.ToJsonString());
    }

    [Fact]
    public async Task Plan_BadRows_AreNamedAndNothingIsSaved()
    {
        await using var app = await MotionApp.StartAsync();
        using var api = app.Api();
        var path = $"/api/v1/whatsapp/accounts/{await AddAccountAsync(api)}/actions";

        var unknown = await api.PutJsonAsync(path, new { rows = new object[] { new { application = "dance" }, new { application = "queue", interval = "Working time" } } });
        var incomplete = await api.PutJsonAsync(path, new { rows = new object[] { new { application = "queue", timeout = 0 }, new { application = "agent", agentId = 999, timeout = 5 } } });
        var wrongType = await api.PutJsonAsync(path, new { rows = new object[] { new { application = "queue", timeout = "soon" } } });

        Assert.NotEmpty(unknown.ErrorOf("rows[0].application"));
        Assert.NotEmpty(unknown.ErrorOf("rows[1].interval"));
        Assert.NotEmpty(incomplete.ErrorOf("rows[0].queueId"));
        Assert.NotEmpty(incomplete.ErrorOf("rows[0].timeout"));
        Assert.NotEmpty(wrongType.ErrorOf("rows[0].timeout"));
        Assert.NotEmpty((await api.PutJsonAsync(path, new { rows = new object[] { new { application = "agent", agentId = 999 } } })).ErrorOf("rows[0].agentId"));
        Assert.Equal(0, (await api.GetJsonAsync(path)).Json["count"]!.GetValue<int>());
    }

    [Fact]
    public async Task Plan_SavedOnAnOldVersion_IsRefused()
    {
        await using var app = await MotionApp.StartAsync();
        using var api = app.Api();
        var path = $"/api/v1/whatsapp/accounts/{await AddAccountAsync(api)}/actions";
        var agent = await AddAgentAsync(api, "Agent One");
        var mine = (JsonObject)(await api.GetJsonAsync(path)).Json;
        _ = await api.PutJsonAsync(path, new { rows = new[] { new { application = "agent", agentId = agent } } });

        Assert.Equal(HttpStatusCode.Conflict, (await api.PutJsonAsync(path, mine)).Status);
        Assert.Equal(1, (await api.GetJsonAsync(path)).Json["count"]!.GetValue<int>());
    }

    [Fact]
    public async Task Agents_UnknownUser_IsRefused()
    {
        await using var app = await MotionApp.StartAsync();
        using var api = app.Api();
        var account = await AddAccountAsync(api);

        Assert.Contains("999", (await api.PutJsonAsync($"/api/v1/whatsapp/accounts/{account}/agents", new { ids = new[] { 999 } })).ErrorOf("ids"), StringComparison.Ordinal);
        Assert.NotEmpty((await api.PutJsonAsync($"/api/v1/whatsapp/accounts/{account}/agents", new { })).ErrorOf("ids"));
        Assert.Equal(HttpStatusCode.NotFound, (await api.PutJsonAsync("/api/v1/whatsapp/accounts/999/agents", new { ids = Array.Empty<int>() })).Status);
    }

    [Fact]
    public async Task Queue_InAPlan_CannotBeDeletedUntilItIsTakenOut()
    {
        await using var app = await MotionApp.StartAsync();
        using var api = app.Api();
        var plan = $"/api/v1/whatsapp/accounts/{await AddAccountAsync(api)}/actions";
        var queue = (await api.PostJsonAsync("/api/v1/queues", new { name = "Sales" })).Id;
        _ = await api.PutJsonAsync(plan, new { rows = new[] { new { application = "queue", queueId = queue } } });

        var refused = await api.DeleteJsonAsync($"/api/v1/queues/{queue}");
        Assert.Equal(HttpStatusCode.Conflict, refused.Status);
        Assert.Contains("Support", refused.Json["detail"]!.GetValue<string>(), StringComparison.Ordinal);

        _ = await api.PutJsonAsync(plan, new { rows = Array.Empty<object>() });
        Assert.Equal(HttpStatusCode.NoContent, (await api.DeleteJsonAsync($"/api/v1/queues/{queue}")).Status);
    }

    [Fact]
    public async Task Queue_SavedWithoutMembers_KeepsThem()
    {
        await using var app = await MotionApp.StartAsync();
        using var api = app.Api();
        var agent = await AddAgentAsync(api, "Agent One");
        var queue = (await api.PostJsonAsync("/api/v1/queues", new { name = "Sales", memberIds = new[] { agent } })).Id;

        var saved = await api.PutJsonAsync($"/api/v1/queues/{queue}", new { name = "Sales desk", agentTimeout = 40 });

        Assert.Equal(agent, saved.Json["memberIds"]![0]!.GetValue<int>());
        Assert.NotEmpty((await api.PostJsonAsync("/api/v1/queues", new { name = "SALES DESK" })).ErrorOf("name"));
        Assert.NotEmpty((await api.PostJsonAsync("/api/v1/queues", new { name = "Other", strategy = "random" })).ErrorOf("strategy"));
        Assert.NotEmpty((await api.PutJsonAsync($"/api/v1/queues/{queue}/members", new { ids = new[] { 999 } })).ErrorOf("memberIds"));
    }

    [Fact]
    public async Task User_Added_IsListedWithoutHisPassword()
    {
        await using var app = await MotionApp.StartAsync();
        using var api = app.Api();

        var added = await api.PostJsonAsync("/api/v1/users", new { fullName = "Agent One", email = "agent.one@test.local", role = "agent", capacity = 3 });
        var taken = await api.PostJsonAsync("/api/v1/users", new { fullName = "Agent Two", email = "AGENT.ONE@test.local", role = "pilot" });

        Assert.Equal(HttpStatusCode.Created, added.Status);
        var password = added.Json["temporaryPassword"]!.GetValue<string>();
        Assert.DoesNotContain(password, (await api.GetJsonAsync("/api/v1/users")).Text, StringComparison.Ordinal);
        Assert.NotEmpty(taken.ErrorOf("role"));
        Assert.NotEmpty((await api.PostJsonAsync("/api/v1/users", new { fullName = "Agent Two", email = "AGENT.ONE@test.local", role = "agent" })).ErrorOf("email"));
    }
}
