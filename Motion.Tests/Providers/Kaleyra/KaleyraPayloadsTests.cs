using System.Text;
using Motion.Domain.Messaging;
using Motion.Providers;
using Motion.Providers.Kaleyra;

namespace Motion.Tests.Providers.Kaleyra;

public sealed class KaleyraPayloadsTests
{
    private const string Files = "https://files.s3.amazonaws.com/";
    private static readonly CustomerIdentity Phone = new(IdentityKind.Phone, "14155550100");
    private static readonly DateTimeOffset At = DateTimeOffset.FromUnixTimeSeconds(1603914166);
    private static readonly LocationContent Duomo = new(45.4642, 9.19, "Duomo");

    private static readonly Dictionary<string, MessageContent> Expected = new()
    {
        ["text.query.txt"] = new TextContent("Ciao & \"grazie\" + € 😀"),
        ["text-reply.query.txt"] = new TextContent("Yes"),
        ["image.query.txt"] = new MediaContent(MessageKind.Image, "image/jpeg", "Me", null, new(null, Files + "a.jpg?sig=1", null)),
        ["voice.query.txt"] = new MediaContent(MessageKind.Audio, "audio/ogg", null, null, new(null, Files + "a.ogg", null), IsVoice: true),
        ["location.query.txt"] = Duomo,
        ["contacts.query.txt"] = new ContactsContent([new ContactCard("Bob", ["+1 555"], [])]),
        ["type-of-tomorrow.query.txt"] = new UnsupportedContent("hologram", null),
        ["type-of-tomorrow-with-words.query.txt"] = new TextContent("Look up"),
        ["post-text.json"] = new TextContent("Ciao è"),
        ["post-video.json"] = new MediaContent(MessageKind.Video, "video/mp4", "See", null, new(null, Files + "a.mp4", null)),
        ["post-document.json"] = new MediaContent(MessageKind.Document, "application/pdf", null, null, new(null, Files + "a.pdf", null)),
        ["post-placeholders-left.json"] = new TextContent("Ciao"),
        ["post-location-unquoted.json"] = Duomo,
    };

    public static TheoryData<string> Kinds => [.. Expected.Keys];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Content_OfEachKind_IsRead(string file)
    {
        var message = Single(file);
        PayloadFile.AssertSame(Expected[file], message.Content);
        Assert.Equal((Phone, "Ann", At), (message.From.Primary, message.From.ProfileName, message.SentAt));
        Assert.Equal(file.StartsWith("text-reply", StringComparison.Ordinal) ? "58f86fab:0" : null, message.ReplyToProviderMessageId);
        Assert.StartsWith("sha256:", message.ProviderMessageId, StringComparison.Ordinal);
    }

    [Fact]
    public void Id_OfTheSameMessage_IsTheSameByEitherRoad()
    {
        var byGet = KaleyraPayloads.Parse(Query("?from=1&type=text&body=Ciao&created_at=5&wanumber=2&name=Ann"));
        var byPost = KaleyraPayloads.Parse(Body("""{"wanumber":"2","created_at":"5","body":"Ciao","type":"text","from":"1","media_url":""}"""));
        Assert.Equal(IdOf(byGet), IdOf(byPost));
        // Worked out once with another program.
        Assert.Equal("sha256:f04a4362c26a21fbd8811857923ace6bc8c90fd96d17b16095383ca63ff50764", IdOf(byGet));
    }

    [Theory]
    [InlineData("?from=1&type=text&body=Ciao&created_at=5&wanumber=2")]
    [InlineData("?from=1&type=text&body=Ciao&created_at=6&wanumber=2")]
    [InlineData("?from=3&type=text&body=Ciao&created_at=5&wanumber=2")]
    [InlineData("?from=1&type=text&body=Ciao&created_at=5&wanumber=3")]
    [InlineData("?from=1&type=text&body=Ciao!&created_at=5&wanumber=2")]
    [InlineData("?from=1&type=image&body=Ciao&created_at=5&wanumber=2")]
    [InlineData("?from=1&type=text&body=Ciao&created_at=5&wanumber=2&media_url=https%3A%2F%2Fa.kaleyra.io%2F1")]
    public void Id_OfAnotherMessage_Differs(string query)
    {
        var all = new[]
        {
            "?from=1&type=text&body=Ciao&created_at=5&wanumber=2", "?from=1&type=text&body=Ciao&created_at=6&wanumber=2",
            "?from=3&type=text&body=Ciao&created_at=5&wanumber=2", "?from=1&type=text&body=Ciao&created_at=5&wanumber=3",
            "?from=1&type=text&body=Ciao!&created_at=5&wanumber=2", "?from=1&type=image&body=Ciao&created_at=5&wanumber=2",
            "?from=1&type=text&body=Ciao&created_at=5&wanumber=2&media_url=https%3A%2F%2Fa.kaleyra.io%2F1",
        };
        Assert.Equal(1, all.Count(other => IdOf(KaleyraPayloads.Parse(Query(other))) == IdOf(KaleyraPayloads.Parse(Query(query)))));
    }

    [Theory]
    [InlineData("sent", DeliveryStatus.Sent)]
    [InlineData("delivered", DeliveryStatus.Delivered)]
    [InlineData("read", DeliveryStatus.Read)]
    [InlineData("Read", DeliveryStatus.Read)]
    [InlineData("failed", DeliveryStatus.Failed)]
    [InlineData("not-sent", DeliveryStatus.Failed)]
    [InlineData("0", DeliveryStatus.Failed)]
    public void Status_OfEachName_IsMapped(string name, DeliveryStatus expected)
    {
        var status = Status(Query($"?id=58f86fab%3A0&status={name}&ref=42&mobile=14155550100&timestamp=1603914166"));
        Assert.Equal(("58f86fab:0", expected, 42L, Phone, At), (status.ProviderMessageId, status.Status, status.OurMessageId, status.Recipient, status.At));
        Assert.Equal(expected == DeliveryStatus.Failed, status.Failure is not null);
    }

    [Fact]
    public void Status_AsJson_IsTheSame()
    {
        var status = Status(Body("""{"id":"58f86fab:0","status":"delivered","ref":"42","mobile":"+14155550100","timestamp":"1603914166","error":"","error_code":""}"""));
        Assert.Equal(("58f86fab:0", DeliveryStatus.Delivered, 42L, Phone), (status.ProviderMessageId, status.Status, status.OurMessageId, status.Recipient));
    }

    [Fact]
    public void Status_Failed_SaysWhy() => Assert.Equal(
        new OutsideFailure(OutsideFailureKind.OutsideWindow, RetryAdvice.Never, "131047", "Too late"), Status(Payload("status-failed.query.txt")).Failure);

    [Fact]
    public void MetasOwnBody_IsReadByMetasRules()
    {
        var parsed = KaleyraPayloads.Parse(Payload("meta-shaped.json"));
        Assert.Empty(parsed.DeadParts);
        var message = Assert.IsType<MessageReceived>(parsed.Events[0]);
        Assert.Equal(("wamid.A", "Ann", Phone), (message.ProviderMessageId, message.From.ProfileName, message.From.Primary));
        var status = Assert.IsType<StatusReported>(parsed.Events[1]);
        Assert.Equal(("wamid.OUT", DeliveryStatus.Read, 42L), (status.ProviderMessageId, status.Status, status.OurMessageId));
    }

    [Theory]
    [InlineData("nobody.query.txt", "who sent")]
    [InlineData("location-broken.query.txt", "location is not valid JSON")]
    [InlineData("status-nameless.query.txt", "does not name its message")]
    [InlineData("status-unknown.query.txt", "teleported")]
    [InlineData("post-broken.json", "Not valid JSON")]
    public void Callback_NotUnderstood_IsADeadPartWithItsText(string file, string reason)
    {
        var payload = Payload(file);
        var parsed = KaleyraPayloads.Parse(payload);
        Assert.Empty(parsed.Events);
        var dead = Assert.Single(parsed.DeadParts);
        Assert.Contains(reason, dead.Reason, StringComparison.Ordinal);
        Assert.Equal(payload.QueryString.Length > 0 ? payload.QueryString : Encoding.UTF8.GetString(payload.Body.Span), dead.Fragment);
    }

    [Fact]
    public void Damaged_EveryFile_NeverThrows()
    {
        var chance = new Random(4);
        var spoilers = (byte[])[.. "\\ud8{}[]\",:0\0%&="u8, 0xff];
        foreach (var path in Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "Providers", "Payloads", "kaleyra")))
        {
            var whole = File.ReadAllBytes(path);
            for (var round = 0; round < 300; round++)
            {
                var damaged = whole.ToArray();
                for (var hits = chance.Next(1, 4); hits > 0; hits--) damaged[chance.Next(damaged.Length)] = spoilers[chance.Next(spoilers.Length)];
                Assert.NotNull(KaleyraPayloads.Parse(path.EndsWith(".txt", StringComparison.Ordinal)
                    ? Query(Encoding.Latin1.GetString(damaged))
                    : new WebhookPayload("application/json", "", damaged, PayloadFile.ReceivedAt)));
            }
        }
    }

    [Fact]
    public void SharedFixtures_Everyone_LeadsToItsEvent()
    {
        var folder = PayloadFile.SharedFolder("kaleyra");
        if (folder is null) Assert.Skip("../shared/fixtures/kaleyra is not there; it is no part of the repository.");
        var text = Assert.IsType<MessageReceived>(Assert.Single(
            KaleyraPayloads.Parse(new WebhookPayload("application/json", "", File.ReadAllBytes(Path.Combine(folder, "derived-post-text.json")), PayloadFile.ReceivedAt)).Events));
        Assert.Equal((new TextContent("Hi"), "919000000008", "John"), (text.Content, text.From.Primary.Value, text.From.ProfileName));

        // The templates of Kaleyra's page, sent as they are typed: every variable is still a variable.
        var posted = KaleyraPayloads.Parse(new WebhookPayload("application/json", "", File.ReadAllBytes(Path.Combine(folder, "kaleyradocs-post-template.json")), PayloadFile.ReceivedAt));
        Assert.Contains("who sent", Assert.Single(posted.DeadParts).Reason, StringComparison.Ordinal);
        var template = File.ReadAllText(Path.Combine(folder, "kaleyradocs-get-template.txt"));
        var got = KaleyraPayloads.Parse(Query(template[template.IndexOf('?', StringComparison.Ordinal)..].Trim()));
        Assert.Contains("who sent", Assert.Single(got.DeadParts).Reason, StringComparison.Ordinal);
        var filled = KaleyraPayloads.Parse(Query(template[template.IndexOf('?', StringComparison.Ordinal)..].Trim()
            .Replace("<from>", "919000000008", StringComparison.Ordinal).Replace("<body>", "Hi", StringComparison.Ordinal)));
        Assert.Equal(new TextContent("Hi"), Assert.IsType<MessageReceived>(Assert.Single(filled.Events)).Content);
    }

    [Fact]
    public void CallbackProfile_FilledInByKaleyra_IsUnderstood()
    {
        var message = Query(Filled(KaleyraCallbackProfile.MessageUrl("https://motion.example/notify?token=abc")));
        Assert.Equal(new TextContent("Hi"), Assert.IsType<MessageReceived>(Assert.Single(KaleyraPayloads.Parse(message).Events)).Content);
        var status = Query(Filled(KaleyraCallbackProfile.StatusUrl("https://motion.example/notify?token=abc")));
        Assert.Equal((42L, DeliveryStatus.Read), (Status(status).OurMessageId, Status(status).Status));
        Assert.Equal(
            new TextContent("Hi"),
            Assert.IsType<MessageReceived>(Assert.Single(KaleyraPayloads.Parse(Body(Filled(KaleyraCallbackProfile.MessageBody))).Events)).Content);
        Assert.Equal(42L, Status(Body(Filled(KaleyraCallbackProfile.StatusBody))).OurMessageId);

        static string Filled(string template)
        {
            foreach (var (name, value) in new[] { ("from", "14155550100"), ("body", "Hi"), ("type", "text"), ("id", "58f86fab:0"), ("status", "read"), ("ref", "42") })
                template = template.Replace($"<{name}>", value, StringComparison.Ordinal);
            return template[Math.Max(template.IndexOf('?', StringComparison.Ordinal), 0)..];
        }
    }

    private static MessageReceived Single(string file)
    {
        var parsed = KaleyraPayloads.Parse(Payload(file));
        Assert.Empty(parsed.DeadParts);
        return Assert.IsType<MessageReceived>(Assert.Single(parsed.Events));
    }

    private static StatusReported Status(WebhookPayload payload) => Assert.IsType<StatusReported>(Assert.Single(KaleyraPayloads.Parse(payload).Events));

    private static string IdOf(ParsedPayload parsed) => Assert.IsType<MessageReceived>(Assert.Single(parsed.Events)).ProviderMessageId;

    private static WebhookPayload Payload(string file)
    {
        var read = PayloadFile.Read("kaleyra", file);
        return file.EndsWith(".txt", StringComparison.Ordinal) ? Query(Encoding.UTF8.GetString(read.Body.Span).Trim()) : read;
    }

    private static WebhookPayload Query(string query) => new(null, query, default, PayloadFile.ReceivedAt);

    private static WebhookPayload Body(string json) => new("application/json", "", Encoding.UTF8.GetBytes(json), PayloadFile.ReceivedAt);
}
