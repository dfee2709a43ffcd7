using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Motion.Providers;
using Motion.Tests.Support;

namespace Motion.Tests.Features.Sandbox;

[Trait("Database", "Any")]
public sealed class SandboxHostingTests
{
    [Fact]
    public async Task PhonePage_SandboxOn_OpensWithACircuitForNobodyInParticular()
    {
        await using var app = await MotionApp.StartAsync("Development");
        using var browser = app.Browser();

        using var page = await browser.GetAsync("/sandbox/phone");
        using var circuit = await browser.PostAsync("/_blazor/negotiate?negotiateVersion=1", null);
        using var desk = await browser.GetAsync("/desk");

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK), (page.StatusCode, circuit.StatusCode));
        Assert.NotEqual(HttpStatusCode.OK, desk.StatusCode);
    }

    [Theory]
    [InlineData("/sandbox/phone")]
    [InlineData("/sandbox/accounts")]
    [InlineData("/sandbox/faults?accountId=1")]
    [InlineData("/sandbox/meta/v26.0/1")]
    public async Task Anything_SandboxOff_IsNotThere(string address)
    {
        await using var app = await MotionApp.StartAsync();
        using var browser = app.Browser();

        using var response = await browser.GetAsync(address);

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
    }

    [Fact]
    public async Task Circuit_SandboxOff_IsForPeopleOnly()
    {
        await using var app = await MotionApp.StartAsync();
        using var browser = app.Browser();

        using var circuit = await browser.PostAsync("/_blazor/negotiate?negotiateVersion=1", null);

        Assert.NotEqual(HttpStatusCode.OK, circuit.StatusCode);
    }

    [Theory]
    [InlineData("SUP")]
    [InlineData("SAL")]
    public async Task Customer_WritesOnThePhone_MotionTakesTheSignedWebhook(string key)
    {
        await using var app = await MotionApp.StartAsync("Development");
        using var browser = app.Browser();
        var accounts = await browser.GetFromJsonAsync<JsonElement>("/sandbox/accounts");
        var accountId = accounts.GetProperty("rows").EnumerateArray().Single(row => row.GetProperty("key").GetString() == key).GetProperty("id").GetInt32();

        using var written = await browser.PostAsJsonAsync("/sandbox/phone/messages", new { accountId, from = "+12025550101", name = "Customer 1", text = "Hello" });

        Assert.Equal(HttpStatusCode.Created, written.StatusCode);
        Assert.Equal("delivered", await SettledAsync(browser, accountId));
        var webhooks = await browser.GetFromJsonAsync<JsonElement>($"/sandbox/webhooks?accountId={accountId}");
        Assert.Equal((1, 0), (webhooks.GetProperty("taken").GetInt32(), webhooks.GetProperty("failures").GetArrayLength()));
    }

    [Fact]
    public async Task ProviderAddresses_SandboxOn_AreOurOwnUnlessConfigured()
    {
        await using var app = await MotionApp.StartAsync(
            "Development", new Dictionary<string, string?>(StringComparer.Ordinal) { ["Providers:Twilio:BaseUrl"] = "http://127.0.0.1:9/elsewhere" });

        var endpoints = app.Services.GetRequiredService<IProviderEndpoints>();

        Assert.Equal(new Uri(app.Address, "/sandbox/meta/v26.0"), endpoints.For(ProviderHost.MetaGraph));
        Assert.Equal(new Uri("http://127.0.0.1:9/elsewhere"), endpoints.For(ProviderHost.TwilioApi));
        Assert.Equal(new Uri(app.Address, "/sandbox/aws-translate"), endpoints.For(ProviderHost.AwsTranslate, "https://translate.eu-south-1.amazonaws.com"));
    }

    private static async Task<string?> SettledAsync(HttpClient browser, int accountId)
    {
        long version = 0;
        while (true)
        {
            var page = await browser.GetFromJsonAsync<JsonElement>(
                $"/sandbox/phone/conversations?accountId={accountId}&customer=12025550101&after={version}&wait=20");
            Assert.True(page.GetProperty("version").GetInt64() > version);
            version = page.GetProperty("version").GetInt64();
            var status = page.GetProperty("rows")[0].GetProperty("messages")[0].GetProperty("status").GetString();
            if (status != "queued") return status;
        }
    }
}
