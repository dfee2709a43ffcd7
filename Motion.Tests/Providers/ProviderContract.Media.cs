using Motion.Domain.Messaging;
using Motion.Providers;
using Motion.Tests.Support;

namespace Motion.Tests.Providers;

public abstract partial class ProviderContract
{
    private static readonly byte[] Bytes = [1, 2, 3, 4, 5];

    private protected Uri FileUrl => new(Server.Address, FilePath);

    [Fact]
    public async Task Media_AtTheProvider_IsReadWithCredentialsWhereItHasToBe()
    {
        Server.On("GET", FilePath, Replies.File(Bytes, "image/png"));
        Assert.Equal(Bytes, await ReadAsync(FileAt(FileUrl.AbsoluteUri)));
        Assert.Equal(FilesNeedCredentials, Server.Requests.Last().Headers.ContainsKey("Authorization"));
    }

    [Fact]
    public async Task Media_Redirected_IsFollowedWithoutCredentials()
    {
        Server.On("GET", FilePath, Replies.Redirect("/store/1"));
        Server.On("GET", "/store/1", Replies.File(Bytes, "image/png"));
        Assert.Equal(Bytes, await ReadAsync(FileAt(FileUrl.AbsoluteUri)));
        Assert.False(Server.Requests.Last().Headers.ContainsKey("Authorization"));
    }

    [Theory]
    [InlineData("http://127.0.0.2/file")]
    [InlineData("https://evil.example/file")]
    [InlineData("https://graph.facebook.com.evil.example/file")]
    [InlineData("https://nottwiliocdn.com/file")]
    [InlineData("https://user@lookaside.fbsbx.com/file")]
    [InlineData("http://lookaside.fbsbx.com/file")]
    [InlineData("file:///etc/passwd")]
    [InlineData("nonsense")]
    public async Task Media_Elsewhere_IsRefusedWithoutACall(string address)
    {
        var source = FileAt(address);
        var failure = (await Assert.ThrowsAsync<OutsideFailureException>(() => ReadAsync(source))).Failure;
        Assert.Equal((OutsideFailureKind.Unknown, RetryAdvice.Never), (failure.Kind, failure.Retry));
        Assert.DoesNotContain(Server.Requests, request => request.Path == FilePath);
    }

    [Theory]
    [InlineData("http://169.254.169.254/latest")]
    [InlineData("https://169.254.169.254/latest")]
    [InlineData("http://127.0.0.1/store/1")]
    [InlineData("https://127.0.0.1/store/1")]
    [InlineData("http://127.0.0.1:1/store/1")]
    [InlineData("http://localhost/store/1")]
    [InlineData("http://[::1]/store/1")]
    [InlineData("http://2130706433/store/1")]
    [InlineData("//evil.example/store/1")]
    public async Task Media_RedirectedElsewhere_IsRefused(string target)
    {
        Server.On("GET", FilePath, Replies.Redirect(target));
        var source = FileAt(FileUrl.AbsoluteUri);
        var failure = (await Assert.ThrowsAsync<OutsideFailureException>(() => ReadAsync(source))).Failure;
        Assert.Equal((OutsideFailureKind.Unknown, RetryAdvice.Never), (failure.Kind, failure.Retry));
        Assert.Contains("outside the provider's hosts", failure.Detail, StringComparison.Ordinal);
        Assert.Equal(FilePath, Server.Requests.Last().Path);
    }

    [Fact]
    public async Task Media_RedirectedRoundAndRound_IsRefused()
    {
        Server.On("GET", FilePath, Replies.Redirect(FilePath));
        _ = await Assert.ThrowsAsync<OutsideFailureException>(() => ReadAsync(FileAt(FileUrl.AbsoluteUri)));
    }

    [Fact]
    public async Task Media_NotThereYet_IsAskedAgainAfterOneAndThreeSeconds()
    {
        Server.On("GET", FilePath, Replies.Status(404), Replies.Status(404), Replies.File(Bytes, "image/png"));
        var reading = ReadAsync(FileAt(FileUrl.AbsoluteUri));
        foreach (var seconds in new[] { 1, 3 })
        {
            await Clock.TimerSetAsync(TimeSpan.FromSeconds(seconds));
            Clock.Advance(TimeSpan.FromSeconds(seconds));
        }
        Assert.Equal(Bytes, await reading);
    }

    [Theory]
    [InlineData(401, OutsideFailureKind.AuthFailed, RetryAdvice.Never)]
    [InlineData(410, OutsideFailureKind.Unknown, RetryAdvice.Never)]
    [InlineData(429, OutsideFailureKind.RateLimited, RetryAdvice.Safe)]
    [InlineData(503, OutsideFailureKind.Transient, RetryAdvice.Safe)]
    public async Task Media_Refused_SaysWhy(int status, OutsideFailureKind kind, RetryAdvice retry)
    {
        Server.On("GET", FilePath, Replies.Status(status));
        var failure = (await Assert.ThrowsAsync<OutsideFailureException>(() => ReadAsync(FileAt(FileUrl.AbsoluteUri)))).Failure;
        Assert.Equal((kind, retry), (failure.Kind, failure.Retry));
    }

    private protected async Task<byte[]> ReadAsync(MediaSource source)
    {
        await using var download = await Provider.OpenMediaAsync(source, Credentials, TestContext.Current.CancellationToken);
        using var bytes = new MemoryStream();
        await download.Content.CopyToAsync(bytes, TestContext.Current.CancellationToken);
        return bytes.ToArray();
    }
}
