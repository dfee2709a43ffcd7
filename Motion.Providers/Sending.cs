using Motion.Domain.Messaging;

namespace Motion.Providers;

/// <summary>One message on its way out.</summary>
/// <param name="MessageId">Our id; echoed by the provider so that an early status finds its message.</param>
/// <param name="FromPhone">The account's number, digits.</param>
/// <param name="To">The customer.</param>
/// <param name="Content">What to say.</param>
/// <param name="ReplyToProviderMessageId">The quoted message, or null; ignored where the provider cannot.</param>
/// <param name="StatusCallbackUrl">Our public webhook address, for providers that want it with each message.</param>
/// <param name="Media">The bytes or link of a file, or null.</param>
public sealed record SendRequest(
    long MessageId,
    string FromPhone,
    CustomerIdentity To,
    MessageContent Content,
    string? ReplyToProviderMessageId,
    string StatusCallbackUrl,
    OutboundMedia? Media = null);

/// <summary>A file to send.</summary>
/// <param name="PublicUrl">A signed, expiring link of ours, for providers that fetch.</param>
/// <param name="MimeType">Its type.</param>
/// <param name="FileName">Its name, or null.</param>
/// <param name="Open">Opens the bytes, for providers that take an upload.</param>
public sealed record OutboundMedia(string PublicUrl, string MimeType, string? FileName, Func<CancellationToken, Task<Stream>> Open);

/// <summary>How a send ended.</summary>
public abstract record SendOutcome
{
    private SendOutcome() { }

    /// <summary>The provider took it.</summary>
    /// <param name="ProviderMessageId">Its id there.</param>
    public sealed record Taken(string ProviderMessageId) : SendOutcome;

    /// <summary>It was refused, or nobody knows; the failure says which.</summary>
    /// <param name="Failure">Why, and whether a retry is safe.</param>
    public sealed record NotTaken(OutsideFailure Failure) : SendOutcome;
}

/// <summary>An inbound file being read from the provider.</summary>
/// <param name="Content">The bytes, not buffered.</param>
/// <param name="MimeType">As the provider's answer says, or null.</param>
/// <param name="Length">Bytes announced, or null.</param>
/// <param name="Sha256">Lower-case hex of the expected SHA-256, or null when the provider gives none.</param>
public sealed record MediaDownload(Stream Content, string? MimeType, long? Length, string? Sha256) : IAsyncDisposable
{
    /// <inheritdoc/>
    public ValueTask DisposeAsync() => Content.DisposeAsync();
}

/// <summary>Carries a translated failure where a value cannot be returned.</summary>
/// <param name="failure">The failure in our terms.</param>
public sealed class OutsideFailureException(OutsideFailure failure) : Exception($"{failure.Kind} {failure.Code}: {failure.Detail}")
{
    /// <summary>The failure in our terms.</summary>
    public OutsideFailure Failure { get; } = failure;
}
