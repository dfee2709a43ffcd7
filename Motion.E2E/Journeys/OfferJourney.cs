using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Microsoft.Playwright;
using Motion.E2E.Support;

namespace Motion.E2E.Journeys;

/// <summary>Two agents and an offer: both want it, one does not, one does not answer.</summary>
public sealed class OfferJourney(Chromium chromium)
{
    [Journey]
    public async Task TwoAgents_AcceptTogether_OneWinsAndTheOtherReadsWho()
    {
        await using var motion = await RunningMotion.StartAsync();
        var (one, two, phone) = await PeopleAsync(motion);
        await phone.TakePhoneAsync("Support", "Dana", "+39 333 111 0001");
        await phone.WriteAsCustomerAsync("Who is faster?");
        var offers = new[] { one.OfferOf("Dana"), two.OfferOf("Dana") };
        foreach (var offer in offers)
            await offer.WaitForAsync();

        // By the key: a click would first wait for the shaking card to stand still, and that of the slower agent may be gone by then.
        await Task.WhenAll(one.Keyboard.PressAsync("a"), two.Keyboard.PressAsync("a"));

        foreach (var offer in offers)
            await Assertions.Expect(offer).ToHaveCountAsync(0);
        await Assertions.Expect(one.GetByText("taken by Agent").Or(one.Composer()).First).ToBeVisibleAsync();
        await Assertions.Expect(two.GetByText("taken by Agent").Or(two.Composer()).First).ToBeVisibleAsync();
        var composers = await one.Composer().CountAsync() + await two.Composer().CountAsync();
        var tellings = await one.GetByText("taken by Agent").CountAsync() + await two.GetByText("taken by Agent").CountAsync();
        Assert.Equal(1, composers);
        Assert.True(tellings >= 1, "The other agent was not told who has it.");
    }

    [Journey]
    public async Task Reject_PassesOnToTheNextAgent()
    {
        await using var motion = await RunningMotion.StartAsync();
        var (one, two, phone) = await PeopleAsync(motion);
        await phone.TakePhoneAsync("Sales", "Elio", "+39 333 111 0002");
        await phone.WriteAsCustomerAsync("Anyone there?");
        await one.OfferOf("Elio").WaitForAsync();
        await Assertions.Expect(two.OfferOf("Elio")).ToHaveCountAsync(0);

        await one.Keyboard.PressAsync("r");

        await Assertions.Expect(two.OfferOf("Elio")).ToBeVisibleAsync();
        await Assertions.Expect(one.OfferOf("Elio")).ToHaveCountAsync(0);
        await two.Keyboard.PressAsync("a");
        await Assertions.Expect(two.Message("Anyone there?")).ToBeVisibleAsync();
    }

    [Journey]
    public async Task Offer_NotAnswered_GoesToTheNextAgent()
    {
        await using var motion = await RunningMotion.StartAsync();
        await SetAgentTimeoutAsync(motion, "Sales desk", seconds: 3);
        var (one, two, phone) = await PeopleAsync(motion);
        await phone.TakePhoneAsync("Sales", "Fay", "+39 333 111 0003");
        await phone.WriteAsCustomerAsync("Hello?");
        await one.OfferOf("Fay").WaitForAsync();

        await Assertions.Expect(two.OfferOf("Fay")).ToBeVisibleAsync();
        await Assertions.Expect(one.OfferOf("Fay")).ToHaveCountAsync(0);
        await Assertions.Expect(one.GetByText("Fay: time over.")).ToBeVisibleAsync();
    }

    [Journey]
    public async Task AgentOfNoAccount_AddedWhileHeLooks_HisDeskBeginsAndRings()
    {
        await using var motion = await RunningMotion.StartAsync();
        using var api = motion.Api();
        var account = (await api.GetFromJsonAsync<JsonObject>("/api/v1/whatsapp/accounts?limit=50"))!["rows"]!.AsArray().Single(row => row!["key"]!.GetValue<string>() == "SUP")!["id"];
        var agents = await api.GetFromJsonAsync<JsonObject>($"/api/v1/whatsapp/accounts/{account}/agents");
        await motion.SetUpAsync("""DELETE FROM "AccountAgents" """);
        var (agent, phone) = (await chromium.PersonAsync(motion), await chromium.PersonAsync(motion, width: 1200));
        await agent.SignInAsDemoAsync("agent-two");
        await agent.GotoAsync("/desk");
        await agent.GetByText("No account yet").WaitForAsync();

        (await api.PutAsJsonAsync($"/api/v1/whatsapp/accounts/{account}/agents", agents)).EnsureSuccessStatusCode();

        await Assertions.Expect(agent.GetByPlaceholder("Search name or text")).ToBeVisibleAsync();
        await phone.TakePhoneAsync("Support", "Gina", "+39 333 111 0004");
        await phone.WriteAsCustomerAsync("Are you new?");
        await Assertions.Expect(agent.OfferOf("Gina")).ToBeVisibleAsync();
    }

    private async Task<(IPage One, IPage Two, IPage Phone)> PeopleAsync(RunningMotion motion)
    {
        var (one, two, phone) = (await chromium.PersonAsync(motion), await chromium.PersonAsync(motion), await chromium.PersonAsync(motion, width: 1200));
        await one.SitDownAsync("agent-one");
        await two.SitDownAsync("agent-two");
        return (one, two, phone);
    }

    private static async Task SetAgentTimeoutAsync(RunningMotion motion, string name, int seconds)
    {
        using var api = motion.Api();
        var queues = await api.GetFromJsonAsync<JsonObject>("/api/v1/queues?limit=50");
        var queue = queues!["rows"]!.AsArray().Select(row => row!.AsObject()).Single(row => row["name"]!.GetValue<string>() == name);
        queue["agentTimeout"] = seconds;
        (await api.PutAsJsonAsync($"/api/v1/queues/{queue["id"]}", queue)).EnsureSuccessStatusCode();
    }
}
