using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Motion.Providers;
using Motion.Providers.Video;
using Motion.Tests.Support;

namespace Motion.Tests.Providers.Video;

public sealed class VideoMeetingsTests
{
    private const string Path = "/meetings";
    private const string Good = """{"id":"m-1","urls":{"moderator":"https://vidaoo.example/m-1?lead=1","guest":"https://vidaoo.example/m-1"}}""";
    private static readonly VideoMeetingRequest Meeting = new("Support & sales", "A note", """{"a":1}""");

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Vidaoo_Asked_SendsTheFormAndReadsTheLinks()
    {
        await using var world = await ServiceWorld.StartAsync();
        world.Server.On("POST", Path, Replies.Json(201, Good));

        var reply = await CreateAsync(world);

        Assert.Equal(new VideoMeeting("m-1", new("https://vidaoo.example/m-1?lead=1"), new("https://vidaoo.example/m-1")), reply.Meeting);
        var request = Assert.Single(world.Server.Requests);
        Assert.Equal(("the-key", "application/x-www-form-urlencoded"), (request.Headers["X-APIKEY"], request.Headers["Content-Type"]));
        Assert.Equal("topic=Support+%26+sales&note=A+note&metadata=%7B%22a%22%3A1%7D", request.Text);
    }

    [Fact]
    public async Task Vidaoo_WithoutNoteAndMetadata_SendsTheTopicAlone()
    {
        await using var world = await ServiceWorld.StartAsync();
        world.Server.On("POST", Path, Replies.Json(200, Good));

        _ = await world.Get<IVideoMeetings>().CreateAsync(new("Support", null, ""), "the-key", Cancellation);

        Assert.Equal("topic=Support", Assert.Single(world.Server.Requests).Text);
    }

    [Fact]
    public async Task Vidaoo_AsItReallyIs_CanBeSetInTheConfiguration()
    {
        await using var world = await ServiceWorld.StartAsync(new()
        {
            ["Providers:Vidaoo:CreatePath"] = "/v2/rooms",
            ["Providers:Vidaoo:KeyHeader"] = "X-Other",
            ["Providers:Vidaoo:TopicField"] = "title",
            ["Providers:Vidaoo:NoteField"] = "remark",
            ["Providers:Vidaoo:MetadataField"] = "data",
            ["Providers:Vidaoo:IdPath"] = "room.number",
            ["Providers:Vidaoo:AgentUrlPath"] = "room.host",
            ["Providers:Vidaoo:CustomerUrlPath"] = "room.join.url",
        });
        world.Server.On("POST", "/v2/rooms", Replies.Json(200, """{"room":{"number":7,"host":"https://v.example/h","join":{"url":"https://v.example/j"}}}"""));

        var reply = await CreateAsync(world);

        Assert.Equal(new VideoMeeting("7", new("https://v.example/h"), new("https://v.example/j")), reply.Meeting);
        var request = Assert.Single(world.Server.Requests);
        Assert.Equal("the-key", request.Headers["X-Other"]);
        Assert.StartsWith("title=Support+%26+sales&remark=A+note&data=", request.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(401, VideoFailure.KeyRefused)]
    [InlineData(403, VideoFailure.KeyRefused)]
    [InlineData(402, VideoFailure.RateLimited)]
    [InlineData(429, VideoFailure.RateLimited)]
    [InlineData(404, VideoFailure.Refused)]
    [InlineData(422, VideoFailure.Refused)]
    [InlineData(500, VideoFailure.Broken)]
    [InlineData(503, VideoFailure.Broken)]
    [InlineData(302, VideoFailure.Broken)]
    public async Task Vidaoo_Refusing_IsAskedOnceAndTranslated(int status, VideoFailure expected)
    {
        await using var world = await ServiceWorld.StartAsync();
        world.Server.On("POST", Path, Replies.Json(status, """{"message":"m"}"""));

        var reply = await CreateAsync(world);

        Assert.Equal((null, expected, $"HTTP {status}"), (reply.Meeting, reply.Failure, reply.Code));
        Assert.Single(world.Server.Requests);
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("""{"id":"1"}""")]
    [InlineData("""{"id":"1","urls":{"moderator":"https://v.example/a"}}""")]
    [InlineData("""{"id":"1","urls":{"moderator":"https://v.example/a","guest":"/b"}}""")]
    [InlineData("""{"id":"1","urls":{"moderator":"https://v.example/a","guest":"javascript:alert(1)"}}""")]
    [InlineData("""{"id":"1","urls":{"moderator":"https://v.example/a","guest":"https://me:pass@v.example/b"}}""")]
    [InlineData("""{"id":"1","urls":"none"}""")]
    public async Task Vidaoo_WithoutLinksThatCanBeUsed_IsBroken(string body)
    {
        await using var world = await ServiceWorld.StartAsync();
        world.Server.On("POST", Path, Replies.Json(200, body));

        Assert.Equal(VideoFailure.Broken, (await CreateAsync(world)).Failure);
    }

    [Fact]
    public async Task Vidaoo_NobodyAtItsAddress_IsUnreachable()
    {
        await using var world = await ServiceWorld.StartAsync(at: FakeProviderServer.ClosedAddress());

        Assert.Equal(VideoFailure.Unreachable, (await CreateAsync(world)).Failure);
    }

    [Fact]
    public async Task Vidaoo_Silent_IsTimedOut()
    {
        await using var world = await ServiceWorld.StartAsync();
        var taken = new TaskCompletionSource();
        world.Server.On("POST", Path, Replies.Hang(taken));

        var asked = CreateAsync(world);
        await taken.Task;
        world.Clock.Advance(VidaooMeetings.AnswerTimeout);

        Assert.Equal(VideoFailure.TimedOut, (await asked).Failure);
    }

    [Fact]
    public async Task LinkTemplate_Set_MakesMeetingsWithoutAskingAnybody()
    {
        await using var world = await ServiceWorld.StartAsync(new() { ["Providers:Vidaoo:LinkTemplate"] = "https://meet.example/{guid}?x=1" });
        var meetings = world.Get<IVideoMeetings>();

        var (first, second) = (await meetings.CreateAsync(Meeting, null, Cancellation), await meetings.CreateAsync(Meeting, null, Cancellation));

        Assert.False(meetings.WantsKey);
        Assert.Matches("^https://meet.example/[0-9a-f]{32}\\?x=1$", first.Meeting!.CustomerUrl.AbsoluteUri);
        Assert.Equal(first.Meeting.AgentUrl, first.Meeting.CustomerUrl);
        Assert.NotEqual(first.Meeting.CustomerUrl, second.Meeting!.CustomerUrl);
        Assert.Empty(world.Server.Requests);
    }

    [Theory]
    [InlineData("CreatePath", "meetings")]
    [InlineData("KeyHeader", " ")]
    [InlineData("IdPath", "")]
    [InlineData("LinkTemplate", "https://meet.example/")]
    [InlineData("LinkTemplate", "meet.example/{guid}")]
    [InlineData("LinkTemplate", "ftp://meet.example/{guid}")]
    [InlineData("BaseUrl", "vidaoo")]
    public void Options_ThatCannotWork_AreRefusedByKey(string key, string value)
    {
        using var services = ServiceWorld.Build(new() { [$"Providers:Vidaoo:{key}"] = value }, TimeProvider.System);

        var fault = Assert.Throws<OptionsValidationException>(() => services.GetRequiredService<IOptions<ProviderEndpoints>>().Value);

        Assert.StartsWith($"Providers:Vidaoo:{key}", Assert.Single(fault.Failures), StringComparison.Ordinal);
    }

    [Fact]
    public void Endpoints_NotConfigured_AreTheServicesOwn()
    {
        using var services = ServiceWorld.Build([], TimeProvider.System);
        var endpoints = services.GetRequiredService<IProviderEndpoints>();

        Assert.Equal("https://translate.eu-south-1.amazonaws.com/", endpoints.For(ProviderHost.AwsTranslate, "https://translate.eu-south-1.amazonaws.com").AbsoluteUri);
        Assert.Equal("https://translation.googleapis.com/", endpoints.For(ProviderHost.GoogleTranslate).AbsoluteUri);
        Assert.Equal("https://api-vidaoo.xcally.com/api/v1", endpoints.For(ProviderHost.Vidaoo).AbsoluteUri);
        Assert.True(services.GetRequiredService<IVideoMeetings>().WantsKey);
    }

    private static Task<VideoReply> CreateAsync(ServiceWorld world) => world.Get<IVideoMeetings>().CreateAsync(Meeting, "the-key", Cancellation);
}
