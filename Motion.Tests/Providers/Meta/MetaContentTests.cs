using Motion.Domain.Messaging;
using Motion.Providers.Meta;

namespace Motion.Tests.Providers.Meta;

public sealed class MetaContentTests
{
    private static readonly CustomerIdentity Phone = new(IdentityKind.Phone, "15551230000");
    private static readonly CustomerIdentity UserId = new(IdentityKind.UserId, "IT.13491208655302741918");
    private static readonly CustomerIdentity Parent = new(IdentityKind.ParentUserId, "IT.ENT.11815799212886844830");

    private static readonly Dictionary<string, MessageContent> Expected = new()
    {
        ["text"] = new TextContent("è già 😀 a/b"),
        ["text-half-emoji"] = new TextContent("Ciao \"è\"\n\uFFFD fine"),
        ["image"] = new MediaContent(MessageKind.Image, "image/jpeg", "Me", null, new("M1", null, "OmT4nhjUhCMIPNmj7eeOZeCYjTXkLxoOv85OMCFwSuc=")),
        ["image-with-url"] = new MediaContent(
            MessageKind.Image, "image/jpeg", null, null, new("M1", "https://lookaside.fbsbx.com/whatsapp_business/attachments/?mid=1", "x")),
        ["video"] = new MediaContent(MessageKind.Video, "video/mp4", null, null, new("M1", null, "x")),
        ["audio"] = new MediaContent(MessageKind.Audio, "audio/mpeg", null, null, new("M1", null, "x")),
        ["voice"] = new MediaContent(MessageKind.Audio, "audio/ogg; codecs=opus", null, null, new("M1", null, "x"), IsVoice: true),
        ["voice-older"] = new MediaContent(MessageKind.Audio, "audio/ogg; codecs=opus", null, null, new("M1", null, "x"), IsVoice: true),
        ["document"] = new MediaContent(MessageKind.Document, "application/pdf", "The bill", "bill.pdf", new("M1", null, "x")),
        ["sticker"] = new MediaContent(MessageKind.Sticker, "image/webp", null, null, new("M1", null, "x"), IsAnimated: true),
        ["location"] = new LocationContent(45.4642, 9.19, "Duomo", "Milano"),
        ["contacts"] = new ContactsContent([new("Bob B", ["+1 555", "1556"], ["bob@example.com"]), new("Eve", [], [])]),
        ["reaction"] = new ReactionContent("wamid.OUT1", "👍"),
        ["reaction-removed"] = new ReactionContent("wamid.OUT1", null),
        ["reaction-removed-empty"] = new ReactionContent("wamid.OUT1", null),
        ["button-reply"] = new ButtonReplyContent("Yes please", "yes"),
        ["template-button"] = new ButtonReplyContent("Stop", "STOP"),
        ["list-reply"] = new ListReplyContent("r1", "Monday", "9 to 13"),
        ["flow-reply"] = new FlowReplyContent("flow", "Sent", """{"a":"1"}"""),
        ["interactive-unknown"] = new UnsupportedContent("interactive/call_permission_reply", null),
        ["interactive-lost"] = new UnsupportedContent("interactive", "Something went wrong: Unsupported webhook payload"),
        ["order"] = new OrderContent("C1", "Soon please", [new("P1", 3, 30.5m, "EUR"), new("P2", 1, 2m, "EUR")]),
        ["system-number"] = new SystemContent("user_changed_number", "Ann changed her number", [new(IdentityKind.Phone, "15559990000"), UserId, Parent]),
        ["system-user-id"] = new SystemContent("user_changed_user_id", "Changed", [Phone, new(IdentityKind.UserId, "IT.2")]),
        ["system-identity"] = new SystemContent("customer_identity_changed", "Ann's security code changed", []),
        ["unsupported"] = new UnsupportedContent("unsupported", "Message type unknown: Message type is currently not supported."),
        ["unsupported-named"] = new UnsupportedContent("poll", "Not available"),
        ["type-of-tomorrow"] = new UnsupportedContent("hologram", null),
    };

    public static TheoryData<string> Files => [.. Expected.Keys];

    [Theory]
    [MemberData(nameof(Files))]
    public void Content_OfEachKind_IsRead(string file)
    {
        var message = Single(file);
        PayloadFile.AssertSame(Expected[file], message.Content);
        Assert.Equal("wamid.IN1", message.ProviderMessageId);
        Assert.Equal(Phone, message.From.Primary);
    }

    [Fact]
    public void Edit_OfAPicture_CarriesWhatItSaysNow()
    {
        var edit = Assert.IsType<MessageEdited>(Assert.Single(Parse("edit").Events));
        Assert.Equal(("wamid.IN1", "wamid.IN0"), (edit.ProviderMessageId, edit.OriginalProviderMessageId));
        PayloadFile.AssertSame(new MediaContent(MessageKind.Image, "image/jpeg", "Better", null, new("M1", null, "x")), edit.Content);
    }

    [Fact]
    public void Deletion_ByTheCustomer_NamesItsMessage()
    {
        var revoked = Assert.IsType<MessageRevoked>(Assert.Single(Parse("revoke").Events));
        Assert.Equal(("wamid.IN1", "wamid.IN0"), (revoked.ProviderMessageId, revoked.OriginalProviderMessageId));
    }

    [Fact]
    public void Sender_WithPhoneAndIds_HasThePhoneFirst()
    {
        var message = Single("text");
        Assert.Equal([Phone, UserId, Parent], message.From.Identities);
        Assert.Equal("Ann", message.From.ProfileName);
        Assert.Equal(DateTimeOffset.FromUnixTimeSeconds(1749416383), message.SentAt);
    }

    [Fact]
    public void Sender_WithoutPhone_IsKnownByUserId() =>
        Assert.Equal([new(IdentityKind.UserId, "US.13491208655302741918")], Single("text-user-id-only").From.Identities);

    [Fact]
    public void ProfileName_CutInAnEmoji_KeepsTheRest() => Assert.Equal("Ann \uFFFD", Single("text-half-emoji").From.ProfileName);

    [Fact]
    public void Time_InMilliseconds_IsUnderstood() =>
        Assert.Equal(DateTimeOffset.FromUnixTimeMilliseconds(1749416383250), Single("text-milliseconds").SentAt);

    [Fact]
    public void Marks_OfForwardsRepliesAndAds_AreKept()
    {
        Assert.Equal("wamid.OUT1", Single("text-reply").ReplyToProviderMessageId);
        Assert.Equal((true, false), (Single("text-forwarded").Forwarded, Single("text-forwarded").ForwardedOften));
        Assert.Equal((true, true), (Single("text-forwarded-often").Forwarded, Single("text-forwarded-often").ForwardedOften));
        Assert.Equal(new Referral("https://fb.example/ad", "ad", "AD1", "Sale", "Half price", "CLID"), Single("text-referral").Referral);
        Assert.Null(Single("text").Referral);
    }

    private static MessageReceived Single(string file)
    {
        var parsed = Parse(file);
        Assert.Empty(parsed.DeadParts);
        return Assert.IsType<MessageReceived>(Assert.Single(parsed.Events));
    }

    private static ParsedPayload Parse(string file) => MetaPayloads.Parse(PayloadFile.Read("meta", file + ".json").Body, "106540352242922");
}
