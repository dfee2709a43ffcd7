using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace Motion.Tests.Support;

/// <summary>A webhook payload as Meta sends it (providers.md 3.2), built up part by part.</summary>
internal sealed class MetaPayload(string phoneNumberId)
{
    private readonly JsonArray _contacts = [];
    private readonly JsonArray _messages = [];
    private readonly JsonArray _statuses = [];

    public MetaPayload Text(string from, string id, string body, DateTimeOffset? at = null, string name = "Ann")
    {
        _contacts.Add(new JsonObject { ["profile"] = new JsonObject { ["name"] = name }, ["wa_id"] = from });
        _messages.Add(new JsonObject
        {
            ["from"] = from,
            ["id"] = id,
            ["timestamp"] = Seconds(at),
            ["type"] = "text",
            ["text"] = new JsonObject { ["body"] = body },
        });
        return this;
    }

    public MetaPayload Message(JsonObject message)
    {
        _messages.Add(message);
        return this;
    }

    public MetaPayload Status(string id, string status, string recipient, string? echo = null, int? errorCode = null, DateTimeOffset? at = null)
    {
        var reported = new JsonObject { ["id"] = id, ["status"] = status, ["timestamp"] = Seconds(at), ["recipient_id"] = recipient };
        if (echo is not null)
            reported["biz_opaque_callback_data"] = echo;
        if (errorCode is not null)
            reported["errors"] = new JsonArray(new JsonObject { ["code"] = errorCode, ["title"] = "Refused" });
        _statuses.Add(reported);
        return this;
    }

    public string Json() => new JsonObject
    {
        ["object"] = "whatsapp_business_account",
        ["entry"] = new JsonArray(new JsonObject
        {
            ["id"] = "102290129340398",
            ["changes"] = new JsonArray(new JsonObject
            {
                ["field"] = "messages",
                ["value"] = new JsonObject
                {
                    ["messaging_product"] = "whatsapp",
                    ["metadata"] = new JsonObject { ["display_phone_number"] = "15550783881", ["phone_number_id"] = phoneNumberId },
                    ["contacts"] = _contacts.DeepClone(),
                    ["messages"] = _messages.DeepClone(),
                    ["statuses"] = _statuses.DeepClone(),
                },
            }),
        }),
    }.ToJsonString();

    /// <summary>The request's body and headers, signed with the app secret over the raw bytes.</summary>
    public static HttpContent Signed(string json, string appSecret)
    {
        var bytes = Encoding.UTF8.GetBytes(json);
        var content = new ByteArrayContent(bytes);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        content.Headers.Add("X-Hub-Signature-256", $"sha256={Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(appSecret), bytes))}");
        return content;
    }

    private static string Seconds(DateTimeOffset? at) => (at ?? TimeProvider.System.GetUtcNow()).ToUnixTimeSeconds().ToString(System.Globalization.CultureInfo.InvariantCulture);
}
