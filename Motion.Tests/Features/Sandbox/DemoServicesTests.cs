using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Motion.Blazor.Features.Desk.Translation;
using Motion.Blazor.Features.Desk.Video;
using Motion.Blazor.Features.Desk.Work;
using Motion.Blazor.Realtime;
using Motion.Tests.Support;

namespace Motion.Tests.Features.Sandbox;

/// <summary>A newcomer tries translation and a video call without an account anywhere.</summary>
[Trait("Database", "Any")]
public sealed class DemoServicesTests
{
    private const string Customer = "12025550101";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("SUP")]
    [InlineData("SAL")]
    public async Task DemoAccount_TranslatesAndCalls_WithTheSandboxAsService(string key)
    {
        await using var app = await MotionApp.StartAsync("Development");
        using var browser = app.Browser();
        await using var database = await app.OpenDatabaseAsync();
        var account = await database.Accounts.SingleAsync(candidate => candidate.Key == key, Cancellation);
        var agent = await database.AccountAgents.Where(member => member.AccountId == account.Id).Select(member => member.UserId).FirstAsync(Cancellation);
        _ = await database.PlanRows.ExecuteDeleteAsync(Cancellation);
        app.Services.GetRequiredService<ConfigurationChanges>().Publish();
        using var written = await browser.PostAsJsonAsync("/sandbox/phone/messages", new { accountId = account.Id, from = Customer, text = "Ciao, vorrei sapere quando arriva" }, Cancellation);
        var message = await Eventually.IsAsync(
            () => database.Messages.AsNoTracking().Where(row => row.AccountId == account.Id).FirstOrDefaultAsync(Cancellation), found => found is not null);

        var translated = await app.Services.GetRequiredService<TranslateMessage>().HandleAsync(agent, message!.Id, "en", Cancellation);
        _ = await Eventually.IsAsync(
            () => app.Services.GetRequiredService<TakeInteraction>().HandleAsync(agent, message.InteractionId, Cancellation), taken => taken.IsDone);
        var call = await app.Services.GetRequiredService<StartVideoCall>().HandleAsync(agent, message.InteractionId, Guid.NewGuid(), Cancellation);

        Assert.Equal(("[en] Ciao, vorrei sapere quando arriva", "it"), (translated.Result?.Text, translated.Result?.SourceLanguage));
        Assert.True(call.IsDone, call.ToString());
        Assert.StartsWith($"{app.Address}sandbox/vidaoo/rooms/", call.AgentUrl, StringComparison.Ordinal);
        var last = await Eventually.IsAsync(() => LastOnThePhoneAsync(browser, account.Id), text => text?.Contains("/sandbox/vidaoo/rooms/", StringComparison.Ordinal) == true);
        Assert.Contains("guest", await browser.GetStringAsync(last!.Split(' ')[^1], Cancellation), StringComparison.Ordinal);
        Assert.Contains("moderator", await browser.GetStringAsync(call.AgentUrl, Cancellation), StringComparison.Ordinal);
    }

    private static async Task<string?> LastOnThePhoneAsync(HttpClient browser, int accountId)
    {
        var page = await browser.GetFromJsonAsync<JsonElement>($"/sandbox/phone/conversations?accountId={accountId}&customer={Customer}", Cancellation);
        return page.GetProperty("rows")[0].GetProperty("messages").EnumerateArray().Last().GetProperty("body").GetString();
    }
}
