using Motion.Blazor.Pipeline;
using Motion.Tests.Support;

namespace Motion.Tests.Pipeline;

/// <summary>What the customer sees of the agent before he answers: read, and "typing…" (providers.md 8.5: never tried again).</summary>
[Trait("Database", "Any")]
public sealed class CourtesyTests
{
    [Theory]
    [InlineData("ReadReceipt", false)]
    [InlineData("Typing", true)]
    public async Task Courtesy_AtMeta_NamesTheCustomersLastMessage(string what, bool isTyping)
    {
        await using var world = await PipelineWorld.StartAsync();
        var id = await world.ConversationAsync();
        await world.PostAsync(world.Payload().Text("393331112222", "wamid.last", "Hello?"));
        await world.AllDoneAsync();

        world.Use<CourtesySignal>().Ask(id, Enum.Parse<Courtesy>(what));

        await Eventually.IsAsync(() => Task.FromResult(world.Sends.Count()), 1);
        var body = world.Sends.Single().Text;
        Assert.Contains("\"message_id\":\"wamid.last\"", body, StringComparison.Ordinal);
        Assert.Contains("\"status\":\"read\"", body, StringComparison.Ordinal);
        Assert.Equal(isTyping, body.Contains("typing_indicator", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Courtesy_Refused_IsNotTriedAgainAndTheNextOneIsStillDone()
    {
        await using var world = await PipelineWorld.StartAsync();
        var id = await world.ConversationAsync();
        world.AnswersSendsWith(Replies.Status(500), Replies.Json(200, """{"success":true}"""));
        var courtesies = world.Use<CourtesySignal>();

        courtesies.Ask(id, Courtesy.ReadReceipt);
        await Eventually.IsAsync(() => Task.FromResult(world.Sends.Count()), 1);
        courtesies.Ask(id, Courtesy.Typing);

        await Eventually.IsAsync(() => Task.FromResult(world.Sends.Count()), 2);
        Assert.DoesNotContain("typing_indicator", world.Sends.First().Text, StringComparison.Ordinal);
        Assert.Contains("typing_indicator", world.Sends.Last().Text, StringComparison.Ordinal);
        Assert.DoesNotContain(world.App.Log, line => line.StartsWith("Warning", StringComparison.Ordinal) && line.Contains("was not shown", StringComparison.Ordinal));
    }
}
