using System.Globalization;
using System.Net;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Motion.Domain.Accounts;
using Motion.Domain.Messaging;
using Motion.Providers.Kaleyra;
using Motion.Providers.SinchV2;
using Motion.Tests.Support;

namespace Motion.Tests.Pipeline;

/// <summary>Callbacks that are neither Meta's nor Twilio's, through the real Receive URL: by address, with a secret header, signed.</summary>
[Trait("Database", "Any")]
public sealed class CallbackTests
{
    private const string Customer = "14155550100";
    private const string Message = "&created_at=1603914166&type=text&from=14155550100&name=Ann&body=Ciao%20%26%20grazie&wanumber=15550783881";
    private static readonly KaleyraCredentials Kaleyra = new("http://127.0.0.1:9", "waba-1", "SID1", "key-1", "V1", "hook_secret");
    private static readonly SinchCredentials Sinch = new("http://127.0.0.1:9", "project-1", "01APP", "key-1", "secret-1", "hook_secret");

    [Fact]
    public async Task Kaleyra_MessageInTheAddress_IsStoredOnceAndShown()
    {
        await using var world = await WorldAsync(Kaleyra);

        Assert.Equal(HttpStatusCode.OK, await CallAsync(world, HttpMethod.Get, Message, "hook_secret"));
        Assert.Equal(HttpStatusCode.OK, await CallAsync(world, HttpMethod.Get, Message, "hook_secret"));
        await world.AllDoneAsync();

        var message = await world.ReadAsync(database => database.Messages.SingleAsync());
        Assert.Equal(("Ciao & grazie", MessageDirection.In), (message.Body, message.Direction));
        Assert.Equal(Customer, await world.ReadAsync(database => database.Interactions.Select(row => row.CustomerIdentity).SingleAsync()));
        var stored = await world.ReadAsync(database => database.Inbox.OrderBy(row => row.Id).Select(row => row.QueryString).FirstAsync());
        Assert.Contains("created_at=1603914166", stored, StringComparison.Ordinal);
        Assert.DoesNotContain(PipelineWorld.Token, stored, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("another secret")]
    public async Task Kaleyra_WithoutTheSecret_IsRefusedAndLeavesALine(string? secret)
    {
        await using var world = await WorldAsync(Kaleyra);

        Assert.Equal(HttpStatusCode.Unauthorized, await CallAsync(world, HttpMethod.Get, Message, secret));

        Assert.Equal(0, await world.ReadAsync(database => database.Inbox.CountAsync()));
        Assert.Equal(401, await world.ReadAsync(database => database.RefusedWebhooks.Select(row => row.StatusCode).SingleAsync()));
    }

    [Fact]
    public async Task Kaleyra_BrokenJson_IsTakenAndKeptAsADeadLetter()
    {
        await using var world = await WorldAsync(Kaleyra);
        const string broken = """{"body":"he said "hi"","from":"14155550100","type":"text"}""";

        Assert.Equal(HttpStatusCode.OK, await CallAsync(world, HttpMethod.Post, "", "hook_secret", broken));
        await world.AllDoneAsync();

        var letter = await world.ReadAsync(database => database.DeadLetters.SingleAsync());
        Assert.Equal(broken, letter.Fragment);
        Assert.Contains("JSON", letter.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Kaleyra_MetasOwnBody_IsShown()
    {
        await using var world = await WorldAsync(Kaleyra with { ApiGeneration = "V2" });

        Assert.Equal(HttpStatusCode.OK, await CallAsync(world, HttpMethod.Post, "", "hook_secret", world.Payload().Text(Customer, "wamid.A", "Ciao").Json()));
        await world.AllDoneAsync();

        Assert.Equal("wamid.A", await world.ReadAsync(database => database.Messages.Select(row => row.ProviderMessageId).SingleAsync()));
    }

    [Fact]
    public async Task Sinch_SignedMessage_IsShown_AndAChangedOneIsRefused()
    {
        await using var world = await WorldAsync(Sinch);
        const string body =
            """{"app_id":"01APP","message":{"id":"01MSG","channel_identity":{"channel":"WHATSAPP","identity":"14155550100"},"contact_message":{"text_message":{"text":"Ciao"}}}}""";

        Assert.Equal(HttpStatusCode.OK, await PostSignedAsync(world, body, body));
        Assert.Equal(HttpStatusCode.Unauthorized, await PostSignedAsync(world, body, body.Replace("Ciao", "Addio", StringComparison.Ordinal)));
        await world.AllDoneAsync();

        Assert.Equal("Ciao", await world.ReadAsync(database => database.Messages.Select(row => row.Body).SingleAsync()));
    }

    [Fact]
    public async Task Sinch_FileWithoutAType_IsShownAsWhatItsBytesSay()
    {
        await using var world = await WorldAsync(Sinch);
        byte[] png = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 13];
        world.Provider.On("GET", "/files/0af3", Replies.File(png, "application/octet-stream"));
        var body = """{"app_id":"01APP","message":{"id":"01MSG","channel_identity":{"channel":"WHATSAPP","identity":"14155550100"},"contact_message":{"media_message":{"url":"URL"}}}}"""
            .Replace("URL", new Uri(world.Provider.Address, "/files/0af3").AbsoluteUri, StringComparison.Ordinal);

        Assert.Equal(HttpStatusCode.OK, await PostSignedAsync(world, body, body));

        await world.EventuallyAsync(database => database.Messages.Where(row => row.ProviderMessageId == "01MSG").Select(row => row.Kind).FirstOrDefaultAsync(), MessageKind.Image);
        var content = await world.ReadAsync(database => database.Messages.Select(row => row.Content).SingleAsync());
        Assert.Equal(MessageKind.Image, Assert.IsType<MediaContent>(System.Text.Json.JsonSerializer.Deserialize<MessageContent>(content)).Media);
    }

    private static async Task<PipelineWorld> WorldAsync(ProviderCredentials credentials)
    {
        var world = await PipelineWorld.StartAsync();
        await world.MoveToAsync(credentials);
        return world;
    }

    private static async Task<HttpStatusCode> CallAsync(PipelineWorld world, HttpMethod method, string variables, string? secret, string? json = null)
    {
        using var request = new HttpRequestMessage(method, world.NotifyPath + variables);
        if (secret is not null) request.Headers.Add(KaleyraSignature.Header, secret);
        if (json is not null) request.Content = new StringContent(json, Encoding.UTF8, "application/json");
        using var response = await world.Client.SendAsync(request, TestContext.Current.CancellationToken);
        return response.StatusCode;
    }

    private static async Task<HttpStatusCode> PostSignedAsync(PipelineWorld world, string signed, string sent)
    {
        var timestamp = TimeProvider.System.GetUtcNow().ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        using var request = new HttpRequestMessage(HttpMethod.Post, world.NotifyPath);
        request.Headers.Add(SinchSignature.Header, SinchSignature.Compute("hook_secret", Encoding.UTF8.GetBytes(signed), "01NONCE", timestamp));
        request.Headers.Add(SinchSignature.NonceHeader, "01NONCE");
        request.Headers.Add(SinchSignature.TimestampHeader, timestamp);
        request.Headers.Add(SinchSignature.AlgorithmHeader, SinchSignature.Algorithm);
        request.Content = new StringContent(sent, Encoding.UTF8, "application/json");
        using var response = await world.Client.SendAsync(request, TestContext.Current.CancellationToken);
        return response.StatusCode;
    }
}
