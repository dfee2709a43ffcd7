using System.Text;
using Motion.Domain.Messaging;
using Motion.Providers;
using Motion.Tests.Support;

namespace Motion.Tests.Providers.SinchV2;

public sealed partial class SinchContract
{
    private int TokensAsked => Server.Requests.Count(request => request.Path == TokenPath);

    [Fact]
    public async Task Token_IsAskedForOnceHoweverManySend()
    {
        Server.On("POST", SendPath, Replies.Json(200, TakenAnswer));
        _ = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => SendAsync()));
        var asked = Assert.Single(Server.Requests, request => request.Path == TokenPath);
        Assert.Equal("grant_type=client_credentials", asked.Text);
        Assert.Equal("application/x-www-form-urlencoded", asked.Headers["Content-Type"]);
        Assert.Equal("Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes("key-1:secret-1")), asked.Headers["Authorization"]);
    }

    [Fact]
    public async Task Token_IsKeptUntilAMinuteBeforeItExpires()
    {
        Server.On("POST", SendPath, Replies.Json(200, TakenAnswer));
        _ = await SendAsync();
        Clock.Advance(TimeSpan.FromSeconds(3539));
        _ = await SendAsync();
        Assert.Equal(1, TokensAsked);
        Clock.Advance(TimeSpan.FromSeconds(1));
        _ = await SendAsync();
        Assert.Equal(2, TokensAsked);
    }

    [Fact]
    public async Task Token_OfAnotherKey_IsItsOwn()
    {
        Server.On("POST", SendPath, Replies.Json(200, TakenAnswer));
        _ = await SendAsync();
        _ = await Provider.SendAsync(Message(new TextContent("x")), Mine with { KeySecret = "secret-2" }, TestContext.Current.CancellationToken);
        Assert.Equal(2, TokensAsked);
    }

    [Fact]
    public async Task Token_ExpiredEarly_IsRenewedOnceAndTheSendRepeated()
    {
        Server.On("POST", TokenPath, Token("old"), Token("new"));
        Server.On("POST", SendPath, Expired, Replies.Json(200, TakenAnswer));
        Assert.IsType<SendOutcome.Taken>(await SendAsync());
        Assert.Equal(["Bearer old", "Bearer new"], Server.Requests.Where(request => request.Path == SendPath).Select(request => request.Headers["Authorization"]));
    }

    [Fact]
    public async Task Token_ExpiredAgainAndAgain_IsAuthFailed()
    {
        Server.On("POST", SendPath, Expired);
        Assert.Equal(OutsideFailureKind.AuthFailed, FailureOf(await SendAsync()).Kind);
        Assert.Equal(2, Server.Requests.Count(request => request.Path == SendPath));
    }

    [Fact]
    public async Task Token_RefusedForAnotherReason_IsNotRenewed()
    {
        Server.On("POST", SendPath, Replies.Json(401, BadTokenAnswer, ("WWW-Authenticate", "Bearer error=\"invalid_token\"")));
        Assert.Equal(OutsideFailureKind.AuthFailed, FailureOf(await SendAsync()).Kind);
        Assert.Equal(1, TokensAsked);
    }

    [Fact]
    public async Task Token_Throttled_IsAskedForThreeTimes()
    {
        Server.On("POST", TokenPath, Replies.Status(429), Replies.Status(429), Token("late"));
        Server.On("POST", SendPath, Replies.Json(200, TakenAnswer));
        var sending = SendAsync();
        foreach (var seconds in new[] { 1, 4 })
        {
            var most = TimeSpan.FromSeconds(seconds * 1.25);
            await Clock.TimerSetAsync(TimeSpan.FromSeconds(seconds), most);
            Clock.Advance(most);
        }
        Assert.IsType<SendOutcome.Taken>(await sending);
        Assert.Equal(3, TokensAsked);
    }

    [Theory]
    [InlineData(400, OutsideFailureKind.AuthFailed, RetryAdvice.Never)]
    [InlineData(401, OutsideFailureKind.AuthFailed, RetryAdvice.Never)]
    [InlineData(503, OutsideFailureKind.Transient, RetryAdvice.Safe)]
    [InlineData(200, OutsideFailureKind.Transient, RetryAdvice.Safe)]
    public async Task Token_NotGiven_SaysWhyAndNothingWasSent(int status, OutsideFailureKind kind, RetryAdvice retry)
    {
        Server.On("POST", TokenPath, Replies.Json(status, "{}"));
        var failure = FailureOf(await SendAsync());
        Assert.Equal((kind, retry), (failure.Kind, failure.Retry));
        Assert.DoesNotContain(Server.Requests, request => request.Path == SendPath);
    }

    private static Reply Token(string token) => Replies.Json(200, $$"""{"access_token":"{{token}}","expires_in":3600}""");

    private static Reply Expired => Replies.Json(401, "{}", ("WWW-Authenticate", "Bearer error=\"invalid_token\", error_description=\"Jwt expired at 2026-11-22\""));
}
