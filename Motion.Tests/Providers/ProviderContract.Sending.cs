using Motion.Domain.Messaging;
using Motion.Providers;
using Motion.Tests.Support;

namespace Motion.Tests.Providers;

public abstract partial class ProviderContract
{
    [Fact]
    public async Task Send_Taken_NamesTheProvidersId()
    {
        Server.On("POST", SendPath, Replies.Json(201, TakenAnswer));
        Assert.Equal(new SendOutcome.Taken(TakenId), await SendAsync());
    }

    [Fact]
    public async Task Send_TakenWithoutAnId_IsUnknown()
    {
        Server.On("POST", SendPath, Replies.Json(200, "{}"));
        Assert.Equal(RetryAdvice.OutcomeUnknown, FailureOf(await SendAsync()).Retry);
    }

    [Fact]
    public async Task Send_AnswerIsNoJson_IsUnknown()
    {
        Server.On("POST", SendPath, Replies.Json(200, "<html>"));
        Assert.Equal(RetryAdvice.OutcomeUnknown, FailureOf(await SendAsync()).Retry);
    }

    [Fact]
    public async Task Send_Throttled_IsSafeAfterTheGivenWait()
    {
        Server.On("POST", SendPath, Replies.Json(429, ThrottledAnswer, ("Retry-After", "7")));
        var failure = FailureOf(await SendAsync());
        Assert.Equal((OutsideFailureKind.RateLimited, RetryAdvice.Safe, TimeSpan.FromSeconds(7)), (failure.Kind, failure.Retry, failure.RetryAfter));
    }

    [Fact]
    public async Task Send_ThrottledUntilAnInstant_WaitsTillThen()
    {
        Server.On("POST", SendPath, Replies.Json(429, "", ("Retry-After", (Now + TimeSpan.FromSeconds(90)).ToString("R"))));
        Assert.Equal(TimeSpan.FromSeconds(90), FailureOf(await SendAsync()).RetryAfter);
    }

    [Fact]
    public async Task Send_OutsideTheWindow_IsFinal()
    {
        Server.On("POST", SendPath, Replies.Json(400, OutsideWindowAnswer));
        var failure = FailureOf(await SendAsync());
        Assert.Equal((OutsideFailureKind.OutsideWindow, RetryAdvice.Never), (failure.Kind, failure.Retry));
        Assert.NotNull(failure.Code);
        Assert.NotNull(failure.Detail);
    }

    [Fact]
    public async Task Send_BadToken_IsAuthFailed()
    {
        Server.On("POST", SendPath, Replies.Json(401, BadTokenAnswer));
        var failure = FailureOf(await SendAsync());
        Assert.Equal((OutsideFailureKind.AuthFailed, RetryAdvice.Never), (failure.Kind, failure.Retry));
    }

    [Theory]
    [InlineData(500)]
    [InlineData(502)]
    [InlineData(503)]
    public async Task Send_ServerBreaksDown_IsUnknown(int status)
    {
        Server.On("POST", SendPath, Replies.Json(status, "<html>"));
        var failure = FailureOf(await SendAsync());
        Assert.Equal((OutsideFailureKind.Transient, RetryAdvice.OutcomeUnknown), (failure.Kind, failure.Retry));
    }

    [Fact]
    public async Task Send_NobodyListens_IsSafe()
    {
        await UseAsync(EndpointsAt(FakeProviderServer.ClosedAddress()));
        var failure = FailureOf(await SendAsync());
        Assert.Equal((OutsideFailureKind.Transient, RetryAdvice.Safe), (failure.Kind, failure.Retry));
    }

    [Fact]
    public async Task Send_LineCutAfterTheRequest_IsUnknown()
    {
        Server.On("POST", SendPath, Replies.Reset());
        var failure = FailureOf(await SendAsync());
        Assert.Equal((OutsideFailureKind.Transient, RetryAdvice.OutcomeUnknown), (failure.Kind, failure.Retry));
        _ = Assert.Single(Server.Requests, request => request.Path == SendPath);
    }

    [Fact]
    public async Task Send_LineCutInTheAnswer_IsUnknown()
    {
        Server.On("POST", SendPath, Replies.HalfAnAnswer());
        Assert.Equal(RetryAdvice.OutcomeUnknown, FailureOf(await SendAsync()).Retry);
    }

    [Fact]
    public async Task Send_NoAnswerInTime_IsUnknown()
    {
        var taken = new TaskCompletionSource();
        Server.On("POST", SendPath, Replies.Hang(taken));
        var sending = SendAsync();
        await taken.Task;
        Clock.Advance(TimeSpan.FromSeconds(30));
        Assert.Equal(RetryAdvice.OutcomeUnknown, FailureOf(await sending).Retry);
    }

    [Fact]
    public async Task Send_CancelledWhileWaiting_IsUnknown()
    {
        var taken = new TaskCompletionSource();
        Server.On("POST", SendPath, Replies.Hang(taken));
        using var stop = new CancellationTokenSource();
        var sending = Provider.SendAsync(Message(new TextContent("x")), Credentials, stop.Token);
        await taken.Task;
        await stop.CancelAsync();
        Assert.Equal(RetryAdvice.OutcomeUnknown, FailureOf(await sending).Retry);
    }

    [Fact]
    public async Task Send_CancelledBeforehand_IsSafe()
    {
        var outcome = await Provider.SendAsync(Message(new TextContent("x")), Credentials, new CancellationToken(canceled: true));
        Assert.Equal(RetryAdvice.Safe, FailureOf(outcome).Retry);
    }

    [Fact]
    public async Task Send_TooLongOrEmptyOrImpossible_IsRefusedBeforeHttp()
    {
        var limit = Provider.CapabilitiesOf(Credentials).TextLimit;
        MessageContent[] bad =
        [
            new TextContent(new string('x', limit + 1)), new TextContent(" "), new MediaContent(MessageKind.Image, "image/jpeg"),
            new ButtonReplyContent("x", null), new SystemContent("x", "x", []), new UnsupportedContent(null, null), .. Unsendable,
        ];
        foreach (var content in bad)
        {
            var failure = FailureOf(await SendAsync(content));
            Assert.Equal((OutsideFailureKind.Unknown, RetryAdvice.Never), (failure.Kind, failure.Retry));
            Assert.False(string.IsNullOrEmpty(failure.Detail));
        }
        Assert.Empty(Server.Requests);
    }

    [Fact]
    public async Task Send_LongestText_Goes()
    {
        Server.On("POST", SendPath, Replies.Json(200, TakenAnswer));
        Assert.IsType<SendOutcome.Taken>(await SendAsync(new TextContent(new string('x', Provider.CapabilitiesOf(Credentials).TextLimit))));
    }

    [Fact]
    public async Task Check_GoodCredentials_SaysNothing()
    {
        Server.On("GET", CheckPath, Replies.Json(200, "{}"));
        Assert.Null(await Provider.CheckCredentialsAsync(Credentials, TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData(400, OutsideFailureKind.AuthFailed)]
    [InlineData(401, OutsideFailureKind.AuthFailed)]
    [InlineData(404, OutsideFailureKind.AuthFailed)]
    [InlineData(429, OutsideFailureKind.RateLimited)]
    [InlineData(500, OutsideFailureKind.Transient)]
    public async Task Check_Refused_SaysWhy(int status, OutsideFailureKind kind)
    {
        Server.On("GET", CheckPath, Replies.Json(status, "{}"));
        var failure = await Provider.CheckCredentialsAsync(Credentials, TestContext.Current.CancellationToken);
        Assert.Equal(kind, failure?.Kind);
        Assert.NotEqual(RetryAdvice.OutcomeUnknown, failure?.Retry);
    }
}
