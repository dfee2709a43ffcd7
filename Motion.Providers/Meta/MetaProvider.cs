using System.Net.Http.Headers;
using Motion.Domain.Accounts;
using Motion.Domain.Messaging;
using Motion.Providers.Outside;

namespace Motion.Providers.Meta;

/// <summary>Meta Cloud API (providers.md section 3).</summary>
internal sealed class MetaProvider(ProviderHttp http, MediaFetch media, IProviderEndpoints endpoints) : IMessagingProvider
{
    private const long Megabyte = 1024 * 1024;

    private static readonly ProviderCapabilities Signed = new()
    {
        TextLimit = 4096,
        SendsPerSecond = 80,
        MediaByUrl = true,
        MediaByUpload = true,
        Templates = true,
        TemplateList = true,
        Location = true,
        ContactCard = true,
        ReplyTo = true,
        Reaction = true,
        ReadReceipt = true,
        Typing = true,
        SignedWebhooks = true,
        MediaLimits = new Dictionary<MessageKind, long>
        {
            [MessageKind.Audio] = 16 * Megabyte,
            [MessageKind.Document] = 100 * Megabyte,
            [MessageKind.Image] = 5 * Megabyte,
            [MessageKind.Sticker] = 500 * 1024,
            [MessageKind.Video] = 16 * Megabyte,
        },
    };

    private static readonly ProviderCapabilities Unsigned = Signed with { SignedWebhooks = false };

    private static readonly SendLimits Limits = new("Meta", Signed);

    public AccountType Type => AccountType.Meta;

    public ProviderCapabilities CapabilitiesOf(ProviderCredentials credentials) =>
        string.IsNullOrEmpty(Mine(credentials).AppSecret) ? Unsigned : Signed;

    public WebhookVerdict Verify(WebhookRequest request, ProviderCredentials credentials) => MetaWebhook.Verify(request, Mine(credentials));

    public ParsedPayload Parse(WebhookPayload payload, ProviderCredentials credentials) =>
        MetaPayloads.Parse(payload.Body, Mine(credentials).PhoneNumberId);

    public async Task<SendOutcome> SendAsync(SendRequest request, ProviderCredentials credentials, CancellationToken cancellation)
    {
        var mine = Mine(credentials);
        if (Limits.Refusal(request) is { } refusal) return new SendOutcome.NotTaken(refusal);
        string? mediaId = null;
        if (request is { Content: MediaContent { Media: var kind }, Media: { } file })
        {
            var upload = await new MetaUpload(http, Graph(mine.PhoneNumberId, "/media"), Bearer(mine)).SendAsync(file, Signed.MediaLimits[kind], cancellation);
            if (upload.Failure is { } failure) return new SendOutcome.NotTaken(failure);
            mediaId = upload.MediaId;
        }
        var reply = await PostAsync(mine, MetaMessageBody.Write(request, mediaId), cancellation);
        if (reply.FailureBy(MetaFailures.OfAnswer) is { } refused) return new SendOutcome.NotTaken(refused);
        return ((ProviderReply.Answered)reply).Read(root => MetaPayloads.FirstOf(root, "messages"u8)?.Text("id"u8)) is { } id
            ? new SendOutcome.Taken(id)
            : new SendOutcome.NotTaken(FailureRule.Hiccup.With(null, "Meta took the message but named no id."));
    }

    public Task<MediaDownload> OpenMediaAsync(MediaSource source, ProviderCredentials credentials, CancellationToken cancellation)
    {
        var mine = Mine(credentials);
        return new MetaMedia(http, media, endpoints.For(ProviderHost.MetaGraph), Bearer(mine)).OpenAsync(source, mine.PhoneNumberId, cancellation);
    }

    public async Task MarkReadAsync(string providerMessageId, string accountPhone, ProviderCredentials credentials, CancellationToken cancellation)
    {
        var reply = await PostAsync(Mine(credentials), MetaMessageBody.WriteRead(providerMessageId), cancellation);
        if (reply.FailureBy(MetaFailures.OfAnswer) is { } failure) throw new OutsideFailureException(failure);
    }

    public Task<IReadOnlyList<ProviderTemplate>> ListTemplatesAsync(ProviderCredentials credentials, CancellationToken cancellation)
    {
        var mine = Mine(credentials);
        return MetaTemplates.ListAsync(AskAsync);

        async Task<ProviderReply> AskAsync(string query)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, Graph(mine.AccountSid, $"/message_templates{query}"));
            request.Headers.Authorization = Bearer(mine);
            return await http.SendAsync(request, cancellation);
        }
    }

    public async Task ShowTypingAsync(string providerMessageId, ProviderCredentials credentials, CancellationToken cancellation)
    {
        var reply = await PostAsync(Mine(credentials), MetaMessageBody.WriteRead(providerMessageId, typing: true), cancellation);
        if (reply.FailureBy(MetaFailures.OfAnswer) is { } failure) throw new OutsideFailureException(failure);
    }

    public async Task<OutsideFailure?> CheckCredentialsAsync(ProviderCredentials credentials, CancellationToken cancellation)
    {
        var mine = Mine(credentials);
        using var request = new HttpRequestMessage(HttpMethod.Get, Graph(mine.PhoneNumberId, "?fields=display_phone_number"));
        request.Headers.Authorization = Bearer(mine);
        var reply = await http.SendAsync(request, cancellation);
        // A wrong phone number id reads as "object does not exist", code 100.
        return FailureRule.OfCheck(reply.FailureBy(MetaFailures.OfAnswer));
    }

    private async Task<ProviderReply> PostAsync(MetaCredentials mine, byte[] body, CancellationToken cancellation)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, Graph(mine.PhoneNumberId, "/messages"));
        request.Headers.Authorization = Bearer(mine);
        request.Content = new ByteArrayContent(body) { Headers = { ContentType = new("application/json") } };
        return await http.SendAsync(request, cancellation);
    }

    private Uri Graph(string node, string rest) =>
        new($"{endpoints.For(ProviderHost.MetaGraph).AbsoluteUri.TrimEnd('/')}/{Uri.EscapeDataString(node)}{rest}");

    private static AuthenticationHeaderValue Bearer(MetaCredentials mine) => new("Bearer", mine.AuthorizationToken);

    private static MetaCredentials Mine(ProviderCredentials credentials) => (MetaCredentials)credentials;
}
