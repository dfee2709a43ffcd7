using System.Text.Json.Nodes;
using Motion.Domain.Accounts;
using Motion.Providers.Translation;
using Motion.Tests.Support;

namespace Motion.Tests.Providers.Translation;

/// <summary>Both services against a real server, request field by field and every failure.</summary>
public sealed class TranslatorTests
{
    private const string AwsPath = "/";
    private const string GooglePath = "/language/translate/v2";
    private const string Words = "Ciao & \"grazie\" + € 😀 l'ordine";
    private static readonly AwsTranslateAccess Aws = new("eu-south-1", "AKIDEXAMPLE", "secret-of-aws");
    private static readonly GoogleTranslateAccess Google = new("key-of-google");

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Aws_Asked_SendsASignedRequestAsItsPageSays()
    {
        await using var world = await ServiceWorld.StartAsync();
        world.Server.On("POST", AwsPath, Replies.Json(200, """{"TranslatedText":"Hello 'x'","SourceLanguageCode":"it","TargetLanguageCode":"en"}"""));

        var reply = await AskAsync(world, TranslationService.Aws);

        Assert.Equal(new TranslationResult("Hello 'x'", "it"), reply.Result);
        var request = Assert.Single(world.Server.Requests);
        Assert.Equal("application/x-amz-json-1.1", request.Headers["Content-Type"]);
        Assert.Equal("AWSShineFrontendService_20170701.TranslateText", request.Headers["X-Amz-Target"]);
        Assert.Equal("20150830T123600Z", request.Headers["X-Amz-Date"]);
        Assert.False(request.Headers.ContainsKey("X-Amz-Security-Token"));
        Assert.True(JsonNode.DeepEquals(
            JsonNode.Parse(request.Body), new JsonObject { ["Text"] = Words, ["SourceLanguageCode"] = "auto", ["TargetLanguageCode"] = "en" }), request.Text);
        var signed = new Dictionary<string, string>
        {
            ["content-type"] = request.Headers["Content-Type"],
            ["host"] = request.Headers["Host"],
            ["x-amz-date"] = request.Headers["X-Amz-Date"],
            ["x-amz-target"] = request.Headers["X-Amz-Target"],
        };
        Assert.Equal(AwsSignature.Authorize("POST", AwsPath, signed, request.Body, Aws, "translate"), request.Headers["Authorization"]);
    }

    [Fact]
    public async Task Aws_WithTemporaryKeys_SignsTheirToken()
    {
        await using var world = await ServiceWorld.StartAsync();
        world.Server.On("POST", AwsPath, Replies.Json(200, """{"TranslatedText":"x","SourceLanguageCode":"it"}"""));

        _ = await Of(world, TranslationService.Aws).TranslateAsync(new("ciao", "en"), Aws with { SessionToken = "token-1" }, Cancellation);

        var request = Assert.Single(world.Server.Requests);
        Assert.Equal("token-1", request.Headers["X-Amz-Security-Token"]);
        Assert.Contains("SignedHeaders=content-type;host;x-amz-date;x-amz-security-token;x-amz-target", request.Headers["Authorization"], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("eu-south-1", "https://translate.eu-south-1.amazonaws.com")]
    [InlineData("cn-north-1", "https://translate.cn-north-1.amazonaws.com.cn")]
    public void Aws_InARegion_HasItsOwnAddress(string region, string address) => Assert.Equal(address, AwsTranslator.OwnAddressOf(region));

    [Fact]
    public async Task Aws_RegionThatIsNone_LeadsNowhere()
    {
        await using var world = await ServiceWorld.StartAsync();

        var reply = await Of(world, TranslationService.Aws).TranslateAsync(new("ciao", "en"), Aws with { Region = "evil.example/" }, Cancellation);

        Assert.Equal(TranslationFailure.Unreachable, reply.Failure);
        Assert.Empty(world.Server.Requests);
    }

    [Theory]
    [InlineData("en", "en", "it", "it")]
    [InlineData("zh", "zh-CN", "zh-TW", "zh-TW")]
    [InlineData("no", "no", "iw", "he")]
    public async Task Google_Asked_SendsARequestAsItsPageSays(string ours, string sent, string detected, string source)
    {
        await using var world = await ServiceWorld.StartAsync();
        world.Server.On("POST", GooglePath, Replies.Json(200, $$$"""{"data":{"translations":[{"translatedText":"Hello 'x'","detectedSourceLanguage":"{{{detected}}}"}]}}"""));

        var reply = await AskAsync(world, TranslationService.Google, ours);

        Assert.Equal(new TranslationResult("Hello 'x'", source), reply.Result);
        var request = Assert.Single(world.Server.Requests);
        Assert.Equal(("key-of-google", ""), (request.Headers["X-goog-api-key"], request.Query));
        Assert.Equal("application/json; charset=utf-8", request.Headers["Content-Type"]);
        Assert.True(JsonNode.DeepEquals(
            JsonNode.Parse(request.Body), new JsonObject { ["q"] = new JsonArray(Words), ["target"] = sent, ["format"] = "text" }), request.Text);
    }

    [Theory]
    [InlineData("com.amazonaws.translate#TooManyRequestsException", 400, TranslationFailure.RateLimited)]
    [InlineData("LimitExceededException", 400, TranslationFailure.RateLimited)]
    [InlineData("ThrottlingException", 400, TranslationFailure.RateLimited)]
    [InlineData("UnrecognizedClientException", 400, TranslationFailure.KeyRefused)]
    [InlineData("InvalidSignatureException", 400, TranslationFailure.KeyRefused)]
    [InlineData("AccessDeniedException", 400, TranslationFailure.KeyRefused)]
    [InlineData("ExpiredTokenException", 400, TranslationFailure.KeyRefused)]
    [InlineData("TextSizeLimitExceededException", 400, TranslationFailure.TextTooLong)]
    [InlineData("UnsupportedLanguagePairException", 400, TranslationFailure.LanguageUnsupported)]
    [InlineData("DetectedLanguageLowConfidenceException", 400, TranslationFailure.LanguageUnclear)]
    [InlineData("InvalidRequestException", 400, TranslationFailure.Refused)]
    [InlineData("ResourceNotFoundException", 400, TranslationFailure.Refused)]
    [InlineData("SomethingNewException", 400, TranslationFailure.Refused)]
    [InlineData("SomethingNewException", 403, TranslationFailure.KeyRefused)]
    [InlineData("SomethingNewException", 429, TranslationFailure.RateLimited)]
    public async Task Aws_Refusal_IsOfTheKindOfTheTable(string type, int status, TranslationFailure expected)
    {
        await using var world = await ServiceWorld.StartAsync();
        world.Server.On("POST", AwsPath, Replies.Json(status, $$"""{"__type":"{{type}}","message":"m"}"""));

        var reply = await AskAsync(world, TranslationService.Aws);

        Assert.Equal((expected, type.Split('#')[^1]), (reply.Failure, reply.Code));
        Assert.Single(world.Server.Requests);
    }

    [Theory]
    [InlineData(403, "rateLimitExceeded", "m", TranslationFailure.RateLimited)]
    [InlineData(403, "userRateLimitExceeded", "m", TranslationFailure.RateLimited)]
    [InlineData(403, "dailyLimitExceeded", "m", TranslationFailure.RateLimited)]
    [InlineData(429, "rateLimitExceeded", "m", TranslationFailure.RateLimited)]
    [InlineData(400, "keyInvalid", "m", TranslationFailure.KeyRefused)]
    [InlineData(400, "badRequest", "API key not valid. Please pass a valid API key.", TranslationFailure.KeyRefused)]
    [InlineData(403, "accessNotConfigured", "m", TranslationFailure.KeyRefused)]
    [InlineData(401, "authError", "m", TranslationFailure.KeyRefused)]
    [InlineData(400, "invalid", "Invalid Value", TranslationFailure.LanguageUnsupported)]
    [InlineData(400, "badRequest", "Bad language pair: it|xx", TranslationFailure.LanguageUnsupported)]
    [InlineData(400, "badRequest", "Text too long", TranslationFailure.TextTooLong)]
    [InlineData(413, "uploadTooLarge", "m", TranslationFailure.TextTooLong)]
    [InlineData(400, "required", "Required Text", TranslationFailure.Refused)]
    [InlineData(404, "notFound", "m", TranslationFailure.Refused)]
    public async Task Google_Refusal_IsOfTheKindOfTheTable(int status, string reason, string message, TranslationFailure expected)
    {
        await using var world = await ServiceWorld.StartAsync();
        world.Server.On("POST", GooglePath, Replies.Json(status, $$$"""{"error":{"code":{{{status}}},"message":"{{{message}}}","errors":[{"reason":"{{{reason}}}"}]}}"""));

        var reply = await AskAsync(world, TranslationService.Google);

        Assert.Equal((expected, reason), (reply.Failure, reply.Code));
        Assert.Single(world.Server.Requests);
    }

    [Fact]
    public async Task Google_ReasonInTheNewerPlace_IsRead()
    {
        await using var world = await ServiceWorld.StartAsync();
        world.Server.On("POST", GooglePath, Replies.Json(400, """{"error":{"code":400,"message":"m","errors":[{"reason":"badRequest"}],"details":[{"reason":"API_KEY_INVALID"}]}}"""));

        var reply = await AskAsync(world, TranslationService.Google);

        Assert.Equal((TranslationFailure.KeyRefused, "API_KEY_INVALID"), (reply.Failure, reply.Code));
    }

    [Theory]
    [InlineData(TranslationService.Aws, 500)]
    [InlineData(TranslationService.Aws, 503)]
    [InlineData(TranslationService.Google, 500)]
    [InlineData(TranslationService.Google, 502)]
    public async Task Hiccup_Once_IsGotOverByASecondTry_AndTwice_IsToldAsBroken(TranslationService service, int status)
    {
        await using var world = await ServiceWorld.StartAsync();
        world.Server.On("POST", PathOf(service), Replies.Status(status), Good(service));
        Assert.Equal("Hello", (await world.ThroughTheWaitAsync(AskAsync(world, service))).Result?.Text);

        world.Server.On("POST", PathOf(service), Replies.Status(status));
        Assert.Equal(TranslationFailure.Broken, (await world.ThroughTheWaitAsync(AskAsync(world, service))).Failure);
        Assert.Equal(4, world.Server.Requests.Count);
    }

    [Theory]
    [InlineData(TranslationService.Aws)]
    [InlineData(TranslationService.Google)]
    public async Task CutLine_Once_IsGotOverByASecondTry(TranslationService service)
    {
        await using var world = await ServiceWorld.StartAsync();
        world.Server.On("POST", PathOf(service), Replies.Reset(), Good(service));

        Assert.Equal("Hello", (await world.ThroughTheWaitAsync(AskAsync(world, service))).Result?.Text);
    }

    [Theory]
    [InlineData(TranslationService.Aws)]
    [InlineData(TranslationService.Google)]
    public async Task Nobody_AtItsAddress_IsUnreachable(TranslationService service)
    {
        await using var world = await ServiceWorld.StartAsync(at: FakeProviderServer.ClosedAddress());

        Assert.Equal(TranslationFailure.Unreachable, (await world.ThroughTheWaitAsync(AskAsync(world, service))).Failure);
    }

    [Theory]
    [InlineData(TranslationService.Aws)]
    [InlineData(TranslationService.Google)]
    public async Task Silence_ForLongerThanItMay_IsTimedOut_WithoutASecondTry(TranslationService service)
    {
        await using var world = await ServiceWorld.StartAsync();
        var taken = new TaskCompletionSource();
        world.Server.On("POST", PathOf(service), Replies.Hang(taken));

        var asked = AskAsync(world, service);
        await taken.Task;
        world.Clock.Advance(TranslationLimits.AnswerTimeout);

        Assert.Equal(TranslationFailure.TimedOut, (await asked).Failure);
        Assert.Single(world.Server.Requests);
    }

    [Theory]
    [InlineData(TranslationService.Aws)]
    [InlineData(TranslationService.Google)]
    public async Task Caller_GivingUp_IsNoFailureOfTheService(TranslationService service)
    {
        await using var world = await ServiceWorld.StartAsync();
        var taken = new TaskCompletionSource();
        world.Server.On("POST", PathOf(service), Replies.Hang(taken));
        using var giveUp = new CancellationTokenSource();

        var asked = Of(world, service).TranslateAsync(new(Words, "en"), AccessTo(service), giveUp.Token);
        await taken.Task;
        await giveUp.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => asked);
    }

    [Theory]
    [InlineData(TranslationService.Aws, "")]
    [InlineData(TranslationService.Aws, "[]")]
    [InlineData(TranslationService.Aws, """{"TranslatedText":5}""")]
    [InlineData(TranslationService.Google, "<html>")]
    [InlineData(TranslationService.Google, """{"data":{"translations":[]}}""")]
    [InlineData(TranslationService.Google, """{"data":{"translations":[{"translatedText":"x"}]}}""")]
    public async Task GoodAnswer_WithoutATranslation_IsBroken(TranslationService service, string body)
    {
        await using var world = await ServiceWorld.StartAsync();
        world.Server.On("POST", PathOf(service), Replies.Json(200, body));

        Assert.Equal(TranslationFailure.Broken, (await AskAsync(world, service)).Failure);
    }

    [Theory]
    [InlineData(TranslationService.Aws, 3)]
    [InlineData(TranslationService.Google, 2)]
    public async Task LongText_GoesInPieces_AndComesBackWhole(TranslationService service, int requests)
    {
        await using var world = await ServiceWorld.StartAsync();
        world.Server.On("POST", PathOf(service), Good(service));
        // 7,000 characters, 21,000 bytes.
        var text = string.Join("\n\n", Enumerable.Repeat(string.Concat(Enumerable.Repeat("नमस्ते", 50)), 25).Select(line => line[..240]));
        text += new string('न', 7000 - text.Length);

        var reply = await Of(world, service).TranslateAsync(new(text, "en"), AccessTo(service), Cancellation);

        Assert.Equal(requests, reply.Result!.Text.Split("Hello").Length - 1);
        Assert.Equal("it", reply.Result.SourceLanguage);
        Assert.Equal(requests, world.Server.Requests.Count);
        Assert.All(world.Server.Requests, request => Assert.True(TextOf(service, request).Length is > 0 and <= 5000));
    }

    [Theory]
    [InlineData(TranslationService.Aws)]
    [InlineData(TranslationService.Google)]
    public async Task Text_BeyondTheLimit_IsRefusedBeforeAnythingIsSent(TranslationService service)
    {
        await using var world = await ServiceWorld.StartAsync();

        var reply = await Of(world, service).TranslateAsync(new(new string('x', TranslationLimits.LongestText + 1), "en"), AccessTo(service), Cancellation);

        Assert.Equal(TranslationFailure.TextTooLong, reply.Failure);
        Assert.Empty(world.Server.Requests);
    }

    [Fact]
    public void Languages_AreOfOneSpelling()
    {
        Assert.Equal(TranslationLanguages.All.Count, TranslationLanguages.All.Distinct(StringComparer.Ordinal).Count());
        Assert.All(TranslationLanguages.All, code => Assert.Equal(code, TranslationLanguages.FromService(TranslationLanguages.ToGoogle(code))));
        Assert.All(TranslationLanguages.All, code => Assert.NotEqual(code, System.Globalization.CultureInfo.GetCultureInfo(code).EnglishName));
        Assert.False(TranslationLanguages.Has("xx"));
    }

    private static Task<TranslationReply> AskAsync(ServiceWorld world, TranslationService service, string language = "en") =>
        Of(world, service).TranslateAsync(new(Words, language), AccessTo(service), Cancellation);

    private static ITranslator Of(ServiceWorld world, TranslationService service) =>
        world.Get<IEnumerable<ITranslator>>().Single(translator => translator.Service == service);

    private static TranslatorAccess AccessTo(TranslationService service) => service == TranslationService.Aws ? Aws : Google;

    private static string PathOf(TranslationService service) => service == TranslationService.Aws ? AwsPath : GooglePath;

    private static Reply Good(TranslationService service) => Replies.Json(200, service == TranslationService.Aws
        ? """{"TranslatedText":"Hello","SourceLanguageCode":"it","TargetLanguageCode":"en"}"""
        : """{"data":{"translations":[{"translatedText":"Hello","detectedSourceLanguage":"it"}]}}""");

    private static string TextOf(TranslationService service, RecordedRequest request) =>
        (string)(service == TranslationService.Aws ? JsonNode.Parse(request.Body)!["Text"] : JsonNode.Parse(request.Body)!["q"]![0])!;
}
