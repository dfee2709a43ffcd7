using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Motion.Providers.Sandbox;

namespace Motion.Tests.Providers.Sandbox;

public sealed class SandboxFaultTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task RateLimit_Asked_AnswersOnce429WithRetryAfterAndKeepsTheMessageOff(int accountId)
    {
        await using var world = await SandboxWorld.StartAsync();
        await world.FaultAsync(accountId, "rateLimit", seconds: 7);

        using var refused = await SendAsync(world, accountId, "first");
        using var taken = await SendAsync(world, accountId, "second");

        Assert.Equal(HttpStatusCode.TooManyRequests, refused.StatusCode);
        Assert.Equal(TimeSpan.FromSeconds(7), refused.Headers.RetryAfter?.Delta);
        Assert.True(taken.IsSuccessStatusCode);
        var message = Assert.Single((await world.ConversationAsync(accountId)).GetProperty("messages").EnumerateArray());
        Assert.Equal("second", message.GetProperty("body").GetString());
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task ServerError_Asked_Answers500(int accountId)
    {
        await using var world = await SandboxWorld.StartAsync();
        await world.FaultAsync(accountId, "serverError");

        using var response = await SendAsync(world, accountId, "lost");

        Assert.Equal(HttpStatusCode.InternalServerError, response.StatusCode);
    }

    [Fact]
    public async Task TimeOut_Asked_MessageArrivesButItsAnswerNeverDoes()
    {
        await using var world = await SandboxWorld.StartAsync();
        await world.FaultAsync(1, "timeOut");
        using var hangUp = new CancellationTokenSource();

        var send = world.SendMetaTextAsync("Ciao", cancellation: hangUp.Token);
        var status = (await world.NextWebhookAsync()).MetaStatus;

        Assert.Equal("sent", status.GetProperty("status").GetString());
        Assert.False(send.IsCompleted);
        Assert.Equal("Ciao", (await world.ConversationAsync(1)).GetProperty("messages")[0].GetProperty("body").GetString());
        await hangUp.CancelAsync();
        _ = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => send);
    }

    [Theory]
    [InlineData(1, null, "131047")]
    [InlineData(1, "131026", "131026")]
    [InlineData(2, null, "63016")]
    public async Task Failed_Asked_IsReportedAfterTheAcceptedSend(int accountId, string? code, string expected)
    {
        await using var world = await SandboxWorld.StartAsync();
        await world.FaultAsync(accountId, "failed", code: code);

        using var response = await SendAsync(world, accountId, "Ciao");

        Assert.True(response.IsSuccessStatusCode);
        var webhook = await world.NextWebhookAsync();
        Assert.Equal(expected, accountId == 1
            ? webhook.MetaStatus.GetProperty("errors")[0].GetProperty("code").GetRawText()
            : webhook.Form["ErrorCode"]);
        var message = (await world.ConversationAsync(accountId)).GetProperty("messages")[0];
        Assert.Equal(("failed", expected), (message.GetProperty("status").GetString(), message.GetProperty("failureCode").GetString()));
    }

    [Fact]
    public async Task Duplicate_Asked_PostsTheSameBytesTwice()
    {
        await using var world = await SandboxWorld.StartAsync();
        await world.FaultAsync(1, "duplicate");

        _ = await world.WriteAsync(new { accountId = 1, from = SandboxWorld.Customer, text = "once" });

        var first = await world.NextWebhookAsync();
        var second = await world.NextWebhookAsync();
        Assert.Equal(first.Body, second.Body);
        Assert.Equal(first.Headers["X-Hub-Signature-256"], second.Headers["X-Hub-Signature-256"]);
    }

    [Fact]
    public async Task Reorder_Asked_ReportsReadBeforeDeliveredBeforeSent()
    {
        await using var world = await SandboxWorld.StartAsync();
        await world.FaultAsync(1, "reorder");

        using var response = await world.SendMetaTextAsync("Ciao");

        var order = new List<string?>();
        for (var count = 0; count < 3; count++) order.Add((await world.NextWebhookAsync()).MetaStatus.GetProperty("status").GetString());
        Assert.Equal(["read", "delivered", "sent"], order);
    }

    [Fact]
    public async Task EarlyStatus_Asked_ArrivesBeforeTheAnswerToTheSend()
    {
        await using var world = await SandboxWorld.StartAsync();
        await world.FaultAsync(1, "earlyStatus");
        await world.FaultAsync(1, "timeOut");
        using var hangUp = new CancellationTokenSource();

        var send = world.SendMetaTextAsync("Ciao", cancellation: hangUp.Token);
        var status = (await world.NextWebhookAsync()).MetaStatus;

        Assert.Equal("sent", status.GetProperty("status").GetString());
        Assert.False(send.IsCompleted);
        Assert.Equal("delivered", (await world.NextWebhookAsync()).MetaStatus.GetProperty("status").GetString());
        await hangUp.CancelAsync();
        _ = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => send);
    }

    [Fact]
    public async Task Delay_Asked_LetsTheNextWebhookOvertake()
    {
        await using var world = await SandboxWorld.StartAsync();
        await world.FaultAsync(1, "delay", seconds: 1);

        _ = await world.WriteAsync(new { accountId = 1, from = SandboxWorld.Customer, text = "late" });
        _ = await world.WriteAsync(new { accountId = 1, from = SandboxWorld.Customer, text = "on time" });

        Assert.Equal("on time", (await world.NextWebhookAsync()).MetaMessage.GetProperty("text").GetProperty("body").GetString());
        Assert.Equal("late", (await world.NextWebhookAsync()).MetaMessage.GetProperty("text").GetProperty("body").GetString());
    }

    [Fact]
    public async Task Webhook_RefusedByUs_IsRepeatedByMetaAndTheFailureShown()
    {
        await using var world = await SandboxWorld.StartAsync();
        world.AnswerWith(500);

        _ = await world.WriteAsync(new { accountId = 1, from = SandboxWorld.Customer, text = "again" });

        var first = await world.NextWebhookAsync();
        var second = await world.NextWebhookAsync();
        Assert.Equal(first.Body, second.Body);
        var failure = Assert.Single(world.Get<SandboxWebhooks>().Of(1).Failures);
        Assert.False(failure.GivenUp);
        Assert.StartsWith("500", failure.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Webhook_RefusedByUs_IsGivenUpByTwilio()
    {
        await using var world = await SandboxWorld.StartAsync();
        world.AnswerWith(500);
        var before = world.Get<SandboxPhones>().Version;

        _ = await world.WriteAsync(new { accountId = 2, from = SandboxWorld.Customer, text = "lost" });
        _ = await world.NextWebhookAsync();

        var message = await SettledAsync(world, before);
        Assert.Equal("failed", message.GetProperty("status").GetString());
        Assert.True(Assert.Single(world.Get<SandboxWebhooks>().Of(2).Failures).GivenUp);
    }

    [Fact]
    public async Task Phone_SwitchedOff_GetsItsMessagesWhenItIsOnAgain()
    {
        await using var world = await SandboxWorld.StartAsync();
        _ = await world.WriteAsync(new { accountId = 1, from = SandboxWorld.Customer, text = "bye" });
        _ = await world.NextWebhookAsync();
        await ConfigureAsync(world, new { accountId = 1, customer = SandboxWorld.Customer, reachable = false });
        using var response = await world.SendMetaTextAsync("Are you there?");
        Assert.Equal("sent", (await world.NextWebhookAsync()).MetaStatus.GetProperty("status").GetString());
        Assert.True(world.NothingReceived);

        await ConfigureAsync(world, new { accountId = 1, customer = SandboxWorld.Customer, reachable = true, autoRead = true });

        Assert.Equal("delivered", (await world.NextWebhookAsync()).MetaStatus.GetProperty("status").GetString());
        Assert.Equal("read", (await world.NextWebhookAsync()).MetaStatus.GetProperty("status").GetString());
    }

    [Fact]
    public async Task Phone_BeingLookedAt_ReadsWhatArrives()
    {
        await using var world = await SandboxWorld.StartAsync();
        using var unread = await world.SendMetaTextAsync("one");
        _ = await world.NextWebhookAsync();
        _ = await world.NextWebhookAsync();

        using var watching = await world.Get<SandboxCustomerActions>().WatchAsync(1, SandboxCustomer.WithPhone(SandboxWorld.Customer, null));

        Assert.Equal("read", (await world.NextWebhookAsync()).MetaStatus.GetProperty("status").GetString());
        using var next = await world.SendMetaTextAsync("two");
        foreach (var expected in (string[])["sent", "delivered", "read"])
            Assert.Equal(expected, (await world.NextWebhookAsync()).MetaStatus.GetProperty("status").GetString());
    }

    private static Task<HttpResponseMessage> SendAsync(SandboxWorld world, int accountId, string text) =>
        accountId == 1 ? world.SendMetaTextAsync(text) : world.SendTwilioTextAsync(text);

    private static async Task ConfigureAsync(SandboxWorld world, object change)
    {
        using var response = await world.Http.PutAsJsonAsync("/sandbox/phone/conversations", change);
        _ = response.EnsureSuccessStatusCode();
    }

    private static async Task<JsonElement> SettledAsync(SandboxWorld world, long after)
    {
        while (true)
        {
            var page = await world.Http.GetFromJsonAsync<JsonElement>(
                $"/sandbox/phone/conversations?accountId=2&customer={SandboxWorld.Customer}&after={after}&wait=20");
            Assert.True(page.GetProperty("version").GetInt64() > after);
            after = page.GetProperty("version").GetInt64();
            var message = page.GetProperty("rows")[0].GetProperty("messages").EnumerateArray().FirstOrDefault();
            if (message.ValueKind == JsonValueKind.Object && message.GetProperty("status").GetString() != "queued") return message;
        }
    }
}
