using System.Text.Json;
using Motion.Domain.Accounts;
using Motion.Domain.Messaging;
using Motion.Providers.Twilio;

namespace Motion.Tests.Providers.Twilio;

public sealed class TwilioPayloadsTests
{
    private const string Sid = "SM00000000000000000000000000000001";
    private const string Files = "https://api.twilio.com/2010-04-01/Accounts/AC00000000000000000000000000000001/Messages/MM1/Media/";
    private static readonly TwilioCredentials Mine = new("AC00000000000000000000000000000001", "token");
    private static readonly CustomerIdentity Phone = new(IdentityKind.Phone, "15551230000");
    private static readonly CustomerIdentity UserId = new(IdentityKind.UserId, "US.13491208655302741918");
    private static readonly CustomerIdentity Parent = new(IdentityKind.ParentUserId, "US.ENT.11815799212886844830");

    private static readonly Dictionary<string, MessageContent> Expected = new()
    {
        ["text"] = new TextContent("Ciao & \"grazie\" + € 😀"),
        ["text-zero"] = new TextContent("ab"),
        ["text-no-prefix"] = new TextContent("Ciao"),
        ["image"] = new MediaContent(MessageKind.Image, "image/jpeg", "Me", null, new(null, Files + "ME1", null)),
        ["audio-untyped"] = new MediaContent(MessageKind.Audio, "audio/ogg", null, null, new(null, Files + "ME1", null)),
        ["sticker"] = new MediaContent(MessageKind.Sticker, "image/webp", null, null, new(null, Files + "ME1", null)),
        ["contact-card"] = new MediaContent(MessageKind.Document, "text/vcard", null, null, new(null, Files + "ME1", null)),
        ["location"] = new LocationContent(45.4642, 9.19, "Duomo", "Milano"),
        ["button"] = new ButtonReplyContent("Stop", "STOP"),
        ["list"] = new ListReplyContent("r1", "Monday", null),
        ["reaction"] = new UnsupportedContent("reaction", null),
        ["type-of-tomorrow-with-words"] = new TextContent("Look up"),
    };

    public static TheoryData<string> Kinds => [.. Expected.Keys];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Content_OfEachKind_IsRead(string file)
    {
        var message = Single(file);
        PayloadFile.AssertSame(Expected[file], message.Content);
        Assert.Equal((Sid, Phone, null), (message.ProviderMessageId, message.From.Primary, message.SentAt));
    }

    [Fact]
    public void Files_MoreThanOne_BecomeMessagesOfTheirOwn()
    {
        var messages = Parse("three-files").Events.Cast<MessageReceived>().ToList();
        Assert.Equal([Sid, Sid + ":1", Sid + ":2"], messages.Select(message => message.ProviderMessageId));
        Assert.Equal(["All", null, null], messages.Select(message => ((MediaContent)message.Content).Caption));
        Assert.Equal([Files + "ME1", Files + "ME2", Files + "ME3"], messages.Select(message => ((MediaContent)message.Content).Source?.Url));
    }

    [Fact]
    public void Sender_InEachForm_IsNamed()
    {
        Assert.Equal([Phone], Single("text").From.Identities);
        Assert.Equal("Ann", Single("text").From.ProfileName);
        Assert.Equal([UserId, Parent], Single("text-user-id").From.Identities);
        Assert.Equal([Phone, UserId, Parent], Single("text-user-id-and-phone").From.Identities);
    }

    [Fact]
    public void Marks_OfForwardsRepliesAndAds_AreKept()
    {
        Assert.Equal("SM9", Single("text-reply").ReplyToProviderMessageId);
        Assert.Equal((true, false), (Single("text-forwarded").Forwarded, Single("text-forwarded").ForwardedOften));
        Assert.Equal((true, true), (Single("text-forwarded-often").Forwarded, Single("text-forwarded-often").ForwardedOften));
        Assert.Equal(new Referral("https://fb.example/ad", "ad", "AD1", "Sale", "Half price", "CLID"), Single("text-referral").Referral);
        Assert.Null(Single("text").Referral);
    }

    [Theory]
    [InlineData("other-account")]
    [InlineData("nobody")]
    [InlineData("status-unknown")]
    public void Form_NotForUsOrNotUnderstood_IsADeadPart(string file)
    {
        var parsed = Parse(file);
        Assert.Empty(parsed.Events);
        Assert.NotEmpty(Assert.Single(parsed.DeadParts).Reason);
    }

    [Theory]
    [InlineData("accepted", DeliveryStatus.Queued)]
    [InlineData("scheduled", DeliveryStatus.Queued)]
    [InlineData("queued", DeliveryStatus.Queued)]
    [InlineData("sending", DeliveryStatus.Queued)]
    [InlineData("sent", DeliveryStatus.Sent)]
    [InlineData("delivered", DeliveryStatus.Delivered)]
    [InlineData("read", DeliveryStatus.Read)]
    [InlineData("failed", DeliveryStatus.Failed)]
    [InlineData("undelivered", DeliveryStatus.Failed)]
    [InlineData("canceled", DeliveryStatus.Failed)]
    public void Status_OfEachName_IsMapped(string name, DeliveryStatus expected)
    {
        var form = $"MessageSid={Sid}&AccountSid={Mine.AccountSid}&MessageStatus={name}&To=whatsapp%3A%2B15551230000";
        var payload = new Motion.Providers.WebhookPayload(null, "", System.Text.Encoding.UTF8.GetBytes(form), PayloadFile.ReceivedAt);
        var status = Assert.IsType<StatusReported>(Assert.Single(TwilioPayloads.Parse(payload, Mine).Events));
        Assert.Equal((expected, expected == DeliveryStatus.Failed), (status.Status, status.Failure is not null));
    }

    [Fact]
    public void Status_Undelivered_SaysWhyAndWhose()
    {
        var status = Assert.IsType<StatusReported>(Assert.Single(Parse("status-undelivered", "?mid=42").Events));
        Assert.Equal(new OutsideFailure(OutsideFailureKind.OutsideWindow, RetryAdvice.Never, "63016", "Outside window"), status.Failure);
        Assert.Equal((42L, Phone, null), (status.OurMessageId, status.Recipient, status.At));
        Assert.Null(Assert.IsType<StatusReported>(Assert.Single(Parse("status-read", "?mid=x").Events)).OurMessageId);
    }

    [Fact]
    public void SharedVectors_EveryCase_AgreesWithTheSource()
    {
        var folder = PayloadFile.SharedFolder("twilio");
        if (folder is null) Assert.Skip("../shared/fixtures/twilio is not there; it is no part of the repository.");
        using var document = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(folder, "twiliocsharp-signature-vectors.json")));
        var root = document.RootElement;
        var form = string.Join('&', root.GetProperty("params").EnumerateObject().Select(field => $"{field.Name}={Uri.EscapeDataString(field.Value.GetString()!)}"));
        foreach (var vector in root.GetProperty("cases").EnumerateArray())
        {
            var (url, signature) = (vector.GetProperty("url").GetString()!, vector.GetProperty("signature").GetString()!);
            var valid = TwilioSignature.IsValid(signature, root.GetProperty("auth_token").GetString()!, url, System.Text.Encoding.UTF8.GetBytes(form));
            Assert.True(vector.GetProperty("valid").GetBoolean() == valid, url);
        }
    }

    private static MessageReceived Single(string file)
    {
        var parsed = Parse(file);
        Assert.Empty(parsed.DeadParts);
        return Assert.IsType<MessageReceived>(Assert.Single(parsed.Events));
    }

    private static ParsedPayload Parse(string file, string query = "") => TwilioPayloads.Parse(PayloadFile.Read("twilio", file + ".txt", query), Mine);
}
