using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Motion.Providers.Sandbox;
using Motion.Providers.SinchV2;
using Motion.Tests.Support;

namespace Motion.Tests.Providers.Sandbox;

/// <summary>Sinch's interfaces and callbacks by their own document, without our adapter.</summary>
public sealed class SinchSandboxTests
{
    [Fact]
    public void Token_AfterAnHour_HasExpiredAndOneNeverGivenIsUnknown()
    {
        var clock = new FakeClock(new(2026, 11, 22, 10, 0, 0, TimeSpan.Zero));
        var tokens = new SinchSandboxTokens(clock);
        var token = tokens.Issue("key-1");

        Assert.Equal(("key-1", false), tokens.Find(token));
        clock.Advance(SinchSandboxTokens.Life);
        Assert.True(tokens.Find(token).Expired);
        Assert.Equal((null, false), tokens.Find("made up"));
    }

    [Fact]
    public async Task Token_WithAWrongSecretOrGrant_IsNotGiven()
    {
        await using var world = await SandboxWorld.StartAsync();

        Assert.Equal(HttpStatusCode.Unauthorized, (await TokenAsync(world, "wrong", "client_credentials")).Status);
        Assert.Equal(HttpStatusCode.BadRequest, (await TokenAsync(world, "secret-1", "password")).Status);
        var (status, answer) = await TokenAsync(world, "secret-1", "client_credentials");
        Assert.Equal((HttpStatusCode.OK, 3600), (status, answer.GetProperty("expires_in").GetInt32()));
    }

    [Fact]
    public async Task Send_ToAnotherProject_IsNotFound_AndWithoutATokenUnauthorized()
    {
        await using var world = await SandboxWorld.StartAsync();
        var token = (await TokenAsync(world, "secret-1", "client_credentials")).Answer.GetProperty("access_token").GetString()!;

        Assert.Equal(HttpStatusCode.NotFound, await SendAsync(world, "project-9", token));
        Assert.Equal(HttpStatusCode.Unauthorized, await SendAsync(world, "project-1", "made up"));
        Assert.Equal(HttpStatusCode.OK, await SendAsync(world, "project-1", token));
    }

    [Fact]
    public async Task Customer_Writing_ReachesTheSignedWebhook()
    {
        await using var world = await SandboxWorld.StartAsync();

        _ = await world.WriteAsync(new { accountId = 3, from = SandboxWorld.Customer, text = "Ciao" });

        var webhook = await world.NextWebhookAsync();
        var root = JsonDocument.Parse(webhook.Body).RootElement;
        Assert.Equal(("01APP", "project-1"), (root.GetProperty("app_id").GetString(), root.GetProperty("project_id").GetString()));
        var message = root.GetProperty("message");
        Assert.Equal(("TO_APP", SandboxWorld.Customer, "Ciao"), (
            message.GetProperty("direction").GetString(),
            message.GetProperty("channel_identity").GetProperty("identity").GetString(),
            message.GetProperty("contact_message").GetProperty("text_message").GetProperty("text").GetString()));
        Assert.Equal(
            SinchSignature.Compute(SandboxWorld.WebhookSecret, webhook.Body, webhook.Headers[SinchSignature.NonceHeader], webhook.Headers[SinchSignature.TimestampHeader]),
            webhook.Headers[SinchSignature.Header]);
    }

    [Fact]
    public async Task ContactCard_IsNotPassedOn()
    {
        await using var world = await SandboxWorld.StartAsync();

        using var answer = await world.Http.PostAsJsonAsync("/sandbox/phone/messages", new
        {
            accountId = 3,
            from = SandboxWorld.Customer,
            contacts = new[] { new { name = "Ann", phones = new[] { "+1" }, emails = Array.Empty<string>() } },
        });

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains(nameof(SandboxRefusal.NotAtThisProvider), await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    private static async Task<(HttpStatusCode Status, JsonElement Answer)> TokenAsync(SandboxWorld world, string secret, string grant)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"{world.Sinch}/oauth2/token");
        request.Headers.Authorization = new("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"key-1:{secret}")));
        request.Content = new FormUrlEncodedContent([new("grant_type", grant)]);
        using var answer = await world.Http.SendAsync(request);
        return (answer.StatusCode, await answer.Content.ReadFromJsonAsync<JsonElement>());
    }

    private static async Task<HttpStatusCode> SendAsync(SandboxWorld world, string project, string token)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"{world.Sinch}/v1/projects/{project}/messages:send");
        request.Headers.Authorization = new("Bearer", token);
        request.Content = JsonContent.Create(new
        {
            app_id = "01APP",
            recipient = new { identified_by = new { channel_identities = new[] { new { channel = "WHATSAPP", identity = SandboxWorld.Customer } } } },
            message = new { text_message = new { text = "Ciao" } },
        });
        using var answer = await world.Http.SendAsync(request);
        return answer.StatusCode;
    }
}
