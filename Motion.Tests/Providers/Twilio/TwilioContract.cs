using Motion.Domain.Accounts;
using Motion.Domain.Messaging;
using Motion.Providers;
using Motion.Providers.Twilio;

namespace Motion.Tests.Providers.Twilio;

public sealed partial class TwilioContract : ProviderContract
{
    private const string Sid = "AC00000000000000000000000000000001";
    private static readonly TwilioCredentials Mine = new(Sid, "0123456789abcdef0123456789abcdef");

    private protected override AccountType Type => AccountType.Twilio;
    private protected override ProviderCredentials Credentials => Mine;
    private protected override string SendPath => $"/2010-04-01/Accounts/{Sid}/Messages.json";
    private protected override string CheckPath => $"/2010-04-01/Accounts/{Sid}.json";
    private protected override string FilePath => $"/2010-04-01/Accounts/{Sid}/Messages/MM1/Media/ME1";
    private protected override string TakenId => "SM00000000000000000000000000000001";
    private protected override string TakenAnswer => $$"""{"sid":"{{TakenId}}","status":"queued","error_code":null,"error_message":null,"num_media":"0"}""";
    private protected override string ThrottledAnswer => """{"code":20429,"message":"Too Many Requests","more_info":"x","status":429}""";
    private protected override string OutsideWindowAnswer => """{"code":63016,"message":"Outside the allowed window","more_info":"x","status":400}""";
    private protected override string BadTokenAnswer => """{"code":20003,"message":"Authenticate","more_info":"x","status":401}""";
    private protected override CustomerIdentity Customer => new(IdentityKind.Phone, "15551230000");

    private protected override IEnumerable<MessageContent> Unsendable =>
    [
        new ReactionContent("SM1", "👍"),
        new ContactsContent([]),
        new TemplateContent("order_update", "en", [], "x"),
    ];

    private protected override Dictionary<string, string?> EndpointsAt(Uri address) => new()
    {
        ["Providers:Twilio:BaseUrl"] = address.AbsoluteUri,
        ["Providers:Twilio:ContentBaseUrl"] = address.AbsoluteUri,
        ["Providers:Twilio:MessagingBaseUrl"] = address.AbsoluteUri,
    };

    private protected override MediaSource FileAt(string address) => new(null, address, null);

    private protected override WebhookRequest SignedRequest()
    {
        var body = InboundText("SM1", Words).Body;
        const string url = "https://motion.example/api/whatsapp/accounts/1/notify?token=abc";
        return new WebhookRequest("POST", url, new Dictionary<string, string> { ["token"] = "abc" },
            name => name == TwilioSignature.Header ? TwilioSignature.Compute(Mine.AuthorizationToken, url, body.Span) : null, body);
    }

    private protected override WebhookPayload InboundText(string providerId, string text) => Payload(
        $"SmsMessageSid={providerId}&NumMedia=0&ProfileName=Ann&MessageType=text&SmsSid={providerId}&WaId=15551230000&SmsStatus=received"
        + $"&Body={Uri.EscapeDataString(text)}&To=whatsapp%3A%2B15557654321&MessageSid={providerId}&AccountSid={Sid}&From=whatsapp%3A%2B15551230000");

    private protected override WebhookPayload StatusOf(long ourId, string providerId) => Payload(
        $"MessageSid={providerId}&SmsSid={providerId}&MessageStatus=delivered&SmsStatus=delivered&AccountSid={Sid}&From=whatsapp%3A%2B15557654321&To=whatsapp%3A%2B15551230000",
        $"?mid={ourId}");
}
