using System.Text;
using System.Text.RegularExpressions;
using Motion.Domain.Messaging;
using Motion.Providers.SinchV2;

namespace Motion.Tests.Providers.SinchV2;

public sealed class SinchPayloadsTests
{
    private const string Files = "https://media.eu.sinch.com/files/";
    private static readonly CustomerIdentity Phone = new(IdentityKind.Phone, "15551230000");

    private static readonly Dictionary<string, MessageContent> Expected = new()
    {
        ["text"] = new TextContent("Ciao & \"grazie\" + € 😀"),
        ["text-plus-identity"] = new TextContent("Ciao"),
        ["text-reply"] = new TextContent("Yes"),
        ["text-reply-other-shape"] = new TextContent("Yes"),
        ["image"] = new MediaContent(MessageKind.Image, null, null, null, new(null, Files + "a.jpg?sig=1", null)),
        ["image-caption"] = new MediaContent(MessageKind.Image, null, "Me", null, new(null, Files + "a.png", null)),
        ["video"] = new MediaContent(MessageKind.Video, null, null, null, new(null, Files + "a.mp4", null)),
        ["audio"] = new MediaContent(MessageKind.Audio, null, null, null, new(null, Files + "a.ogg", null)),
        ["sticker"] = new MediaContent(MessageKind.Sticker, null, null, null, new(null, Files + "a.webp", null)),
        ["document"] = new MediaContent(MessageKind.Document, null, null, "bill.pdf", new(null, Files + "0af3", null)),
        ["file-without-ending"] = new MediaContent(MessageKind.Document, null, null, null, new(null, Files + "0af3", null)),
        ["location"] = new LocationContent(45.4642, 9.19, "Duomo", "Milano"),
        ["choice"] = new ButtonReplyContent("STOP", "STOP"),
        ["order"] = new OrderContent("C1", "Please", [new OrderItem("SKU1", 2, 9.5m, "EUR")]),
        ["flow-reply"] = new FlowReplyContent("flow", "Sent", """{"a":1}"""),
        ["fallback"] = new UnsupportedContent(null, "Not supported"),
        ["type-of-tomorrow"] = new UnsupportedContent("hologram_message", null),
        ["reaction"] = new ReactionContent("01OUT", "👍"),
        ["reaction-removed"] = new ReactionContent("01OUT", null),
    };

    public static TheoryData<string> Kinds => [.. Expected.Keys];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Content_OfEachKind_IsRead(string file)
    {
        var message = Single(file);
        PayloadFile.AssertSame(Expected[file], message.Content);
        Assert.Equal(file.StartsWith("reaction", StringComparison.Ordinal) ? "01EVT" : "01MSG", message.ProviderMessageId);
        Assert.Equal([Phone], message.From.Identities);
        Assert.Null(message.From.ProfileName);
        Assert.Equal(new DateTimeOffset(2026, 11, 22, 10, 0, 0, TimeSpan.Zero), message.SentAt);
    }

    [Theory]
    [InlineData("text", null)]
    [InlineData("text-reply", "01OUT")]
    [InlineData("text-reply-other-shape", "01OUT")]
    [InlineData("choice", "01OUT")]
    public void Quoted_InEachShape_IsNamed(string file, string? quoted) => Assert.Equal(quoted, Single(file).ReplyToProviderMessageId);

    [Fact]
    public void Sender_WithoutAPhone_IsKnownByHisUserId() =>
        Assert.Equal([new(IdentityKind.UserId, "US.13491208655302741918")], Single("text-user-id").From.Identities);

    [Theory]
    [InlineData("QUEUED_ON_CHANNEL", DeliveryStatus.Sent)]
    [InlineData("DELIVERED", DeliveryStatus.Delivered)]
    [InlineData("READ", DeliveryStatus.Read)]
    [InlineData("FAILED", DeliveryStatus.Failed)]
    public void Report_OfEachName_IsMapped(string name, DeliveryStatus expected)
    {
        var status = Report(Text("status-unknown").Replace("TELEPORTED", name, StringComparison.Ordinal));
        Assert.Equal(("01OUT", expected, 42L, Phone), (status.ProviderMessageId, status.Status, status.OurMessageId, status.Recipient));
        Assert.Equal(expected == DeliveryStatus.Failed, status.Failure is not null);
        Assert.Equal(new DateTimeOffset(2026, 11, 22, 10, 0, 0, TimeSpan.Zero), status.At!.Value.AddTicks(-(status.At.Value.Ticks % TimeSpan.TicksPerSecond)));
    }

    [Fact]
    public void Report_WhileAnotherChannelIsTried_SaysNothing()
    {
        var parsed = Parse(Text("status-unknown").Replace("TELEPORTED", "SWITCHING_CHANNEL", StringComparison.Ordinal));
        Assert.Empty(parsed.Events);
        Assert.Empty(parsed.DeadParts);
    }

    [Fact]
    public void Report_Failed_SaysWhyInMetasTermsFirst()
    {
        Assert.Equal(
            new OutsideFailure(OutsideFailureKind.OutsideWindow, RetryAdvice.Never, "131047", "Too late"), Report(Text("status-failed-window")).Failure);
        var pair = Report(Text("status-failed-channel-code")).Failure!;
        Assert.Equal((OutsideFailureKind.RateLimited, RetryAdvice.SafeForThisCustomerLater, "131056"), (pair.Kind, pair.Retry, pair.Code));
    }

    [Theory]
    [InlineData("status-inner-metadata", 42L)]
    [InlineData("status-foreign-metadata", null)]
    public void Report_WithMetadata_EchoesOurIdOrNone(string file, long? ours) => Assert.Equal(ours, Report(Text(file)).OurMessageId);

    [Theory]
    [InlineData("other-app", "02APP")]
    [InlineData("other-channel", "SMS")]
    [InlineData("nobody", "who sent it")]
    [InlineData("unsupported", "does not know itself")]
    [InlineData("event-of-tomorrow", "nothing that is known")]
    [InlineData("notice-of-tomorrow", "nothing that is known")]
    [InlineData("status-unknown", "TELEPORTED")]
    [InlineData("status-nameless", "does not name its message")]
    public void Callback_NotForUsOrNotUnderstood_IsADeadPart(string file, string reason)
    {
        var parsed = Parse(Text(file));
        Assert.Empty(parsed.Events);
        Assert.Contains(reason, Assert.Single(parsed.DeadParts).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Typing_IsOfNoInterest()
    {
        var parsed = Parse(Text("typing"));
        Assert.Empty(parsed.Events);
        Assert.Empty(parsed.DeadParts);
    }

    [Fact]
    public void Damaged_EveryFile_NeverThrows()
    {
        var chance = new Random(3);
        var spoilers = (byte[])[.. "\\ud8{}[]\",:0\0"u8, 0xff];
        foreach (var file in Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "Providers", "Payloads", "sinch")))
        {
            var whole = File.ReadAllBytes(file);
            for (var round = 0; round < 300; round++)
            {
                var damaged = whole.ToArray();
                for (var hits = chance.Next(1, 4); hits > 0; hits--) damaged[chance.Next(damaged.Length)] = spoilers[chance.Next(spoilers.Length)];
                Assert.NotNull(SinchPayloads.Parse(damaged, "01APP"));
            }
        }
    }

    /// <summary>What Sinch's own samples lead to; everything else in the folder is a notice of no interest.</summary>
    private static readonly Dictionary<string, string> Samples = new()
    {
        ["MessageInboundEventDto"] = "text This is a text message. to message id value",
        ["InboundContactMessageEventDto"] = "reaction 🔥 Java SDK on message id value",
        ["MessageDeliveryReceiptEventDto"] = "Delivered message id",
        ["UnsupportedCallbackEventDto"] = "dead",
    };

    [Fact]
    public void SharedFixtures_Everyone_LeadsToItsEvent()
    {
        var folder = PayloadFile.SharedFolder("sinch");
        if (folder is null) Assert.Skip("../shared/fixtures/sinch is not there; it is no part of the repository.");
        foreach (var path in Directory.GetFiles(folder, "*.json"))
        {
            var name = Regex.Match(Path.GetFileName(path), "-(?<name>.*)\\.json").Groups["name"].Value;
            // The samples are of another channel and of nobody in particular.
            var text = File.ReadAllText(path).Replace("\"MESSENGER\"", "\"WHATSAPP\"", StringComparison.Ordinal)
                .Replace("\"an identity\"", "\"15551230000\"", StringComparison.Ordinal);
            var parsed = SinchPayloads.Parse(Encoding.UTF8.GetBytes(text), "app id value");
            Assert.Equal(
                (name, Samples.GetValueOrDefault(name, "nothing")),
                (name, parsed.DeadParts.Count > 0 ? "dead" : parsed.Events.Count == 0 ? "nothing" : Words(Assert.Single(parsed.Events))));
        }
    }

    private static string Words(InboundEvent happened) => happened switch
    {
        MessageReceived { Content: TextContent text } message => $"text {text.Body} to {message.ReplyToProviderMessageId}",
        MessageReceived { Content: ReactionContent reaction } => $"reaction {reaction.Emoji} on {reaction.TargetProviderMessageId}",
        StatusReported status => $"{status.Status} {status.ProviderMessageId}",
        _ => happened.ToString(),
    };

    private static MessageReceived Single(string file)
    {
        var parsed = Parse(Text(file));
        Assert.Empty(parsed.DeadParts);
        return Assert.IsType<MessageReceived>(Assert.Single(parsed.Events));
    }

    private static StatusReported Report(string text) => Assert.IsType<StatusReported>(Assert.Single(Parse(text).Events));

    private static ParsedPayload Parse(string text) => SinchPayloads.Parse(Encoding.UTF8.GetBytes(text), "01APP");

    private static string Text(string file) => Encoding.UTF8.GetString(PayloadFile.Read("sinch", file + ".json").Body.Span);
}
