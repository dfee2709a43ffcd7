using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Motion.Tests.Providers.Sandbox;

public sealed class MetaSandboxTests
{
    [Fact]
    public async Task Send_Accepted_AppearsOnThePhoneAndIsReportedSentThenDelivered()
    {
        await using var world = await SandboxWorld.StartAsync();

        using var response = await world.SendMetaTextAsync("Ciao");

        var answer = await response.Content.ReadFromJsonAsync<JsonElement>();
        var id = answer.GetProperty("messages")[0].GetProperty("id").GetString();
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("whatsapp", answer.GetProperty("messaging_product").GetString());
        Assert.Equal(SandboxWorld.Customer, answer.GetProperty("contacts")[0].GetProperty("wa_id").GetString());
        Assert.StartsWith("wamid.", id, StringComparison.Ordinal);
        foreach (var expected in (string[])["sent", "delivered"])
        {
            var status = (await world.NextWebhookAsync()).MetaStatus;
            Assert.Equal(expected, status.GetProperty("status").GetString());
            Assert.Equal(id, status.GetProperty("id").GetString());
            Assert.Equal("42", status.GetProperty("biz_opaque_callback_data").GetString());
        }

        var message = (await world.ConversationAsync(1)).GetProperty("messages")[0];
        Assert.Equal("Ciao", message.GetProperty("body").GetString());
        Assert.Equal("delivered", message.GetProperty("status").GetString());
    }

    [Fact]
    public async Task Webhook_Posted_CarriesTheHmacOfItsExactBytes()
    {
        await using var world = await SandboxWorld.StartAsync();

        _ = await world.WriteAsync(new { accountId = 1, from = $"+{SandboxWorld.Customer}", name = "Zoë 😀", text = "è già / <b>" });

        var webhook = await world.NextWebhookAsync();
        var expected = "sha256=" + Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(SandboxWorld.AppSecret), webhook.Body));
        Assert.Equal(expected, webhook.Headers["X-Hub-Signature-256"]);
        Assert.Equal("?token=t1", webhook.Query);
        Assert.Equal(SandboxWorld.NumberId, webhook.MetaValue.GetProperty("metadata").GetProperty("phone_number_id").GetString());
        Assert.Equal("Zoë 😀", webhook.MetaValue.GetProperty("contacts")[0].GetProperty("profile").GetProperty("name").GetString());
        Assert.Equal("è già / <b>", webhook.MetaMessage.GetProperty("text").GetProperty("body").GetString());
        Assert.Equal(SandboxWorld.Customer, webhook.MetaMessage.GetProperty("from").GetString());
    }

    [Fact]
    public async Task Customer_WithUsernameOnly_ComesWithoutAnyPhoneAndIsAnsweredByUserId()
    {
        await using var world = await SandboxWorld.StartAsync();

        _ = await world.WriteAsync(new { accountId = 1, username = "@ann", name = "Ann", text = "no phone here" });

        var webhook = await world.NextWebhookAsync();
        var contact = webhook.MetaValue.GetProperty("contacts")[0];
        var userId = webhook.MetaMessage.GetProperty("from_user_id").GetString()!;
        Assert.False(webhook.MetaMessage.TryGetProperty("from", out _));
        Assert.False(contact.TryGetProperty("wa_id", out _));
        Assert.Equal("ann", contact.GetProperty("profile").GetProperty("username").GetString());
        using var response = await world.SendMetaAsync(
            new { messaging_product = "whatsapp", recipient = userId, type = "text", text = new { body = "Hello Ann" } });
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.False((await world.NextWebhookAsync()).MetaStatus.TryGetProperty("recipient_id", out _));
        Assert.Equal(2, (await world.ConversationAsync(1, userId)).GetProperty("messages").GetArrayLength());
    }

    [Fact]
    public async Task Media_FromThePhone_ComesBackInTwoStepsWithItsHash()
    {
        await using var world = await SandboxWorld.StartAsync();
        var bytes = RandomNumberGenerator.GetBytes(5000);
        var hash = SHA256.HashData(bytes);

        _ = await world.WriteAsync(new
        {
            accountId = 1,
            from = SandboxWorld.Customer,
            text = "look",
            file = new { base64 = bytes, mimeType = "image/jpeg", fileName = "a.jpg" },
        });

        var image = (await world.NextWebhookAsync()).MetaMessage.GetProperty("image");
        Assert.Equal(Convert.ToBase64String(hash), image.GetProperty("sha256").GetString());
        Assert.Equal("look", image.GetProperty("caption").GetString());
        using var described = await world.CallMetaAsync(HttpMethod.Get, $"{image.GetProperty("id").GetString()}?phone_number_id={SandboxWorld.NumberId}");
        var metadata = await described.Content.ReadFromJsonAsync<JsonElement>();
        Assert.Equal(Convert.ToHexStringLower(hash), metadata.GetProperty("sha256").GetString());
        Assert.Equal(bytes.Length, metadata.GetProperty("file_size").GetInt32());
        var url = metadata.GetProperty("url").GetString()!;
        using var refused = await world.CallMetaAsync(HttpMethod.Get, url, token: null);
        Assert.Equal(HttpStatusCode.Unauthorized, refused.StatusCode);
        using var file = await world.CallMetaAsync(HttpMethod.Get, url);
        Assert.Equal(bytes, await file.Content.ReadAsByteArrayAsync());
        Assert.Equal("image/jpeg", file.Content.Headers.ContentType?.MediaType);
    }

    [Fact]
    public async Task Media_Uploaded_CanBeSentToThePhone()
    {
        await using var world = await SandboxWorld.StartAsync();
        var bytes = RandomNumberGenerator.GetBytes(300);
        using var form = new MultipartFormDataContent();
        form.Add(new StringContent("whatsapp"), "messaging_product");
        form.Add(new StringContent("application/pdf"), "type");
        form.Add(new ByteArrayContent(bytes) { Headers = { ContentType = new MediaTypeHeaderValue("application/pdf") } }, "file", "offer.pdf");

        using var uploaded = await world.CallMetaAsync(HttpMethod.Post, $"{SandboxWorld.NumberId}/media", form);
        var id = (await uploaded.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("id").GetString();
        using var sent = await world.SendMetaAsync(new
        {
            messaging_product = "whatsapp",
            to = SandboxWorld.Customer,
            type = "document",
            document = new { id, filename = "offer.pdf" },
        });

        Assert.Equal(HttpStatusCode.OK, sent.StatusCode);
        var file = (await world.ConversationAsync(1)).GetProperty("messages")[0].GetProperty("file");
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(bytes)), file.GetProperty("sha256").GetString());
        Assert.Equal(bytes, await world.Http.GetByteArrayAsync($"/sandbox/files/{id}"));
    }

    [Theory]
    [InlineData(null, 104)]
    [InlineData("wrong", 190)]
    public async Task Send_WithoutTheRightToken_IsRefusedInMetasWords(string? token, int code)
    {
        await using var world = await SandboxWorld.StartAsync();

        using var response = await world.CallMetaAsync(
            HttpMethod.Post, $"{SandboxWorld.NumberId}/messages", JsonContent.Create(new { messaging_product = "whatsapp" }), token);

        var error = (await response.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("error");
        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
        Assert.Equal(code, error.GetProperty("code").GetInt32());
        Assert.Equal("OAuthException", error.GetProperty("type").GetString());
        Assert.NotEmpty(error.GetProperty("fbtrace_id").GetString()!);
    }

    [Fact]
    public async Task Number_WithTheRightToken_DescribesItself()
    {
        await using var world = await SandboxWorld.StartAsync();

        using var good = await world.CallMetaAsync(HttpMethod.Get, $"{SandboxWorld.NumberId}?fields=verified_name");
        using var stranger = await world.CallMetaAsync(HttpMethod.Get, "999?fields=verified_name");

        Assert.Equal("Support", (await good.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("verified_name").GetString());
        Assert.Equal(HttpStatusCode.BadRequest, stranger.StatusCode);
        Assert.Equal(33, (await stranger.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("error").GetProperty("error_subcode").GetInt32());
    }

    [Fact]
    public async Task Template_Sent_IsFilledInAndItsButtonIsReportedAsAQuickReply()
    {
        await using var world = await SandboxWorld.StartAsync();
        using var sent = await world.SendMetaAsync(new
        {
            messaging_product = "whatsapp",
            to = SandboxWorld.Customer,
            type = "template",
            template = new
            {
                name = "recontact",
                language = new { code = "en" },
                components = new[] { new { type = "body", parameters = new[] { new { type = "text", text = "Ann" } } } },
            },
        });
        var message = (await world.ConversationAsync(1)).GetProperty("messages")[0];
        Assert.StartsWith("Hello Ann,", message.GetProperty("body").GetString(), StringComparison.Ordinal);
        _ = await world.NextWebhookAsync();
        _ = await world.NextWebhookAsync();

        _ = await world.WriteAsync(new
        {
            accountId = 1,
            from = SandboxWorld.Customer,
            replyTo = message.GetProperty("id").GetString(),
            choice = message.GetProperty("choices")[0],
        });

        var press = (await world.NextWebhookAsync()).MetaMessage;
        Assert.Equal("Go on", press.GetProperty("button").GetProperty("text").GetString());
        Assert.Equal(message.GetProperty("id").GetString(), press.GetProperty("context").GetProperty("id").GetString());
    }

    [Fact]
    public async Task Customer_EditsReactsAndDeletes_EachComesAsItsOwnWebhook()
    {
        await using var world = await SandboxWorld.StartAsync();
        using var sent = await world.SendMetaTextAsync("How can we help?");
        var ours = (await sent.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("messages")[0].GetProperty("id").GetString();
        _ = await world.NextWebhookAsync();
        _ = await world.NextWebhookAsync();
        var own = (await world.WriteAsync(new { accountId = 1, from = SandboxWorld.Customer, text = "Helo", replyTo = ours })).GetProperty("id").GetString();
        Assert.Equal(ours, (await world.NextWebhookAsync()).MetaMessage.GetProperty("context").GetProperty("id").GetString());

        _ = await world.WriteAsync(new { accountId = 1, from = SandboxWorld.Customer, action = "edit", target = own, text = "Hello" });
        _ = await world.WriteAsync(new { accountId = 1, from = SandboxWorld.Customer, action = "react", target = ours, emoji = "👍" });
        _ = await world.WriteAsync(new { accountId = 1, from = SandboxWorld.Customer, action = "react", target = ours });
        _ = await world.WriteAsync(new { accountId = 1, from = SandboxWorld.Customer, action = "delete", target = own });

        var edit = (await world.NextWebhookAsync()).MetaMessage.GetProperty("edit");
        Assert.Equal(own, edit.GetProperty("original_message_id").GetString());
        Assert.Equal("Hello", edit.GetProperty("message").GetProperty("text").GetProperty("body").GetString());
        Assert.Equal("👍", (await world.NextWebhookAsync()).MetaMessage.GetProperty("reaction").GetProperty("emoji").GetString());
        Assert.False((await world.NextWebhookAsync()).MetaMessage.GetProperty("reaction").TryGetProperty("emoji", out _));
        Assert.Equal(own, (await world.NextWebhookAsync()).MetaMessage.GetProperty("revoke").GetProperty("original_message_id").GetString());
    }

    [Fact]
    public async Task ReadReceipt_OfOurs_TurnsTheCustomersTicks()
    {
        await using var world = await SandboxWorld.StartAsync();
        var id = (await world.WriteAsync(new { accountId = 1, from = SandboxWorld.Customer, text = "Hello" })).GetProperty("id").GetString();
        _ = await world.NextWebhookAsync();

        using var receipt = await world.SendMetaAsync(
            new { messaging_product = "whatsapp", status = "read", message_id = id, typing_indicator = new { type = "text" } });

        var conversation = await world.ConversationAsync(1);
        Assert.True((await receipt.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("success").GetBoolean());
        Assert.Equal("read", conversation.GetProperty("messages")[0].GetProperty("status").GetString());
        Assert.True(conversation.GetProperty("typing").GetBoolean());
    }
}
