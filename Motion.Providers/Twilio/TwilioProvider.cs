using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Options;
using Motion.Domain.Accounts;
using Motion.Domain.Messaging;
using Motion.Providers.Outside;

namespace Motion.Providers.Twilio;

/// <summary>Twilio Messaging (providers.md section 1).</summary>
internal sealed class TwilioProvider(ProviderHttp http, MediaFetch media, IProviderEndpoints endpoints, IOptionsMonitor<ProviderEndpoints> options) : IMessagingProvider
{
    private const long Megabyte = 1024 * 1024;

    /// <summary>Typing is a beta, and marks the message read as well. Cards go as vCard files that Twilio fetches.</summary>
    private static readonly ProviderCapabilities Abilities = new()
    {
        TextLimit = 1600,
        SendsPerSecond = 80,
        CaptionLimit = 1600,
        MediaByUrl = true,
        Templates = true,
        TemplateList = true,
        Location = true,
        ContactCard = true,
        Typing = true,
        SignedWebhooks = true,
        MediaLimits = new Dictionary<MessageKind, long>
        {
            [MessageKind.Audio] = 16 * Megabyte,
            [MessageKind.Document] = 16 * Megabyte,
            [MessageKind.Image] = 5 * Megabyte,
            [MessageKind.Video] = 16 * Megabyte,
        },
    };

    private static readonly SendLimits Limits = new("Twilio", Abilities);

    public AccountType Type => AccountType.Twilio;

    public ProviderCapabilities CapabilitiesOf(ProviderCredentials credentials) => Abilities;

    public WebhookVerdict Verify(WebhookRequest request, ProviderCredentials credentials) => TwilioWebhook.Verify(request, Mine(credentials));

    public ParsedPayload Parse(WebhookPayload payload, ProviderCredentials credentials) => TwilioPayloads.Parse(payload, Mine(credentials));

    public async Task<SendOutcome> SendAsync(SendRequest request, ProviderCredentials credentials, CancellationToken cancellation)
    {
        var mine = Mine(credentials);
        if (Limits.Refusal(request) is { } refusal) return new SendOutcome.NotTaken(refusal);
        if (TwilioMessageBody.FaultOf(request) is { } fault) return new SendOutcome.NotTaken(FailureRule.Final.With(null, fault));

        using var post = new HttpRequestMessage(HttpMethod.Post, Account(mine, "/Messages.json"));
        post.Headers.Authorization = Basic(mine);
        post.Content = new FormUrlEncodedContent(TwilioMessageBody.Write(request));
        var reply = await http.SendAsync(post, cancellation);
        return reply.FailureBy(TwilioFailures.OfAnswer) is { } failure
            ? new SendOutcome.NotTaken(failure)
            : ((ProviderReply.Answered)reply).Read(Outcome) ?? new SendOutcome.NotTaken(FailureRule.Hiccup.With(null, "Twilio took the message but named no SID."));
    }

    public Task<MediaDownload> OpenMediaAsync(MediaSource source, ProviderCredentials credentials, CancellationToken cancellation)
    {
        var mine = Mine(credentials);
        return new TwilioMedia(media, endpoints.For(ProviderHost.TwilioApi), mine.AccountSid, Basic(mine)).OpenAsync(source, cancellation);
    }

    /// <summary>Twilio has no read receipt of its own.</summary>
    public Task MarkReadAsync(string providerMessageId, string accountPhone, ProviderCredentials credentials, CancellationToken cancellation) => Task.CompletedTask;

    public Task<IReadOnlyList<ProviderTemplate>> ListTemplatesAsync(ProviderCredentials credentials, CancellationToken cancellation)
    {
        var basic = Basic(Mine(credentials));
        return TwilioTemplates.ListAsync(AskAsync);

        async Task<ProviderReply> AskAsync(string query)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, At(ProviderHost.TwilioContent, $"/v1/ContentAndApprovals{query}"));
            request.Headers.Authorization = basic;
            return await http.SendAsync(request, cancellation);
        }
    }

    public async Task ShowTypingAsync(string providerMessageId, ProviderCredentials credentials, CancellationToken cancellation)
    {
        // Both editions are betas, and nobody says which one stays. The newer refuses the channel in small letters, the older wants it so.
        var isOlder = options.CurrentValue.Twilio.TypingVersion == ProviderEndpoints.TwilioEndpoints.OlderTyping;
        using var request = new HttpRequestMessage(HttpMethod.Post, At(ProviderHost.TwilioMessaging, $"/{(isOlder ? "v2" : "v3")}/Indicators/Typing.json"));
        request.Headers.Authorization = Basic(Mine(credentials));
        request.Content = isOlder
            ? new FormUrlEncodedContent([new("channel", "whatsapp"), new("messageId", providerMessageId)])
            : JsonContent.Create(new { channel = "WHATSAPP", messageId = providerMessageId });
        if ((await http.SendAsync(request, cancellation)).FailureBy(TwilioFailures.OfAnswer) is { } failure) throw new OutsideFailureException(failure);
    }

    public async Task<OutsideFailure?> CheckCredentialsAsync(ProviderCredentials credentials, CancellationToken cancellation)
    {
        var mine = Mine(credentials);
        using var request = new HttpRequestMessage(HttpMethod.Get, Account(mine, ".json"));
        request.Headers.Authorization = Basic(mine);
        return FailureRule.OfCheck((await http.SendAsync(request, cancellation)).FailureBy(TwilioFailures.OfAnswer));
    }

    private static SendOutcome? Outcome(JsonElement message) => (message.Text("sid"u8), message.Text("status"u8)) switch
    {
        (null, _) => null,
        (_, "failed" or "undelivered" or "canceled") =>
            new SendOutcome.NotTaken(TwilioFailures.OfStatus(message.Text("error_code"u8), message.Text("error_message"u8))),
        ({ } sid, _) => new SendOutcome.Taken(sid),
    };

    private Uri Account(TwilioCredentials mine, string rest) =>
        At(ProviderHost.TwilioApi, $"/2010-04-01/Accounts/{Uri.EscapeDataString(mine.AccountSid)}{rest}");

    private Uri At(ProviderHost host, string rest) => new(endpoints.For(host).AbsoluteUri.TrimEnd('/') + rest);

    private static AuthenticationHeaderValue Basic(TwilioCredentials mine) => new(
        "Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{mine.AccountSid}:{mine.AuthorizationToken}")));

    private static TwilioCredentials Mine(ProviderCredentials credentials) => (TwilioCredentials)credentials;
}
