using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Motion.Domain.Accounts;
using Motion.Providers.Assistant;
using Motion.Providers.Sandbox;
using Motion.Providers.Translation;
using Motion.Providers.Video;

namespace Motion.Tests.Providers.Sandbox;

/// <summary>The sandbox's services and the real clients, each written from the services' documents, must understand each other.</summary>
public sealed class SandboxServicesTests
{
    private static readonly AwsTranslateAccess Aws = new("eu-south-1", SandboxKeys.AwsAccessKey, SandboxKeys.AwsSecretKey);
    private static readonly GoogleTranslateAccess Google = new(SandboxKeys.Key);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(TranslationService.Aws, "Buongiorno, vorrei l'ordine", "en", "[en] Buongiorno, vorrei l'ordine", "it")]
    [InlineData(TranslationService.Google, "Buongiorno, vorrei l'ordine", "en", "[en] Buongiorno, vorrei l'ordine", "it")]
    [InlineData(TranslationService.Aws, "Where is my order?", "en", "Where is my order?", "en")]
    [InlineData(TranslationService.Google, "你好", "zh-TW", "[zh-TW] 你好", "zh")]
    public async Task Text_Translated_ComesBackWithItsLanguage(TranslationService service, string text, string language, string expected, string source)
    {
        await using var world = await SandboxWorld.StartAsync();
        await using var services = ServicesAt(world);

        var reply = await Of(services, service).TranslateAsync(new(text, language), AccessTo(service), Cancellation);

        Assert.Equal(new TranslationResult(expected, source), reply.Result);
    }

    [Fact]
    public async Task WrongKeys_AreRefusedByEachService()
    {
        await using var world = await SandboxWorld.StartAsync();
        await using var services = ServicesAt(world);

        var unknown = await Of(services, TranslationService.Aws).TranslateAsync(new("ciao", "en"), Aws with { AccessKey = "OTHER" }, Cancellation);
        var unsigned = await Of(services, TranslationService.Aws).TranslateAsync(new("ciao", "en"), Aws with { SecretKey = "other" }, Cancellation);
        var google = await Of(services, TranslationService.Google).TranslateAsync(new("ciao", "en"), new GoogleTranslateAccess("other"), Cancellation);
        var video = await services.GetRequiredService<IVideoMeetings>().CreateAsync(new("Topic", null, null), "other", Cancellation);
        var assistant = await AskAsync(services, world, key: "other");

        Assert.Equal((TranslationFailure.KeyRefused, "UnrecognizedClientException"), (unknown.Failure, unknown.Code));
        Assert.Equal((TranslationFailure.KeyRefused, "InvalidSignatureException"), (unsigned.Failure, unsigned.Code));
        Assert.Equal((TranslationFailure.KeyRefused, "API_KEY_INVALID"), (google.Failure, google.Code));
        Assert.Equal(VideoFailure.KeyRefused, video.Failure);
        Assert.Equal(AssistantFailure.KeyRefused, assistant.Failure);
    }

    [Theory]
    [InlineData(TranslationService.Aws)]
    [InlineData(TranslationService.Google)]
    public async Task UnknownLanguage_IsRefused(TranslationService service)
    {
        await using var world = await SandboxWorld.StartAsync();
        await using var services = ServicesAt(world);

        Assert.Equal(TranslationFailure.LanguageUnsupported, (await Of(services, service).TranslateAsync(new("ciao", "xx"), AccessTo(service), Cancellation)).Failure);
    }

    [Fact]
    public async Task RateLimit_Asked_IsMetOnceByEachService()
    {
        await using var world = await SandboxWorld.StartAsync();
        await using var services = ServicesAt(world);
        foreach (var service in (string[])["awsTranslate", "googleTranslate", "vidaoo"]) await FaultAsync(world, service, "rateLimit");
        await FaultAsync(world, "assistant", "rateLimit", times: 2);

        Assert.Equal(TranslationFailure.RateLimited, (await TranslateAsync(services, TranslationService.Aws)).Failure);
        Assert.Equal(TranslationFailure.RateLimited, (await TranslateAsync(services, TranslationService.Google)).Failure);
        Assert.Equal(VideoFailure.RateLimited, (await CreateAsync(services)).Failure);
        // It asks once more by itself.
        Assert.Equal(AssistantFailure.RateLimited, (await AskAsync(services, world)).Failure);

        Assert.NotNull((await TranslateAsync(services, TranslationService.Aws)).Result);
        Assert.NotNull((await TranslateAsync(services, TranslationService.Google)).Result);
        Assert.NotNull((await CreateAsync(services)).Meeting);
        Assert.NotNull((await AskAsync(services, world)).Text);
    }

    [Fact]
    public async Task ServerError_Asked_IsMetByEachService()
    {
        await using var world = await SandboxWorld.StartAsync();
        await using var services = ServicesAt(world);
        foreach (var service in (string[])["awsTranslate", "googleTranslate", "vidaoo", "assistant"]) await FaultAsync(world, service, "serverError", times: 0);

        Assert.Equal(TranslationFailure.Broken, (await TranslateAsync(services, TranslationService.Aws)).Failure);
        Assert.Equal(TranslationFailure.Broken, (await TranslateAsync(services, TranslationService.Google)).Failure);
        Assert.Equal(VideoFailure.Broken, (await CreateAsync(services)).Failure);
        Assert.Equal(AssistantFailure.Broken, (await AskAsync(services, world)).Failure);

        using var cleared = await world.Http.DeleteAsync("/sandbox/faults?service=vidaoo", Cancellation);
        Assert.Equal(0, (await cleared.Content.ReadFromJsonAsync<JsonElement>(Cancellation)).GetProperty("count").GetInt32());
        Assert.NotNull((await CreateAsync(services)).Meeting);
    }

    [Fact]
    public async Task TimeOut_Asked_NeverAnswers()
    {
        await using var world = await SandboxWorld.StartAsync();
        var clock = new Support.FakeClock(TimeProvider.System.GetUtcNow());
        await using var services = ServicesAt(world, clock);
        foreach (var service in (string[])["googleTranslate", "vidaoo", "assistant"]) await FaultAsync(world, service, "timeOut");

        var translated = TranslateAsync(services, TranslationService.Google);
        await TakenAsync(world, "googleTranslate");
        clock.Advance(TranslationLimits.AnswerTimeout);
        var created = CreateAsync(services);
        await TakenAsync(world, "vidaoo");
        clock.Advance(VidaooMeetings.AnswerTimeout);
        var asked = AskAsync(services, world);
        await TakenAsync(world, "assistant");
        clock.Advance(AssistantClient.AnswerTimeout);

        Assert.Equal((TranslationFailure.TimedOut, VideoFailure.TimedOut, AssistantFailure.TimedOut), ((await translated).Failure, (await created).Failure, (await asked).Failure));
    }

    [Fact]
    public async Task Meeting_Made_HasARoomForEachSide()
    {
        await using var world = await SandboxWorld.StartAsync();
        await using var services = ServicesAt(world);

        var meeting = (await CreateAsync(services)).Meeting!;
        var guest = await world.Http.GetStringAsync(meeting.CustomerUrl, Cancellation);
        var moderator = await world.Http.GetStringAsync(meeting.AgentUrl, Cancellation);

        Assert.Contains(meeting.Id, guest, StringComparison.Ordinal);
        Assert.Contains("guest", guest, StringComparison.Ordinal);
        Assert.Contains("moderator", moderator, StringComparison.Ordinal);
        Assert.Equal(VideoFailure.Refused, (await services.GetRequiredService<IVideoMeetings>().CreateAsync(new("T", null, "{"), SandboxKeys.Key, Cancellation)).Failure);
    }

    [Fact]
    public async Task Assistant_Asked_StreamsItsAnswerInPieces()
    {
        await using var world = await SandboxWorld.StartAsync();
        await using var services = ServicesAt(world);
        var pieces = new List<string>();

        await foreach (var piece in services.GetRequiredService<AssistantClient>().StreamAsync(PlaceAt(world), "", [new(true, "Where is it?")], Cancellation))
            pieces.Add(piece);

        Assert.True(pieces.Count > 5);
        Assert.StartsWith("Thank you for your message: “Where is it?”.", string.Concat(pieces), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Assistant_AskedForAPerson_HandsOver_AndRefusesAnUnknownModel()
    {
        await using var world = await SandboxWorld.StartAsync();
        await using var services = ServicesAt(world);
        var client = services.GetRequiredService<AssistantClient>();

        var handed = await client.AskAsync(PlaceAt(world), "End with [HANDOVER].", [new(true, "I want a person")], Cancellation);
        var unknown = await client.AskAsync(PlaceAt(world) with { Model = "other" }, "", [new(true, "hello")], Cancellation);

        Assert.EndsWith("[HANDOVER]", handed.Text, StringComparison.Ordinal);
        Assert.Equal(AssistantFailure.Refused, unknown.Failure);
    }

    [Fact]
    public async Task Assistant_WithoutStreaming_AnswersWhole()
    {
        await using var world = await SandboxWorld.StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Post, "/sandbox/assistant/v1/chat/completions")
        {
            Content = JsonContent.Create(new { model = SandboxKeys.Model, messages = new[] { new { role = "user", content = "hello" } } }),
            Headers = { Authorization = new AuthenticationHeaderValue("Bearer", SandboxKeys.Key) },
        };

        using var response = await world.Http.SendAsync(request, Cancellation);
        var answer = await response.Content.ReadFromJsonAsync<JsonElement>(Cancellation);

        Assert.Equal("chat.completion", answer.GetProperty("object").GetString());
        Assert.Contains("hello", answer.GetProperty("choices")[0].GetProperty("message").GetProperty("content").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Fault_OfNoPlaceOrOfAKindForPhonesOnly_IsRefused()
    {
        await using var world = await SandboxWorld.StartAsync();

        using var nowhere = await world.Http.PostAsJsonAsync("/sandbox/faults", new { kind = "rateLimit" }, Cancellation);
        using var wrongKind = await world.Http.PostAsJsonAsync("/sandbox/faults", new { kind = "reorder", service = "vidaoo" }, Cancellation);

        Assert.Equal((HttpStatusCode.BadRequest, HttpStatusCode.BadRequest), (nowhere.StatusCode, wrongKind.StatusCode));
    }

    private static ServiceProvider ServicesAt(SandboxWorld world, TimeProvider? clock = null) => ServiceWorld.Build(
        new()
        {
            ["Providers:AwsTranslate:BaseUrl"] = $"{world.Http.BaseAddress}sandbox/aws-translate",
            ["Providers:GoogleTranslate:BaseUrl"] = $"{world.Http.BaseAddress}sandbox/google",
            ["Providers:Vidaoo:BaseUrl"] = $"{world.Http.BaseAddress}sandbox/vidaoo",
        },
        clock ?? TimeProvider.System);

    private static AssistantPlace PlaceAt(SandboxWorld world) => new(new Uri($"{world.Http.BaseAddress}sandbox/assistant/v1"), SandboxKeys.Model, SandboxKeys.Key, "Be kind.");

    private static ITranslator Of(ServiceProvider services, TranslationService service) =>
        services.GetServices<ITranslator>().Single(translator => translator.Service == service);

    private static TranslatorAccess AccessTo(TranslationService service) => service == TranslationService.Aws ? Aws : Google;

    private static Task<TranslationReply> TranslateAsync(ServiceProvider services, TranslationService service) =>
        Of(services, service).TranslateAsync(new("ciao", "en"), AccessTo(service), Cancellation);

    private static Task<VideoReply> CreateAsync(ServiceProvider services) =>
        services.GetRequiredService<IVideoMeetings>().CreateAsync(new("Topic", "Note", """{"a":1}"""), SandboxKeys.Key, Cancellation);

    private static Task<AssistantReply> AskAsync(ServiceProvider services, SandboxWorld world, string key = SandboxKeys.Key) =>
        services.GetRequiredService<AssistantClient>().AskAsync(PlaceAt(world) with { Key = key }, "", [new(true, "hello")], Cancellation);

    private static async Task FaultAsync(SandboxWorld world, string service, string kind, int times = 1)
    {
        using var response = await world.Http.PostAsJsonAsync("/sandbox/faults", new { service, kind, times, seconds = 0 }, Cancellation);
        _ = response.EnsureSuccessStatusCode();
    }

    /// <summary>The fault was used up: the request is there, and waits.</summary>
    private static Task TakenAsync(SandboxWorld world, string service) => Support.Eventually.IsAsync(
        async () => (await world.Http.GetFromJsonAsync<JsonElement>($"/sandbox/faults?service={service}", Cancellation)).GetProperty("count").GetInt32(), 0);
}
