using System.Text;
using Motion.Domain.Messaging;
using Motion.Providers;

namespace Motion.Tests.Providers;

public abstract partial class ProviderContract
{
    [Fact]
    public void Verify_Signed_IsAccepted() => Assert.IsType<WebhookVerdict.Accepted>(Provider.Verify(SignedRequest(), Credentials));

    [Fact]
    public void Verify_BodyChanged_IsRefused()
    {
        if (!SignsBodies) Assert.Skip("This provider signs nothing.");
        var signed = SignedRequest();
        var changed = signed.Body.ToArray();
        changed[^1] ^= 1;
        Assert.Equal(401, Assert.IsType<WebhookVerdict.Refused>(Provider.Verify(signed with { Body = changed }, Credentials)).StatusCode);
    }

    [Fact]
    public void Verify_Unsigned_IsRefused()
    {
        var verdict = Provider.Verify(SignedRequest() with { Header = _ => null }, Credentials);
        Assert.Equal(401, Assert.IsType<WebhookVerdict.Refused>(verdict).StatusCode);
    }

    [Fact]
    public void Verify_OtherMethod_IsRefused() =>
        Assert.Equal(405, Assert.IsType<WebhookVerdict.Refused>(Provider.Verify(SignedRequest() with { Method = "PUT" }, Credentials)).StatusCode);

    [Fact]
    public void Parse_Text_SaysWhoAndWhat()
    {
        var payload = InboundText("id-1", Words);
        var parsed = Provider.Parse(payload, Credentials);
        Assert.Empty(parsed.DeadParts);
        var message = Assert.IsType<MessageReceived>(Assert.Single(parsed.Events));
        Assert.Equal((IdOf("id-1", payload), new TextContent(Words), Customer), (message.ProviderMessageId, message.Content, message.From.Primary));
    }

    [Fact]
    public void Parse_StatusWithOurId_EchoesIt()
    {
        var status = Assert.IsType<StatusReported>(Assert.Single(Provider.Parse(StatusOf(42, "id-2"), Credentials).Events));
        Assert.Equal((42L, "id-2", DeliveryStatus.Delivered), (status.OurMessageId, status.ProviderMessageId, status.Status));
        Assert.Equal(Customer, status.Recipient);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("%%%=&&=\0")]
    public void Parse_Nonsense_IsOneDeadPartWithTheText(string body)
    {
        var parsed = Provider.Parse(Payload(body), Credentials);
        Assert.Empty(parsed.Events);
        var dead = Assert.Single(parsed.DeadParts);
        Assert.Equal(body.Replace("\0", ""), dead.Fragment);
        Assert.NotEmpty(dead.Reason);
    }

    [Fact]
    public void Parse_DamagedAnywhere_NeverThrows()
    {
        var whole = InboundText("id-1", Words).Body.ToArray();
        var chance = new Random(20261122);
        for (var round = 0; round < 5000; round++)
        {
            var damaged = whole.ToArray();
            for (var hits = chance.Next(1, 6); hits > 0; hits--) damaged[chance.Next(damaged.Length)] = (byte)chance.Next(256);
            var parsed = Provider.Parse(new WebhookPayload(null, "", damaged.AsMemory(0, chance.Next(damaged.Length + 1)), Now), Credentials);
            Assert.NotNull(parsed);
        }
    }

    [Fact]
    public void Parse_ZeroCharacters_AreDropped()
    {
        var parsed = Provider.Parse(InboundText("id-1", "a\0b"), Credentials);
        Assert.Equal(new TextContent("ab"), Assert.IsType<MessageReceived>(Assert.Single(parsed.Events)).Content);
    }

    private protected static byte[] Utf8(string text) => Encoding.UTF8.GetBytes(text);
}
