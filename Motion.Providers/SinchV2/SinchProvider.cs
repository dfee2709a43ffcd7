using Motion.Domain.Accounts;
using Motion.Domain.Messaging;
using Motion.Providers.Outside;

namespace Motion.Providers.SinchV2;

/// <summary>Sinch Conversation API (providers.md section 2).</summary>
internal sealed class SinchProvider(SinchApi api, MediaFetch media, IProviderEndpoints endpoints, TimeProvider time) : IMessagingProvider
{
    private const long Megabyte = 1024 * 1024;

    /// <summary>Typing and contact cards are unverified on WhatsApp; Sinch's template list is not that of WhatsApp's approved ones.</summary>
    private static readonly ProviderCapabilities Signed = new()
    {
        TextLimit = 4096,
        // The pace at which Sinch empties the queue of an app.
        SendsPerSecond = 20,
        MediaByUrl = true,
        Templates = true,
        Location = true,
        SignedWebhooks = true,
        // A media message has no room for words.
        Captioned = new HashSet<MessageKind>(),
        MediaLimits = new Dictionary<MessageKind, long>
        {
            [MessageKind.Audio] = 16 * Megabyte,
            [MessageKind.Document] = 100 * Megabyte,
            [MessageKind.Image] = 5 * Megabyte,
            [MessageKind.Sticker] = 100 * 1024,
            [MessageKind.Video] = 16 * Megabyte,
        },
    };

    private static readonly ProviderCapabilities Unsigned = Signed with { SignedWebhooks = false };

    private static readonly SendLimits Limits = new("Sinch", Signed);

    public AccountType Type => AccountType.SinchV2;

    public ProviderCapabilities CapabilitiesOf(ProviderCredentials credentials) =>
        string.IsNullOrEmpty(Mine(credentials).WebhookSecret) ? Unsigned : Signed;

    public WebhookVerdict Verify(WebhookRequest request, ProviderCredentials credentials) =>
        SinchWebhook.Verify(request, Mine(credentials), time.GetUtcNow());

    public ParsedPayload Parse(WebhookPayload payload, ProviderCredentials credentials) => SinchPayloads.Parse(payload.Body, Mine(credentials).AppId);

    public async Task<SendOutcome> SendAsync(SendRequest request, ProviderCredentials credentials, CancellationToken cancellation)
    {
        var mine = Mine(credentials);
        if (Limits.Refusal(request) is { } refusal) return new SendOutcome.NotTaken(refusal);
        var reply = await api.CallAsync(mine, HttpMethod.Post, "messages:send", SinchMessageBody.Write(request, mine), cancellation);
        if (reply.FailureBy(SinchFailures.OfAnswer) is { } failure) return new SendOutcome.NotTaken(failure);
        return ((ProviderReply.Answered)reply).Read(root => root.Text("message_id"u8)) is { } id
            ? new SendOutcome.Taken(id)
            : new SendOutcome.NotTaken(FailureRule.Hiccup.With(null, "Sinch took the message but named no id."));
    }

    public Task<MediaDownload> OpenMediaAsync(MediaSource source, ProviderCredentials credentials, CancellationToken cancellation) =>
        new SinchMedia(media, endpoints.For(ProviderHost.SinchApi, Mine(credentials).BaseUrl)).OpenAsync(source, cancellation);

    /// <summary>Sinch has no read receipt.</summary>
    public Task MarkReadAsync(string providerMessageId, string accountPhone, ProviderCredentials credentials, CancellationToken cancellation) => Task.CompletedTask;

    /// <summary>Sinch lists templates of its own, not WhatsApp's.</summary>
    public Task<IReadOnlyList<ProviderTemplate>> ListTemplatesAsync(ProviderCredentials credentials, CancellationToken cancellation) =>
        Task.FromResult<IReadOnlyList<ProviderTemplate>>([]);

    /// <summary>Whether a composing event reaches WhatsApp is unverified.</summary>
    public Task ShowTypingAsync(string providerMessageId, ProviderCredentials credentials, CancellationToken cancellation) => Task.CompletedTask;

    /// <summary>Asks for the app: that needs the key, the project, the app and the region to be right.</summary>
    public async Task<OutsideFailure?> CheckCredentialsAsync(ProviderCredentials credentials, CancellationToken cancellation)
    {
        var mine = Mine(credentials);
        var reply = await api.CallAsync(mine, HttpMethod.Get, $"apps/{Uri.EscapeDataString(mine.AppId)}", null, cancellation);
        return FailureRule.OfCheck(reply.FailureBy(SinchFailures.OfAnswer));
    }

    private static SinchCredentials Mine(ProviderCredentials credentials) => (SinchCredentials)credentials;
}
