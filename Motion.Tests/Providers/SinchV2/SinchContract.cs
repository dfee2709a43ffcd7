using System.Globalization;
using System.Text.Json;
using Motion.Domain.Accounts;
using Motion.Domain.Messaging;
using Motion.Providers;
using Motion.Providers.SinchV2;
using Motion.Tests.Support;

namespace Motion.Tests.Providers.SinchV2;

public sealed partial class SinchContract : ProviderContract
{
    private const string TokenPath = "/oauth2/token";
    private static readonly SinchCredentials Mine =
        new("https://eu.conversation.api.sinch.com", "project-1", "01APP", "key-1", "secret-1", "hook_secret");

    private protected override AccountType Type => AccountType.SinchV2;
    private protected override ProviderCredentials Credentials => Mine;
    private protected override string SendPath => "/v1/projects/project-1/messages:send";
    private protected override string CheckPath => "/v1/projects/project-1/apps/01APP";
    private protected override string FilePath => "/files/a.jpg";
    private protected override string TakenId => "01OUT";
    private protected override string TakenAnswer => """{"message_id":"01OUT","accepted_time":"2026-11-22T10:00:00Z"}""";
    private protected override string ThrottledAnswer => Error(429, "RESOURCE_EXHAUSTED", "Too many requests");
    private protected override string OutsideWindowAnswer => Error(400, "OUTSIDE_ALLOWED_SENDING_WINDOW", "The window is closed");
    private protected override string BadTokenAnswer => Error(401, "UNAUTHENTICATED", "Unauthenticated");
    private protected override CustomerIdentity Customer => new(IdentityKind.Phone, "15551230000");
    private protected override bool FilesNeedCredentials => false;

    private protected override IEnumerable<MessageContent> Unsendable =>
    [
        new ReactionContent("01MSG", "👍"),
        new ContactsContent([new ContactCard("Ann", ["+1"], [])]),
    ];

    private protected override void PrepareServer() =>
        Server.On("POST", TokenPath, Replies.Json(200, """{"access_token":"token-1","token_type":"bearer","expires_in":3600,"scope":""}"""));

    private protected override Dictionary<string, string?> EndpointsAt(Uri address) => new()
    {
        ["Providers:Sinch:BaseUrl"] = address.AbsoluteUri,
        ["Providers:Sinch:TokenUrl"] = new Uri(address, TokenPath).AbsoluteUri,
    };

    private protected override MediaSource FileAt(string address) => new(null, address, null);

    private protected override WebhookRequest SignedRequest()
    {
        var body = InboundText("01MSG", Words).Body;
        var timestamp = Now.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase)
        {
            [SinchSignature.Header] = SinchSignature.Compute("hook_secret", body.Span, "01NONCE", timestamp),
            [SinchSignature.NonceHeader] = "01NONCE",
            [SinchSignature.TimestampHeader] = timestamp,
            [SinchSignature.AlgorithmHeader] = SinchSignature.Algorithm,
        };
        return new WebhookRequest("POST", "https://motion.example/notify?token=abc", new Dictionary<string, string>(), headers.GetValueOrDefault, body);
    }

    private protected override WebhookPayload InboundText(string providerId, string text) => Payload(
        """{"app_id":"01APP","message":{"id":""" + JsonSerializer.Serialize(providerId)
        + ""","channel_identity":{"channel":"WHATSAPP","identity":"15551230000"},"contact_message":{"text_message":{"text":"""
        + JsonSerializer.Serialize(text) + "}}}}");

    private protected override WebhookPayload StatusOf(long ourId, string providerId) => Payload(
        $$"""{"app_id":"01APP","message_metadata":"{\"mid\":\"{{ourId}}\"}","message_delivery_report":{"message_id":"{{providerId}}","status":"DELIVERED","""
        + "\"channel_identity\":{\"channel\":\"WHATSAPP\",\"identity\":\"15551230000\"}}}");

    private static string Error(int code, string status, string message) =>
        $$"""{"error":{"code":{{code}},"message":"{{message}}","status":"{{status}}","details":[]} }""";
}
