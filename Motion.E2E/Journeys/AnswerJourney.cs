using Microsoft.Playwright;
using Motion.E2E.Support;

namespace Motion.E2E.Journeys;

/// <summary>The main job: a customer writes, an agent is rung, accepts and answers, the customer reads it.</summary>
public sealed class AnswerJourney(Chromium chromium)
{
    [JourneyTheory]
    [InlineData("Support")]
    [InlineData("Sales")]
    public async Task Customer_Writes_AgentAnswers_TicksGoToRead(string account)
    {
        await using var motion = await RunningMotion.StartAsync();
        var agent = await chromium.PersonAsync(motion);
        var phone = await chromium.PersonAsync(motion, width: 1200);
        await agent.SitDownAsync("agent-one");
        await phone.TakePhoneAsync(account, "Carla <b>Rossi</b>", "+39 333 111 2222");

        await phone.WriteAsCustomerAsync("Good morning, is the shop open?");

        var offer = agent.OfferOf("Carla <b>Rossi</b>");
        await Assertions.Expect(offer).ToContainTextAsync($"Account: {account}");
        await Assertions.Expect(offer).ToContainTextAsync("393331112222");
        await Assertions.Expect(agent).ToHaveTitleAsync(new System.Text.RegularExpressions.Regex(@"^\(1\)"));
        await offer.GetByRole(AriaRole.Button, new() { NameRegex = new("^Accept") }).ClickAsync();

        await Assertions.Expect(agent.Message("is the shop open?")).ToBeVisibleAsync();
        await agent.Composer().FillAsync("Yes, until *six*.");
        await agent.Composer().PressAsync("Enter");

        await Assertions.Expect(phone.GetByRole(AriaRole.Log)).ToContainTextAsync("until");
        await Assertions.Expect(agent.Message("until").GetByRole(AriaRole.Img, new() { Name = "Read" })).ToBeVisibleAsync();
        await Assertions.Expect(agent.Composer()).ToHaveValueAsync("");

        // And back: the open conversation takes the next message without ringing.
        await phone.WriteAsCustomerAsync("Thank you!");
        await Assertions.Expect(agent.Message("Thank you!")).ToBeVisibleAsync();
        await Assertions.Expect(agent.OfferOf("Carla <b>Rossi</b>")).ToHaveCountAsync(0);

        await agent.GetByRole(AriaRole.Button, new() { Name = "Close", Exact = true }).First.ClickAsync();
        await agent.GetByRole(AriaRole.Button, new() { Name = "Close the conversation", Exact = true }).ClickAsync();
        await Assertions.Expect(agent.Composer()).ToHaveCountAsync(0);
    }
}
