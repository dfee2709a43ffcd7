using System.Net;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Motion.Tests.Providers.Sandbox;

public sealed class TwilioSandboxTests
{
    [Fact]
    public async Task Send_Accepted_IsReportedToItsStatusCallbackWithSignature()
    {
        await using var world = await SandboxWorld.StartAsync();

        using var response = await world.SendTwilioTextAsync("Ciao");

        var answer = await response.Content.ReadFromJsonAsync<JsonElement>();
        var sid = answer.GetProperty("sid").GetString();
        Assert.Equal(HttpStatusCode.Created, response.StatusCode);
        Assert.Equal("queued", answer.GetProperty("status").GetString());
        Assert.Matches("^SM[0-9a-f]{32}$", sid);
        foreach (var expected in (string[])["sent", "delivered"])
        {
            var webhook = await world.NextWebhookAsync();
            Assert.Equal("?token=t2&mid=42", webhook.Query);
            Assert.Equal(expected, webhook.Form["MessageStatus"]);
            Assert.Equal(sid, webhook.Form["MessageSid"]);
            Assert.Equal(SignatureOf("https://desk.example.test/hook/2?token=t2&mid=42", webhook), webhook.Headers["X-Twilio-Signature"]);
        }
    }

    [Fact]
    public async Task Customer_Writes_FormIsSignedOverThePublicAddressAndSortedFields()
    {
        await using var world = await SandboxWorld.StartAsync();

        _ = await world.WriteAsync(new { accountId = 2, from = SandboxWorld.Customer, name = "Zoë 😀", text = "Ciao & \"grazie\" + €" });

        var webhook = await world.NextWebhookAsync();
        Assert.Equal("Ciao & \"grazie\" + €", webhook.Form["Body"]);
        Assert.Equal("Zoë 😀", webhook.Form["ProfileName"]);
        Assert.Equal($"whatsapp:+{SandboxWorld.Customer}", webhook.Form["From"]);
        Assert.Equal(SandboxWorld.Customer, webhook.Form["WaId"]);
        Assert.Equal("text", webhook.Form["MessageType"]);
        Assert.Equal(SignatureOf("https://desk.example.test/hook/2?token=t2", webhook), webhook.Headers["X-Twilio-Signature"]);
    }

    [Fact]
    public async Task Customer_WithUsernameOnly_WritesFromAUserIdWithoutPlus()
    {
        await using var world = await SandboxWorld.StartAsync();

        _ = await world.WriteAsync(new { accountId = 2, username = "ann", text = "no phone" });

        var form = (await world.NextWebhookAsync()).Form;
        Assert.Matches(@"^whatsapp:[A-Z]{2}\.\d+$", form["From"]);
        Assert.Equal(form["From"], $"whatsapp:{form["ExternalUserId"]}");
        Assert.False(form.ContainsKey("WaId"));
        using var answer = await world.SendTwilioAsync(("To", form["From"]), ("From", $"whatsapp:+{SandboxWorld.TwilioPhone}"), ("Body", "Hello"));
        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
    }

    [Fact]
    public async Task Media_FromThePhone_IsBehindARedirectThatWantsNoCredentials()
    {
        await using var world = await SandboxWorld.StartAsync();
        var bytes = RandomNumberGenerator.GetBytes(4000);
        _ = await world.WriteAsync(new
        {
            accountId = 2,
            from = SandboxWorld.Customer,
            text = "listen",
            file = new { base64 = bytes, mimeType = "audio/ogg", fileName = "v.ogg", voice = true },
        });
        var form = (await world.NextWebhookAsync()).Form;
        Assert.Equal(("1", "audio/ogg", "audio", "listen"), (form["NumMedia"], form["MediaContentType0"], form["MessageType"], form["Body"]));
        using var byHand = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false });
        using var first = new HttpRequestMessage(HttpMethod.Get, form["MediaUrl0"]);
        first.Headers.Authorization = new("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{SandboxWorld.Sid}:{SandboxWorld.TwilioToken}")));

        using var redirect = await byHand.SendAsync(first);
        using var forwarded = new HttpRequestMessage(HttpMethod.Get, redirect.Headers.Location) { Headers = { Authorization = first.Headers.Authorization } };
        using var refused = await byHand.SendAsync(forwarded);

        Assert.Equal(HttpStatusCode.TemporaryRedirect, redirect.StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        Assert.Equal(bytes, await byHand.GetByteArrayAsync(redirect.Headers.Location));
    }

    [Fact]
    public async Task Media_SentByLink_IsFetchedFromOurselvesAndFromNobodyElse()
    {
        await using var world = await SandboxWorld.StartAsync();
        var (to, from) = (("To", $"whatsapp:+{SandboxWorld.Customer}"), ("From", $"whatsapp:+{SandboxWorld.TwilioPhone}"));

        using var ours = await world.SendTwilioAsync(to, from, ("MediaUrl", "https://desk.example.test/files/picture"));
        Assert.Equal("sent", (await world.NextWebhookAsync()).Form["MessageStatus"]);
        Assert.Equal("delivered", (await world.NextWebhookAsync()).Form["MessageStatus"]);
        using var elsewhere = await world.SendTwilioAsync(to, from, ("MediaUrl", "https://elsewhere.example.test/picture"));

        Assert.Equal("63019", (await world.NextWebhookAsync()).Form["ErrorCode"]);
        var file = (await world.ConversationAsync(2)).GetProperty("messages")[0].GetProperty("file");
        Assert.Equal(("holiday.png", 3), (file.GetProperty("fileName").GetString(), file.GetProperty("size").GetInt32()));
    }

    [Fact]
    public async Task AnyCall_WithTheWrongToken_IsRefusedInTwiliosWords()
    {
        await using var world = await SandboxWorld.StartAsync();

        using var wrong = await world.CallTwilioAsync(HttpMethod.Get, $"2010-04-01/Accounts/{SandboxWorld.Sid}.json", token: "wrong");
        using var right = await world.CallTwilioAsync(HttpMethod.Get, $"2010-04-01/Accounts/{SandboxWorld.Sid}.json");

        var error = await wrong.Content.ReadFromJsonAsync<JsonElement>();
        Assert.Equal(HttpStatusCode.Unauthorized, wrong.StatusCode);
        Assert.Equal((20003, 401), (error.GetProperty("code").GetInt32(), error.GetProperty("status").GetInt32()));
        Assert.Equal("active", (await right.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("status").GetString());
    }

    [Theory]
    [InlineData("whatsapp:+123", "whatsapp:+15557654321", "x", 21211)]
    [InlineData("whatsapp:+393331234567", "whatsapp:+19998887777", "x", 63007)]
    [InlineData("whatsapp:+393331234567", "whatsapp:+15557654321", "", 21602)]
    public async Task Send_WithABadField_IsRefusedWithTwiliosCode(string to, string from, string body, int code)
    {
        await using var world = await SandboxWorld.StartAsync();

        using var response = await world.SendTwilioAsync(("To", to), ("From", from), ("Body", body));

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal(code, (await response.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("code").GetInt32());
    }

    [Fact]
    public async Task Edit_AtTwilio_IsRefusedBecauseTwilioPassesNoEditsOn()
    {
        await using var world = await SandboxWorld.StartAsync();
        var id = (await world.WriteAsync(new { accountId = 2, from = SandboxWorld.Customer, text = "Helo" })).GetProperty("id").GetString();

        using var response = await world.Http.PostAsJsonAsync(
            "/sandbox/phone/messages", new { accountId = 2, from = SandboxWorld.Customer, action = "edit", target = id, text = "Hello" });

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal("Helo", (await world.ConversationAsync(2)).GetProperty("messages")[0].GetProperty("body").GetString());
    }

    [Fact]
    public async Task Templates_Listed_SayWhichAreApproved()
    {
        await using var world = await SandboxWorld.StartAsync();

        using var response = await world.CallTwilioAsync(HttpMethod.Get, "v1/ContentAndApprovals?PageSize=50");

        var contents = (await response.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("contents").EnumerateArray().ToList();
        Assert.Contains(contents, content => content.GetProperty("approval_requests").GetProperty("status").GetString() == "approved");
        Assert.Contains(contents, content => content.GetProperty("approval_requests").GetProperty("status").GetString() == "rejected");
    }

    private static string SignatureOf(string url, ReceivedWebhook webhook)
    {
        var data = url + string.Concat(webhook.Form.OrderBy(field => field.Key, StringComparer.Ordinal).Select(field => field.Key + field.Value));
        return Convert.ToBase64String(HMACSHA1.HashData(Encoding.UTF8.GetBytes(SandboxWorld.TwilioToken), Encoding.UTF8.GetBytes(data)));
    }
}
