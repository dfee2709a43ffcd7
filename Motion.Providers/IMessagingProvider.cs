using Motion.Domain.Accounts;
using Motion.Domain.Messaging;

namespace Motion.Providers;

/// <summary>How one kind of account speaks to its provider, and is spoken to. Implementations keep no state about messages.</summary>
public interface IMessagingProvider
{
    /// <summary>The type of account served.</summary>
    AccountType Type { get; }

    /// <summary>What the provider can do (providers.md 8.1); the desk hides what it cannot.</summary>
    ProviderCapabilities CapabilitiesOf(ProviderCredentials credentials);

    /// <summary>
    /// Judges a webhook request by its raw bytes, in constant time, without I/O. The URL token has been checked already.
    /// </summary>
    WebhookVerdict Verify(WebhookRequest request, ProviderCredentials credentials);

    /// <summary>
    /// Takes a stored payload apart. Never throws for bad input: what cannot be understood comes back as dead parts.
    /// </summary>
    ParsedPayload Parse(WebhookPayload payload, ProviderCredentials credentials);

    /// <summary>Sends one message. Never throws for the provider's or the network's faults; cancellation counts as an unknown outcome.</summary>
    Task<SendOutcome> SendAsync(SendRequest request, ProviderCredentials credentials, CancellationToken cancellation);

    /// <summary>
    /// Opens an inbound file at the provider, sending credentials only to its own hosts. The caller disposes the result and
    /// enforces size limits while it reads. Failures come as <see cref="OutsideFailureException"/>.
    /// </summary>
    Task<MediaDownload> OpenMediaAsync(MediaSource source, ProviderCredentials credentials, CancellationToken cancellation);

    /// <summary>Marks an inbound message as read at the customer's phone, where the provider can; else does nothing. Never retried.</summary>
    /// <param name="providerMessageId">The customer's message.</param>
    /// <param name="accountPhone">The account's number, digits, as in <see cref="SendRequest.FromPhone"/>.</param>
    /// <param name="credentials">The account's.</param>
    /// <param name="cancellation">Ends the wait for the answer.</param>
    /// <exception cref="OutsideFailureException">The provider refused or did not answer.</exception>
    Task MarkReadAsync(string providerMessageId, string accountPhone, ProviderCredentials credentials, CancellationToken cancellation);

    /// <summary>Asks the provider whether the credentials are good; null when they are.</summary>
    Task<OutsideFailure?> CheckCredentialsAsync(ProviderCredentials credentials, CancellationToken cancellation);

    /// <summary>
    /// Lists the account's templates, all pages. Only where <see cref="ProviderCapabilities.TemplateList"/> is on; empty elsewhere.
    /// </summary>
    /// <exception cref="OutsideFailureException">The provider refused or did not answer.</exception>
    Task<IReadOnlyList<ProviderTemplate>> ListTemplatesAsync(ProviderCredentials credentials, CancellationToken cancellation);

    /// <summary>
    /// Shows "typing…" to the customer for a moment, and marks his message as read, where the provider can; else does nothing. Never retried.
    /// </summary>
    /// <exception cref="OutsideFailureException">The provider refused or did not answer.</exception>
    Task ShowTypingAsync(string providerMessageId, ProviderCredentials credentials, CancellationToken cancellation);
}
