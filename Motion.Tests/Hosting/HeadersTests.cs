using System.Net;
using Motion.Tests.Support;

namespace Motion.Tests.Hosting;

[Trait("Database", "Any")]
public sealed class HeadersTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("/sign-in")]
    [InlineData("/api/v1/anything")]
    [InlineData("/health/live")]
    public async Task Answer_OfAnyKind_CarriesTheSecurityHeaders(string path)
    {
        await using var app = await MotionApp.StartAsync();
        using var browser = app.Browser();

        using var answer = await browser.GetAsync(path, Cancel);

        var policy = Assert.Single(answer.Headers.GetValues("Content-Security-Policy"));
        var parts = policy.Split("; ");
        Assert.Contains("script-src 'self'", parts);
        Assert.Contains("frame-ancestors 'none'", parts);
        Assert.Contains("object-src 'none'", parts);
        Assert.Contains("style-src 'self' 'unsafe-inline'", parts);
        Assert.Contains($"connect-src 'self' ws://{app.Address.Authority}", parts);
        Assert.Equal("nosniff", Assert.Single(answer.Headers.GetValues("X-Content-Type-Options")));
        Assert.Equal("same-origin", Assert.Single(answer.Headers.GetValues("Referrer-Policy")));
        Assert.Contains("camera=()", Assert.Single(answer.Headers.GetValues("Permissions-Policy")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task SignInPage_AsServed_HoldsNoInlineScript()
    {
        await using var app = await MotionApp.StartAsync("Development");
        using var browser = app.Browser();

        var html = await browser.GetStringAsync("/sign-in", Cancel);

        Assert.DoesNotMatch("<script(?![^>]*\\bsrc=)", html);
        Assert.DoesNotMatch("\\son[a-z]+=\"", html);
    }

    [Theory]
    [InlineData("https://evil.example", HttpStatusCode.Forbidden)]
    [InlineData("null", HttpStatusCode.Forbidden)]
    public async Task Circuit_AskedForByAnotherSite_IsRefused(string origin, HttpStatusCode expected)
    {
        await using var app = await MotionApp.StartAsync();
        using var browser = app.Browser();
        (await browser.SignInAsync(MotionApp.AdminEmail, MotionApp.AdminPassword)).Dispose();

        Assert.Equal(expected, await NegotiateAsync(browser, origin));
    }

    [Fact]
    public async Task Circuit_AskedForByOurOwnPage_IsGranted()
    {
        await using var app = await MotionApp.StartAsync(settings: new Dictionary<string, string?> { ["Motion:PublicUrl"] = "https://care.example.com" });
        using var browser = app.Browser();
        (await browser.SignInAsync(MotionApp.AdminEmail, MotionApp.AdminPassword)).Dispose();

        Assert.Equal(HttpStatusCode.OK, await NegotiateAsync(browser, app.Address.GetLeftPart(UriPartial.Authority)));
        Assert.Equal(HttpStatusCode.OK, await NegotiateAsync(browser, "https://care.example.com"));
    }

    [Fact]
    public async Task Circuit_AskedForByNobody_LeadsToSignIn()
    {
        await using var app = await MotionApp.StartAsync();
        using var browser = app.Browser();

        Assert.NotEqual(HttpStatusCode.OK, await NegotiateAsync(browser, app.Address.GetLeftPart(UriPartial.Authority)));
    }

    [Fact]
    public async Task ForwardedHeaders_FromAnUnknownProxy_AreNotBelieved()
    {
        await using var app = await MotionApp.StartAsync();
        Assert.Contains("ws://127.0.0.1", await PolicyBehindProxyAsync(app), StringComparison.Ordinal);
    }

    [Fact]
    public async Task ForwardedHeaders_FromATrustedProxy_AreBelieved()
    {
        await using var app = await MotionApp.StartAsync(settings: new Dictionary<string, string?> { ["Motion:TrustedProxies:0"] = "127.0.0.0/8" });
        Assert.Contains("wss://care.example.com", await PolicyBehindProxyAsync(app), StringComparison.Ordinal);
    }

    private static async Task<string> PolicyBehindProxyAsync(MotionApp app)
    {
        using var browser = app.Browser();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/health/live");
        request.Headers.Add("X-Forwarded-For", "203.0.113.9");
        request.Headers.Add("X-Forwarded-Proto", "https");
        request.Headers.Add("X-Forwarded-Host", "care.example.com");
        using var answer = await browser.SendAsync(request, Cancel);
        return answer.Headers.GetValues("Content-Security-Policy").Single();
    }

    private static async Task<HttpStatusCode> NegotiateAsync(HttpClient browser, string origin)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/_blazor/negotiate?negotiateVersion=1");
        request.Headers.Add("Origin", origin);
        using var answer = await browser.SendAsync(request, Cancel);
        return answer.StatusCode;
    }
}
