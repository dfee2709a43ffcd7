using System.Net;
using Microsoft.Playwright;
using Motion.E2E.Support;

namespace Motion.E2E.Journeys;

/// <summary>What a provider sent and Motion could not use, in the hands of an administrator.</summary>
public sealed class WebhooksJourney(Chromium chromium)
{
    private const string AppSecret = "journal-app-secret";

    [Journey]
    public async Task Webhooks_RefusedAndNotUnderstood_AreFoundReadAndReplayed()
    {
        await using var motion = await RunningMotion.StartAsync();
        var receive = await motion.AddMetaAccountAsync("Journal", "JOU", AppSecret);
        using var provider = new HttpClient();
        // Text a customer could have chosen: it is shown, not run.
        const string half = """{"object":"whatsapp_business_account","entry":[{"id":"<img src=x onerror=alert(1)>""";
        Assert.Equal(HttpStatusCode.OK, await PostAsync(half, AppSecret));
        Assert.Equal(HttpStatusCode.Unauthorized, await PostAsync(half, "another secret"));
        Assert.Equal(HttpStatusCode.Unauthorized, await PostAsync(half, "another secret"));
        await motion.UntilAsync("""SELECT COUNT(*) FROM "DeadLetters" """);

        var admin = await chromium.AdministratorAsync(motion, "/webhooks");
        await admin.Locator("[data-filter=account]").SelectOptionAsync(new SelectOptionValue { Label = "Journal" });
        await Assertions.Expect(admin.Locator("tr[data-payload]")).ToContainTextAsync("Not all understood");

        await admin.GetByRole(AriaRole.Link, new() { Name = "Refused", Exact = true }).ClickAsync();
        var refused = admin.Locator("table tbody tr").Filter(new() { HasText = "Journal" });
        await Assertions.Expect(refused.First).ToContainTextAsync("401");

        await admin.GetByRole(AriaRole.Link, new() { Name = "Dead letters", Exact = true }).ClickAsync();
        await admin.Locator("[data-dead-letter] summary").ClickAsync();
        await Assertions.Expect(admin.Locator("[data-dead-letter] pre")).ToHaveTextAsync(half);
        await admin.GetByLabel("Choose all on this page").CheckAsync();
        await admin.Locator("[data-action=replay-chosen]").ClickAsync();
        await Assertions.Expect(admin.Locator("[data-replay-result]")).ToContainTextAsync("1 still not understood: they are new dead letters.");
        await Assertions.Expect(admin.Locator("[data-dead-letter]")).ToHaveCountAsync(2);
        await Assertions.Expect(admin.Locator("[data-dead-letter]").Filter(new() { HasText = "Replayed" })).ToHaveCountAsync(1);
        await admin.Locator("[data-filter=state]").SelectOptionAsync(new SelectOptionValue { Label = "Not replayed" });
        await Assertions.Expect(admin.Locator("[data-dead-letter]")).ToHaveCountAsync(1);

        async Task<HttpStatusCode> PostAsync(string payload, string secret)
        {
            using var request = House.Signed(receive, payload, secret);
            using var answer = await provider.SendAsync(request, TestContext.Current.CancellationToken);
            return answer.StatusCode;
        }
    }
}
