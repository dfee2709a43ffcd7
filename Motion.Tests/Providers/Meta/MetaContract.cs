using System.Text.Json;
using Motion.Domain.Accounts;
using Motion.Domain.Messaging;
using Motion.Providers;
using Motion.Providers.Meta;
using Motion.Tests.Support;

namespace Motion.Tests.Providers.Meta;

public sealed partial class MetaContract : ProviderContract
{
    private const string Number = "106540352242922";
    private static readonly MetaCredentials Mine = new("102290129340398", "token-1", "app-1", Number, "test_app_secret", "meatyhamhock");

    private protected override AccountType Type => AccountType.Meta;
    private protected override ProviderCredentials Credentials => Mine;
    private protected override string SendPath => $"/v26.0/{Number}/messages";
    private protected override string CheckPath => $"/v26.0/{Number}";
    private protected override string FilePath => "/whatsapp_business/attachments";
    private protected override string TakenId => "wamid.OUT1";
    private protected override string TakenAnswer =>
        """{"messaging_product":"whatsapp","contacts":[{"input":"15551230000","wa_id":"15551230000"}],"messages":[{"id":"wamid.OUT1","message_status":"accepted"}]}""";
    private protected override string ThrottledAnswer => Error(130429, "Rate limit hit");
    private protected override string OutsideWindowAnswer => Error(131047, "Re-engagement message");
    private protected override string BadTokenAnswer => Error(190, "Invalid OAuth access token");
    private protected override CustomerIdentity Customer => new(IdentityKind.Phone, "15551230000");
    private protected override IEnumerable<MessageContent> Unsendable => [new ContactsContent([])];

    private protected override Dictionary<string, string?> EndpointsAt(Uri address) =>
        new() { ["Providers:Meta:BaseUrl"] = new Uri(address, "/v26.0/").AbsoluteUri };

    private protected override MediaSource FileAt(string address)
    {
        Server.On("GET", "/v26.0/media-1", Replies.Json(200, JsonSerializer.Serialize(new
        {
            url = address,
            mime_type = "image/jpeg",
            sha256 = new string('A', 64),
            file_size = 5,
            id = "media-1",
        })));
        return new MediaSource("media-1", null, null);
    }

    private protected override WebhookRequest SignedRequest()
    {
        var body = InboundText("wamid.A", Words).Body;
        return new WebhookRequest("POST", "https://motion.example/notify?token=abc", new Dictionary<string, string>(),
            name => name == MetaSignature.Header ? MetaSignature.Compute("test_app_secret", body.Span) : null, body);
    }

    private protected override WebhookPayload InboundText(string providerId, string text) => Payload(Envelope(
        $$$"""{"messages":[{"from":"15551230000","id":"{{{providerId}}}","timestamp":"1749416383","type":"text","text":{"body":{{{JsonSerializer.Serialize(text)}}} }}]}"""));

    private protected override WebhookPayload StatusOf(long ourId, string providerId) => Payload(Envelope(
        $$"""{"statuses":[{"id":"{{providerId}}","status":"delivered","timestamp":"1749416383","recipient_id":"15551230000","biz_opaque_callback_data":"{{ourId}}"}]}"""));

    private static string Error(int code, string message) =>
        $$$"""{"error":{"message":"(#{{{code}}}) {{{message}}}","type":"OAuthException","code":{{{code}}},"error_data":{"messaging_product":"whatsapp","details":"More words"},"fbtrace_id":"x"}}""";

    private static string Envelope(string value) =>
        """{"object":"whatsapp_business_account","entry":[{"id":"102290129340398","changes":[{"field":"messages","value":{"metadata":"""
        + $$"""{"phone_number_id":"{{Number}}"},{{value[1..^1]}}""" + "}}]}]}";
}
