using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.AspNetCore.WebUtilities;

namespace Motion.Tests.Providers.Sandbox;

/// <summary>Kaleyra's interfaces and callbacks by their own document, without our adapter.</summary>
public sealed class KaleyraSandboxTests
{
    [Fact]
    public async Task Customer_WritingToTheFirstGeneration_ReachesAGetWithItsSecret()
    {
        await using var world = await SandboxWorld.StartAsync();

        _ = await world.WriteAsync(new { accountId = 4, from = SandboxWorld.Customer, name = "Ann", text = "Ciao & grazie" });

        var webhook = await world.NextWebhookAsync();
        var query = QueryHelpers.ParseQuery(webhook.Query);
        Assert.Equal(("GET", "t4", 0), (webhook.Method, query["token"].ToString(), webhook.Body.Length));
        Assert.Equal(("text", "Ciao & grazie", SandboxWorld.Customer, "Ann"), (
            query["type"].ToString(), query["body"].ToString(), query["from"].ToString(), query["name"].ToString()));
        Assert.Equal(SandboxWorld.KaleyraFirstPhone, query["wanumber"]);
        Assert.Equal(SandboxWorld.WebhookSecret, webhook.Headers["X-Callback-Secret"]);
    }

    [Fact]
    public async Task Customer_WritingToTheSecondGeneration_ReachesMetasOwnBody()
    {
        await using var world = await SandboxWorld.StartAsync();

        _ = await world.WriteAsync(new { accountId = 5, from = SandboxWorld.Customer, text = "Ciao" });

        var webhook = await world.NextWebhookAsync();
        Assert.Equal(("POST", "Ciao"), (webhook.Method, webhook.MetaMessage.GetProperty("text").GetProperty("body").GetString()));
        Assert.Equal(SandboxWorld.WebhookSecret, webhook.Headers["X-Callback-Secret"]);
    }

    [Theory]
    [InlineData("form")]
    [InlineData("multipart")]
    [InlineData("json")]
    public async Task FirstGeneration_TakesAllThreeWritings(string writing)
    {
        await using var world = await SandboxWorld.StartAsync();
        var fields = new Dictionary<string, string>
        {
            ["to"] = SandboxWorld.Customer,
            ["from"] = SandboxWorld.KaleyraFirstPhone,
            ["channel"] = "whatsapp",
            ["type"] = "text",
            ["body"] = "Ciao",
        };
        using var multipart = new MultipartFormDataContent();
        foreach (var (name, value) in fields) multipart.Add(new StringContent(value), name);

        var (status, answer) = await PostAsync(world, "/v1/SID1/messages", "api-key-1", writing switch
        {
            "form" => new FormUrlEncodedContent(fields),
            "json" => JsonContent.Create(fields),
            _ => multipart,
        });

        Assert.Equal(HttpStatusCode.Accepted, status);
        Assert.EndsWith(":0", answer.GetProperty("id").GetString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("to", "12")]
    [InlineData("from", "15550000000")]
    [InlineData("channel", "sms")]
    [InlineData("type", "fax")]
    public async Task FirstGeneration_BlamesTheField(string field, string value)
    {
        await using var world = await SandboxWorld.StartAsync();
        var fields = new Dictionary<string, string>
        {
            ["to"] = SandboxWorld.Customer,
            ["from"] = SandboxWorld.KaleyraFirstPhone,
            ["channel"] = "whatsapp",
            ["type"] = "text",
            ["body"] = "Ciao",
            [field] = value,
        };

        var (status, answer) = await PostAsync(world, "/v1/SID1/messages", "api-key-1", new FormUrlEncodedContent(fields));

        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Equal(field, answer.GetProperty("error").EnumerateObject().Single().Name);
    }

    [Fact]
    public async Task Key_OfAnotherAccountOrGeneration_OpensNothing()
    {
        await using var world = await SandboxWorld.StartAsync();

        Assert.Equal(HttpStatusCode.Unauthorized, (await PostAsync(world, "/v1/SID1/messages", "api-key-2", new FormUrlEncodedContent([]))).Status);
        Assert.Equal(HttpStatusCode.Unauthorized, (await PostAsync(world, "/v1/SID2/messages", "api-key-2", new FormUrlEncodedContent([]))).Status);
    }

    private static async Task<(HttpStatusCode Status, JsonElement Answer)> PostAsync(SandboxWorld world, string path, string key, HttpContent content)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, world.Kaleyra + path) { Content = content, Headers = { { "api-key", key } } };
        using var answer = await world.Http.SendAsync(request);
        return (answer.StatusCode, await answer.Content.ReadFromJsonAsync<JsonElement>());
    }
}
