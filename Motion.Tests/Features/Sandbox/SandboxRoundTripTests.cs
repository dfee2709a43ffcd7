using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Motion.Blazor.Features.Desk.Work;
using Motion.Blazor.Realtime;
using Motion.Domain.Messaging;
using Motion.Tests.Support;

namespace Motion.Tests.Features.Sandbox;

[Trait("Database", "Any")]
public sealed class SandboxRoundTripTests
{
    private const string Customer = "12025550101";

    [Theory]
    [InlineData("SUP")]
    [InlineData("SAL")]
    [InlineData("SINCH")]
    [InlineData("KAL1")]
    [InlineData("KAL2")]
    public async Task Answer_OfAnAgent_ArrivesOnThePhoneAndItsReadTickComesBack(string key)
    {
        await using var app = await MotionApp.StartAsync("Development");
        using var browser = app.Browser();
        await using var database = await app.OpenDatabaseAsync();
        if (More.TryGetValue(key, out var added)) await AddAsync(app, key, added.Type, added.Credentials);
        var account = await database.Accounts.SingleAsync(candidate => candidate.Key == key);
        var agent = await database.AccountAgents.Where(member => member.AccountId == account.Id).Select(member => member.UserId).FirstAsync();
        // Without a plan nobody is asked, and an agent can open the interaction by hand at once.
        _ = await database.PlanRows.ExecuteDeleteAsync();
        app.Services.GetRequiredService<ConfigurationChanges>().Publish();
        using var written = await browser.PostAsJsonAsync("/sandbox/phone/messages", new { accountId = account.Id, from = Customer, text = "Hello" });
        using var readsByItself = await browser.PutAsJsonAsync("/sandbox/phone/conversations", new { accountId = account.Id, customer = Customer, autoRead = true });
        var interaction = await Eventually.IsAsync(
            () => database.Interactions.AsNoTracking().Where(row => row.AccountId == account.Id).Select(row => row.Id).FirstOrDefaultAsync(), id => id > 0);

        _ = await Eventually.IsAsync(
            () => app.Services.GetRequiredService<TakeInteraction>().HandleAsync(agent, interaction, CancellationToken.None), taken => taken.IsDone);
        var sent = await app.Services.GetRequiredService<SendMessage>()
            .HandleAsync(agent, interaction, new TextContent("Good morning"), Guid.NewGuid(), null, CancellationToken.None);

        Assert.Null(sent.Refusal);
        _ = await Eventually.IsAsync(
            () => database.Messages.AsNoTracking().Where(row => row.Id == sent.MessageId).Select(row => row.Status).SingleAsync(), DeliveryStatus.Read);
        var page = await browser.GetFromJsonAsync<JsonElement>($"/sandbox/phone/conversations?accountId={account.Id}&customer={Customer}");
        var last = page.GetProperty("rows")[0].GetProperty("messages").EnumerateArray().Last();
        Assert.Equal(("out", "Good morning", "read"), (last.GetProperty("direction").GetString(), last.GetProperty("body").GetString(), last.GetProperty("status").GetString()));
    }

    /// <summary>Of the providers that the demo has no account of.</summary>
    private static readonly Dictionary<string, (string Type, object Credentials)> More = new()
    {
        ["SINCH"] = ("SINCH_V2", new
        {
            baseUrl = "https://eu.conversation.api.sinch.com",
            projectId = "p-1",
            appId = "01APP",
            keyId = "k",
            keySecret = "s",
            webhookSecret = "hook",
        }),
        ["KAL1"] = ("KALEYRA", new { baseUrl = "https://api.eu.kaleyra.io", businessAccountId = "1", accountSid = "SID1", apiKey = "k", callbackSecret = "hook" }),
        ["KAL2"] = ("KALEYRA", new { baseUrl = "https://api.eu.kaleyra.io", businessAccountId = "1", accountSid = "SID2", apiKey = "k", apiGeneration = "V2" }),
    };

    private static async Task AddAsync(MotionApp app, string key, string type, object credentials)
    {
        using var api = app.Api();
        var account = await api.PostJsonAsync("/api/v1/whatsapp/accounts", new { name = key, key, type, phone = "+15557654399", credentials });
        await using var database = await app.OpenDatabaseAsync();
        var agent = await database.AccountAgents.Select(member => member.UserId).FirstAsync();
        _ = await api.PutJsonAsync($"/api/v1/whatsapp/accounts/{account.Id}/agents", new { ids = new[] { agent } });
    }
}
