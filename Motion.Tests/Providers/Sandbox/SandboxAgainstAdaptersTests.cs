using System.Security.Cryptography;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Motion.Domain.Accounts;
using Motion.Domain.Messaging;
using Motion.Providers;
using Motion.Providers.Sandbox;

namespace Motion.Tests.Providers.Sandbox;

/// <summary>The sandbox and the real adapters, each written from the providers' documents, must understand each other.</summary>
public sealed class SandboxAgainstAdaptersTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    public async Task TextSent_ByTheAdapter_ComesBackAsVerifiedStatusesOfOurMessage(int accountId)
    {
        await using var world = await SandboxWorld.StartAsync();
        var talk = await TalkAsync(world, accountId);
        await world.FaultAsync(accountId, "reorder");

        var outcome = await talk.Adapter.SendAsync(talk.Request(new TextContent("Ciao")), talk.Credentials, CancellationToken.None);

        var id = Assert.IsType<SendOutcome.Taken>(outcome).ProviderMessageId;
        foreach (var expected in (DeliveryStatus[])[DeliveryStatus.Read, DeliveryStatus.Delivered, DeliveryStatus.Sent])
        {
            var report = Assert.IsType<StatusReported>(Assert.Single(await talk.NextAsync()));
            Assert.Equal((id, expected, 42L), (report.ProviderMessageId, report.Status, report.OurMessageId));
        }
    }

    [Theory]
    [InlineData(1, "rateLimit", OutsideFailureKind.RateLimited)]
    [InlineData(2, "rateLimit", OutsideFailureKind.RateLimited)]
    [InlineData(1, "serverError", OutsideFailureKind.Transient)]
    [InlineData(2, "serverError", OutsideFailureKind.Transient)]
    [InlineData(3, "rateLimit", OutsideFailureKind.RateLimited)]
    [InlineData(3, "serverError", OutsideFailureKind.Transient)]
    [InlineData(4, "rateLimit", OutsideFailureKind.RateLimited)]
    [InlineData(4, "serverError", OutsideFailureKind.Transient)]
    [InlineData(5, "rateLimit", OutsideFailureKind.RateLimited)]
    [InlineData(5, "serverError", OutsideFailureKind.Transient)]
    public async Task Fault_MetByTheAdapter_IsTranslated(int accountId, string fault, OutsideFailureKind expected)
    {
        await using var world = await SandboxWorld.StartAsync();
        var talk = await TalkAsync(world, accountId);
        await world.FaultAsync(accountId, fault);

        var outcome = await talk.Adapter.SendAsync(talk.Request(new TextContent("Ciao")), talk.Credentials, CancellationToken.None);

        Assert.Equal(expected, Assert.IsType<SendOutcome.NotTaken>(outcome).Failure.Kind);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    public async Task FailedStatus_Asked_ReachesUsAsOutsideWindow(int accountId)
    {
        await using var world = await SandboxWorld.StartAsync();
        var talk = await TalkAsync(world, accountId);
        await world.FaultAsync(accountId, "failed");

        _ = await talk.Adapter.SendAsync(talk.Request(new TextContent("Ciao")), talk.Credentials, CancellationToken.None);

        var report = Assert.IsType<StatusReported>(Assert.Single(await talk.NextAsync()));
        Assert.Equal((DeliveryStatus.Failed, OutsideFailureKind.OutsideWindow), (report.Status, report.Failure?.Kind));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    public async Task EverythingTheCustomerCanSend_IsUnderstoodWithoutADeadPart(int accountId)
    {
        await using var world = await SandboxWorld.StartAsync();
        var talk = await TalkAsync(world, accountId);
        var from = SandboxWorld.Customer;
        var file = RandomNumberGenerator.GetBytes(100);

        Assert.Equal("ciao", Assert.IsType<TextContent>(await WriteAsync(new { accountId, from, text = "ciao" })).Body);
        foreach (var (mimeType, kind) in ((string, MessageKind)[])
            [("image/png", MessageKind.Image), ("video/mp4", MessageKind.Video), ("audio/ogg", MessageKind.Audio),
             ("application/pdf", MessageKind.Document), ("image/webp", MessageKind.Sticker)])
        {
            var media = Assert.IsType<MediaContent>(await WriteAsync(new { accountId, from, file = new { base64 = file, mimeType, fileName = "f" } }));
            Assert.Equal(kind, media.Media);
            await using var download = await talk.Adapter.OpenMediaAsync(media.Source!, talk.Credentials, CancellationToken.None);
            using var bytes = new MemoryStream();
            await download.Content.CopyToAsync(bytes);
            Assert.Equal(file, bytes.ToArray());
        }

        var place = Assert.IsType<LocationContent>(await WriteAsync(new { accountId, from, location = new { latitude = 45.07, longitude = 7.69, name = "Turin" } }));
        Assert.Equal((45.07, 7.69, "Turin"), (place.Latitude, place.Longitude, place.Name));
        Assert.Equal(PressedButton(accountId), await WriteAsync(new { accountId, from, choice = new { kind = "Button", id = "yes", title = "Yes" } }));
        Assert.Equal(ChosenRow(accountId), await WriteAsync(new { accountId, from, choice = new { kind = "Row", id = "r1", title = "First" } }));
        _ = Assert.IsType<UnsupportedContent>(await WriteAsync(new { accountId, from, action = "unsupported" }));
        if (world.Get<SandboxCustomerActions>().AbilitiesOf(talk.Account).Contacts)
            _ = await WriteAsync(new { accountId, from, contacts = new[] { new { name = "Ann Lee", phones = new[] { "+39 333 1" }, emails = Array.Empty<string>() } } });

        async Task<MessageContent> WriteAsync(object message)
        {
            _ = await world.WriteAsync(message);
            return Assert.IsType<MessageReceived>(Assert.Single(await talk.NextAsync())).Content;
        }
    }

    /// <summary>Sinch passes only the hidden value on, Kaleyra's first generation only the words.</summary>
    private static MessageContent PressedButton(int accountId) => accountId switch
    {
        3 => new ButtonReplyContent("yes", "yes"),
        4 => new TextContent("Yes"),
        _ => new ButtonReplyContent("Yes", "yes"),
    };

    private static MessageContent ChosenRow(int accountId) => accountId switch
    {
        3 => new ButtonReplyContent("r1", "r1"),
        4 => new TextContent("First"),
        _ => new ListReplyContent("r1", "First", null),
    };

    [Theory]
    [InlineData(1, "Ann")]
    [InlineData(2, "Ann")]
    [InlineData(3, null)]
    [InlineData(5, "Ann")]
    public async Task CustomerWithoutAPhone_IsKnownByUserIdAndCanBeAnswered(int accountId, string? name)
    {
        await using var world = await SandboxWorld.StartAsync();
        var talk = await TalkAsync(world, accountId);
        _ = await world.WriteAsync(new { accountId, username = "ann", name = "Ann", text = "hello" });

        var customer = Assert.IsType<MessageReceived>(Assert.Single(await talk.NextAsync())).From;
        var outcome = await talk.Adapter.SendAsync(
            talk.Request(new TextContent("Ciao")) with { To = customer.Primary }, talk.Credentials, CancellationToken.None);

        Assert.Equal((IdentityKind.UserId, name), (customer.Primary.Kind, customer.ProfileName));
        _ = Assert.IsType<SendOutcome.Taken>(outcome);
        Assert.Equal(2, (await world.ConversationAsync(accountId, customer.Primary.Value)).GetProperty("messages").GetArrayLength());
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(5)]
    public async Task OrderAndFilledInForm_WhereTheyArePassedOn_AreUnderstood(int accountId)
    {
        await using var world = await SandboxWorld.StartAsync();
        var talk = await TalkAsync(world, accountId);
        var from = SandboxWorld.Customer;
        Assert.True(world.Get<SandboxCustomerActions>().AbilitiesOf(talk.Account).OrdersAndForms);

        _ = await world.WriteAsync(new { accountId, from, order = new { catalogId = "c", text = "Please", items = new[] { new { productId = "SOFA", quantity = 2, price = 12.5, currency = "EUR" } } } });
        var order = Assert.IsType<OrderContent>(Assert.IsType<MessageReceived>(Assert.Single(await talk.NextAsync())).Content);
        Assert.Equal(("Please", new OrderItem("SOFA", 2, 12.5m, "EUR")), (order.Text, Assert.Single(order.Items)));
        _ = await world.WriteAsync(new { accountId, from, flow = new { name = "delivery", body = "Sent", responseJson = """{"day":"Monday"}""" } });
        Assert.Equal(new FlowReplyContent("delivery", "Sent", """{"day":"Monday"}"""), Assert.IsType<MessageReceived>(Assert.Single(await talk.NextAsync())).Content);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(5)]
    public async Task EditReactionAndDeletion_InMetasWords_AreUnderstood(int accountId)
    {
        await using var world = await SandboxWorld.StartAsync();
        var talk = await TalkAsync(world, accountId);
        var id = (await world.WriteAsync(new { accountId, from = SandboxWorld.Customer, text = "Helo" })).GetProperty("id").GetString();
        _ = await talk.NextAsync();

        _ = await world.WriteAsync(new { accountId, from = SandboxWorld.Customer, action = "edit", target = id, text = "Hello" });
        Assert.Equal("Hello", Assert.IsType<MessageEdited>(Assert.Single(await talk.NextAsync())).Content.Summary);
        _ = await world.WriteAsync(new { accountId, from = SandboxWorld.Customer, action = "react", target = id, emoji = "👍" });
        var reaction = Assert.IsType<MessageReceived>(Assert.Single(await talk.NextAsync())).Content;
        Assert.Equal(new ReactionContent(id!, "👍"), reaction);
        _ = await world.WriteAsync(new { accountId, from = SandboxWorld.Customer, action = "delete", target = id });
        Assert.Equal(id, Assert.IsType<MessageRevoked>(Assert.Single(await talk.NextAsync())).OriginalProviderMessageId);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    public async Task Credentials_CheckedByTheAdapter_AreGoodOrRefused(int accountId)
    {
        await using var world = await SandboxWorld.StartAsync();
        var talk = await TalkAsync(world, accountId);
        var wrong = talk.Credentials switch
        {
            MetaCredentials meta => meta with { AuthorizationToken = "wrong" },
            TwilioCredentials twilio => twilio with { AuthorizationToken = "wrong" },
            SinchCredentials sinch => sinch with { KeySecret = "wrong" },
            KaleyraCredentials kaleyra => kaleyra with { ApiKey = "wrong" },
            var other => other,
        };

        Assert.Null(await talk.Adapter.CheckCredentialsAsync(talk.Credentials, CancellationToken.None));
        Assert.Equal(OutsideFailureKind.AuthFailed, (await talk.Adapter.CheckCredentialsAsync(wrong, CancellationToken.None))?.Kind);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(5)]
    public async Task Templates_ListedByTheAdapter_CanBeSentWhereApproved(int accountId)
    {
        await using var world = await SandboxWorld.StartAsync();
        var talk = await TalkAsync(world, accountId);

        var templates = await talk.Adapter.ListTemplatesAsync(talk.Credentials, CancellationToken.None);
        var approved = templates.First(template => template is { Title: "recontact", Language: "it" });
        var outcome = await talk.Adapter.SendAsync(
            talk.Request(new TemplateContent(approved.Name, "it", ["Ann"], "x", ParameterNames: approved.Parameters)), talk.Credentials, CancellationToken.None);

        Assert.Equal(
            [TemplateStatus.Pending, TemplateStatus.Approved, TemplateStatus.Rejected],
            templates.Select(template => template.Status).Distinct().Order());
        Assert.Equal(["Continua", "Non ora"], approved.Buttons.Select(button => button.Text));
        _ = Assert.IsType<SendOutcome.Taken>(outcome);
        var sent = (await world.ConversationAsync(accountId)).GetProperty("messages")[0].ToString();
        Assert.Contains("Ciao Ann, abbiamo una risposta", sent, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task Typing_ShownByTheAdapter_IsTakenAtTheirSide(int accountId)
    {
        await using var world = await SandboxWorld.StartAsync();
        var talk = await TalkAsync(world, accountId);
        _ = await world.WriteAsync(new { accountId, from = SandboxWorld.Customer, text = "hello" });
        var id = Assert.IsType<MessageReceived>(Assert.Single(await talk.NextAsync())).ProviderMessageId;

        await talk.Adapter.ShowTypingAsync(id, talk.Credentials, CancellationToken.None);
    }

    [Theory]
    [InlineData(3)]
    [InlineData(4)]
    public async Task Template_TypedByAnAdministrator_IsTaken_AndAnUnknownOneIsNot(int accountId)
    {
        await using var world = await SandboxWorld.StartAsync();
        var talk = await TalkAsync(world, accountId);

        Assert.IsType<SendOutcome.Taken>(await SendAsync("recontact", "Ann"));
        Assert.Equal(OutsideFailureKind.TemplateRejected, Assert.IsType<SendOutcome.NotTaken>(await SendAsync("nonsense", "Ann")).Failure.Kind);
        Assert.Equal(OutsideFailureKind.TemplateRejected, Assert.IsType<SendOutcome.NotTaken>(await SendAsync("recontact")).Failure.Kind);
        Assert.Contains("Ciao Ann", (await world.ConversationAsync(accountId)).GetProperty("messages")[0].ToString(), StringComparison.Ordinal);

        Task<SendOutcome> SendAsync(string name, params string[] values) =>
            talk.Adapter.SendAsync(talk.Request(new TemplateContent(name, "it", values, "x")), talk.Credentials, CancellationToken.None);
    }

    [Fact]
    public async Task TemplateStates_OfKaleyrasFirstGeneration_AreListed()
    {
        await using var world = await SandboxWorld.StartAsync();
        var talk = await TalkAsync(world, 4);

        var templates = await talk.Adapter.ListTemplatesAsync(talk.Credentials, CancellationToken.None);

        Assert.Contains(templates, template => template is { Name: "recontact", Language: "it", Status: TemplateStatus.Approved });
        Assert.Contains(templates, template => template is { Name: "free_money", Status: TemplateStatus.Rejected });
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    public async Task PlaceAndFile_SentByTheAdapter_AreOnThePhone(int accountId)
    {
        await using var world = await SandboxWorld.StartAsync();
        var talk = await TalkAsync(world, accountId);
        var link = $"{world.Http.BaseAddress}files/picture";
        var picture = new OutboundMedia(link, "image/png", "holiday.png", _ => Task.FromResult<Stream>(new MemoryStream([1, 2, 3])));

        var place = await talk.Adapter.SendAsync(talk.Request(new LocationContent(45.07, 7.69, "Turin")), talk.Credentials, CancellationToken.None);
        var file = await talk.Adapter.SendAsync(
            talk.Request(new MediaContent(MessageKind.Image, "image/png")) with { Media = picture }, talk.Credentials, CancellationToken.None);

        Assert.IsType<SendOutcome.Taken>(place);
        Assert.IsType<SendOutcome.Taken>(file);
        var messages = (await world.ConversationAsync(accountId)).GetProperty("messages");
        Assert.Equal(["location", "image"], messages.EnumerateArray().Select(message => message.GetProperty("kind").GetString()!.ToLowerInvariant()));
    }

    [Theory]
    [InlineData(3)]
    [InlineData(4)]
    public async Task StatusesOfAMessage_SentWithoutASecret_GoWhereTheSendSaid(int accountId)
    {
        await using var world = await SandboxWorld.StartAsync();
        var talk = await TalkAsync(world, accountId);
        var open = talk.Credentials switch
        {
            SinchCredentials sinch => sinch with { WebhookSecret = null },
            KaleyraCredentials kaleyra => kaleyra with { CallbackSecret = null },
            var other => other,
        };

        var request = talk.Request(new TextContent("Ciao")) with { StatusCallbackUrl = $"https://desk.example.test/hook/{accountId}?token=elsewhere" };
        _ = await talk.Adapter.SendAsync(request, open, CancellationToken.None);

        var webhook = await world.NextWebhookAsync();
        Assert.StartsWith("?token=elsewhere", webhook.Query, StringComparison.Ordinal);
        Assert.DoesNotContain(webhook.Headers.Keys, name => name.StartsWith("x-sinch", StringComparison.OrdinalIgnoreCase) || name == "X-Callback-Secret");
    }

    private static async Task<Talk> TalkAsync(SandboxWorld world, int accountId)
    {
        var services = new ServiceCollection()
            .AddSingleton<IConfiguration>(new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>(StringComparer.Ordinal)
            {
                ["Providers:Meta:BaseUrl"] = world.Meta,
                ["Providers:Twilio:BaseUrl"] = world.Twilio,
                ["Providers:Twilio:ContentBaseUrl"] = world.Twilio,
                ["Providers:Twilio:MessagingBaseUrl"] = world.Twilio,
                ["Providers:Sinch:BaseUrl"] = world.Sinch,
                ["Providers:Sinch:TokenUrl"] = $"{world.Sinch}/oauth2/token",
                ["Providers:Kaleyra:BaseUrl"] = world.Kaleyra,
            }).Build())
            .AddMotionProviders().BuildServiceProvider();
        var account = (await world.ListAsync(CancellationToken.None)).Single(candidate => candidate.Id == accountId);
        var adapter = services.GetServices<IMessagingProvider>().Single(provider => provider.Type == account.Type);
        return new(world, adapter, account);
    }

    private sealed record Talk(SandboxWorld World, IMessagingProvider Adapter, SandboxAccount Account)
    {
        public ProviderCredentials Credentials => Account.Credentials;

        private string PublicUrl => Account.PublicNotifyUrl;

        public SendRequest Request(MessageContent content) =>
            new(42, Account.Phone, new(IdentityKind.Phone, SandboxWorld.Customer), content, null, PublicUrl);

        /// <summary>The events of the next webhook, once the adapter has found it genuine.</summary>
        public async Task<IReadOnlyList<InboundEvent>> NextAsync()
        {
            var webhook = await World.NextWebhookAsync();
            var query = Microsoft.AspNetCore.WebUtilities.QueryHelpers.ParseQuery(webhook.Query)
                .ToDictionary(pair => pair.Key, pair => pair.Value.ToString(), StringComparer.Ordinal);
            var publicUrl = PublicUrl[..PublicUrl.IndexOf('?', StringComparison.Ordinal)] + webhook.Query;
            var verdict = Adapter.Verify(
                new(webhook.Method, publicUrl, query, name => webhook.Headers.GetValueOrDefault(name), webhook.Body), Credentials);
            _ = Assert.IsType<WebhookVerdict.Accepted>(verdict);
            var rest = System.Text.RegularExpressions.Regex.Replace(webhook.Query, @"token=t\d&?", "");
            var parsed = Adapter.Parse(new(webhook.Headers.GetValueOrDefault("Content-Type"), rest, webhook.Body, TimeProvider.System.GetUtcNow()), Credentials);
            Assert.Empty(parsed.DeadParts);
            return parsed.Events;
        }
    }
}
