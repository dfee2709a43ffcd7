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
        await FurtherAccounts.AddAsync(app, key);
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
}
