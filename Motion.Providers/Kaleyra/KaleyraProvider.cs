using System.Globalization;
using System.Text.Json;
using Motion.Domain.Accounts;
using Motion.Domain.Messaging;
using Motion.Providers.Outside;

namespace Motion.Providers.Kaleyra;

/// <summary>Kaleyra's WhatsApp in both generations (providers.md section 4); the account says which.</summary>
internal sealed class KaleyraProvider(ProviderHttp http, MediaFetch media, IProviderEndpoints endpoints) : IMessagingProvider
{
    private const long Megabyte = 1024 * 1024;

    /// <summary>Contact cards are unverified in the first generation, and it tells only the states of its templates.</summary>
    private static readonly ProviderCapabilities First = new()
    {
        TextLimit = 4096,
        MediaByUrl = true,
        MediaByUpload = true,
        Templates = true,
        TemplateList = true,
        Location = true,
        MediaLimits = new Dictionary<MessageKind, long>
        {
            [MessageKind.Audio] = 16 * Megabyte,
            [MessageKind.Document] = 100 * Megabyte,
            [MessageKind.Image] = 5 * Megabyte,
            [MessageKind.Video] = 16 * Megabyte,
        },
    };

    /// <summary>What Meta can, as far as Kaleyra's pages tell how: files go by their link, typing is unverified.</summary>
    private static readonly ProviderCapabilities Second = First with
    {
        MediaByUpload = false,
        ContactCard = true,
        ReplyTo = true,
        Reaction = true,
        ReadReceipt = true,
        MediaLimits = new Dictionary<MessageKind, long>(First.MediaLimits) { [MessageKind.Sticker] = 500 * 1024 },
    };

    public AccountType Type => AccountType.Kaleyra;

    public ProviderCapabilities CapabilitiesOf(ProviderCredentials credentials) => IsSecond(Mine(credentials)) ? Second : First;

    public WebhookVerdict Verify(WebhookRequest request, ProviderCredentials credentials) => KaleyraWebhook.Verify(request, Mine(credentials));

    public ParsedPayload Parse(WebhookPayload payload, ProviderCredentials credentials) => KaleyraPayloads.Parse(payload);

    public async Task<SendOutcome> SendAsync(SendRequest request, ProviderCredentials credentials, CancellationToken cancellation)
    {
        var mine = Mine(credentials);
        if (new SendLimits("Kaleyra", CapabilitiesOf(mine)).Refusal(request) is { } refusal) return new SendOutcome.NotTaken(refusal);
        return IsSecond(mine) ? await SendSecondAsync(request, mine, cancellation) : await SendFirstAsync(request, mine, cancellation);
    }

    public Task<MediaDownload> OpenMediaAsync(MediaSource source, ProviderCredentials credentials, CancellationToken cancellation) =>
        new KaleyraMedia(media, endpoints.For(ProviderHost.KaleyraApi, Mine(credentials).BaseUrl)).OpenAsync(source, cancellation);

    public async Task MarkReadAsync(string providerMessageId, string accountPhone, ProviderCredentials credentials, CancellationToken cancellation)
    {
        var mine = Mine(credentials);
        if (!IsSecond(mine) || KaleyraMessageBody.Known(providerMessageId) is not { } id) return;
        var reply = await PostAsync(mine, SecondPath(accountPhone), Json(KaleyraMessageBody.WriteRead(id)), cancellation);
        if (reply.FailureBy(KaleyraFailures.OfAnswer) is { } failure) throw new OutsideFailureException(failure);
    }

    public Task<IReadOnlyList<ProviderTemplate>> ListTemplatesAsync(ProviderCredentials credentials, CancellationToken cancellation)
    {
        var mine = Mine(credentials);
        return KaleyraTemplates.ListAsync(IsSecond(mine), query => GetAsync(mine, TemplatesPath(mine) + query, cancellation));
    }

    /// <summary>Unverified at Kaleyra.</summary>
    public Task ShowTypingAsync(string providerMessageId, ProviderCredentials credentials, CancellationToken cancellation) => Task.CompletedTask;

    public async Task<OutsideFailure?> CheckCredentialsAsync(ProviderCredentials credentials, CancellationToken cancellation)
    {
        var mine = Mine(credentials);
        return FailureRule.OfCheck((await GetAsync(mine, TemplatesPath(mine), cancellation)).FailureBy(KaleyraFailures.OfAnswer));
    }

    private async Task<SendOutcome> SendFirstAsync(SendRequest request, KaleyraCredentials mine, CancellationToken cancellation)
    {
        if (KaleyraMessageBody.FaultOf(request) is { } fault) return new SendOutcome.NotTaken(FailureRule.Final.With(null, fault));
        var reply = await PostAsync(mine, "/messages", KaleyraMessageBody.WriteFields(request, mine), cancellation);
        return request is { Content: MediaContent { Media: var kind }, Media: { } file } && reply is ProviderReply.Answered answer && KaleyraFailures.BlamesTheFile(answer)
            ? await UploadAsync(request, kind, file, mine, cancellation)
            : OutcomeOf(reply);
    }

    /// <summary>Not every account takes files by their link; it refused, so nothing has been sent.</summary>
    private async Task<SendOutcome> UploadAsync(
        SendRequest request, MessageKind kind, OutboundMedia file, KaleyraCredentials mine, CancellationToken cancellation)
    {
        await using var bytes = await file.Open(cancellation);
        if (bytes.CanSeek && bytes.Length > First.MediaLimits[kind])
        {
            return new SendOutcome.NotTaken(FailureRule.MediaTooLarge.With(null, string.Create(
                CultureInfo.InvariantCulture, $"The file has {bytes.Length} bytes; Kaleyra takes at most {First.MediaLimits[kind]}.")));
        }
        return OutcomeOf(await PostAsync(mine, "/messages", KaleyraMessageBody.WriteUpload(request, mine, bytes), cancellation, ProviderHttp.UploadTimeout));
    }

    private async Task<SendOutcome> SendSecondAsync(SendRequest request, KaleyraCredentials mine, CancellationToken cancellation)
    {
        if (request.Content is ReactionContent reaction && KaleyraMessageBody.Known(reaction.TargetProviderMessageId) is null)
            return new SendOutcome.NotTaken(FailureRule.Final.With(null, "Kaleyra gave this message no id, so nothing can be put on it."));
        return OutcomeOf(await PostAsync(mine, SecondPath(request.FromPhone), Json(KaleyraMessageBody.WriteObject(request)), cancellation));
    }

    private static SendOutcome OutcomeOf(ProviderReply reply)
    {
        if (reply.FailureBy(KaleyraFailures.OfAnswer) is { } failure) return new SendOutcome.NotTaken(failure);
        var answer = (ProviderReply.Answered)reply;
        return answer.Read(IdIn) is { } id ? new SendOutcome.Taken(id) : new SendOutcome.NotTaken(KaleyraFailures.OfNamelessAnswer(answer));
    }

    /// <summary>The first generation's place, then those where the second may put it; no page says.</summary>
    private static string? IdIn(JsonElement root)
    {
        if (root.Text("id"u8) is { } id) return id;
        var data = root.Member("data"u8) ?? default;
        return data.Items("messages"u8).Select(message => message.Text("id"u8)).FirstOrDefault() ?? data.Text("id"u8) ?? data.Text("message_id"u8);
    }

    private async Task<ProviderReply> GetAsync(KaleyraCredentials mine, string path, CancellationToken cancellation)
    {
        using var request = Request(HttpMethod.Get, mine, path);
        return await http.SendAsync(request, cancellation);
    }

    private async Task<ProviderReply> PostAsync(
        KaleyraCredentials mine, string path, HttpContent content, CancellationToken cancellation, TimeSpan? timeout = null)
    {
        using var request = Request(HttpMethod.Post, mine, path);
        request.Content = content;
        return await http.SendAsync(request, cancellation, timeout);
    }

    private HttpRequestMessage Request(HttpMethod method, KaleyraCredentials mine, string path)
    {
        var api = endpoints.For(ProviderHost.KaleyraApi, mine.BaseUrl).AbsoluteUri.TrimEnd('/');
        var generation = IsSecond(mine) ? "v2" : "v1";
        return new HttpRequestMessage(method, $"{api}/{generation}/{Uri.EscapeDataString(mine.AccountSid)}{path}") { Headers = { { "api-key", mine.ApiKey } } };
    }

    private static string SecondPath(string phone) => $"/whatsapp/{Uri.EscapeDataString(phone)}/messages";

    private static string TemplatesPath(KaleyraCredentials mine) =>
        IsSecond(mine) ? $"/whatsapp/{Uri.EscapeDataString(mine.BusinessAccountId)}/message_templates" : "/whatsapp/templates/status";

    private static ByteArrayContent Json(byte[] body) => new(body) { Headers = { ContentType = new("application/json") } };

    private static bool IsSecond(KaleyraCredentials mine) => mine.ApiGeneration == CredentialFields.SecondGeneration;

    private static KaleyraCredentials Mine(ProviderCredentials credentials) => (KaleyraCredentials)credentials;
}
