using System.Text.Json.Serialization;
using Motion.Domain.Messaging;

namespace Motion.Providers.Sandbox;

/// <summary>A message on a sandbox phone. Never changed in place: the phone holds the newest version.</summary>
public sealed record SandboxMessage
{
    /// <summary>Its id at the provider.</summary>
    public required string Id { get; init; }

    /// <summary>Written on the phone, rather than sent by our application.</summary>
    public required bool FromCustomer { get; init; }

    /// <summary>What it says.</summary>
    public required MessageContent Content { get; init; }

    /// <summary>When the provider took it.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>
    /// For our messages what the status webhooks said last. For the customer's: Queued while the webhook is on its way, Delivered
    /// when it was taken, Read when our application marked it as read, Failed when the webhook was given up.
    /// </summary>
    public DeliveryStatus Status { get; init; }

    /// <summary>The provider's code of a failure, or null.</summary>
    public string? FailureCode { get; init; }

    /// <summary>The quoted message, or null.</summary>
    public string? ReplyToId { get; init; }

    /// <summary>The file that goes with it, or null.</summary>
    public SandboxFile? File { get; init; }

    /// <summary>What the customer may press on it.</summary>
    public IReadOnlyList<SandboxChoice> Choices { get; init; } = [];

    /// <summary>The customer changed it.</summary>
    public bool Edited { get; init; }

    /// <summary>The customer deleted it.</summary>
    public bool Deleted { get; init; }

    /// <summary>The customer's emoji on it, or null.</summary>
    public string? CustomerReaction { get; init; }

    /// <summary>Our emoji on it, or null.</summary>
    public string? BusinessReaction { get; init; }

    /// <summary>The answer to something pressable, which the providers report in different shapes; null for anything else.</summary>
    internal SandboxChoiceKind? Pressed { get; init; }

    /// <summary>What has to come back with each status: Meta's opaque data, Sinch's metadata, Kaleyra's reference.</summary>
    internal string? Echo { get; init; }

    /// <summary>The address this message's statuses go to, where the send named one.</summary>
    internal string? Callback { get; init; }
}

/// <summary>A file in the sandbox.</summary>
/// <param name="Id">Its media id at the provider.</param>
/// <param name="AccountId">The account it belongs to.</param>
/// <param name="MimeType">Its type.</param>
/// <param name="FileName">Its name, or null.</param>
/// <param name="Size">Bytes.</param>
/// <param name="Sha256">Lower-case hex.</param>
public sealed record SandboxFile(string Id, int AccountId, string MimeType, string? FileName, long Size, string Sha256);

/// <summary>A button or a row of a list under a message.</summary>
/// <param name="Kind">How the press is reported.</param>
/// <param name="Id">Hidden value.</param>
/// <param name="Title">What stands on it.</param>
/// <param name="Description">The line under it, or null.</param>
public sealed record SandboxChoice(SandboxChoiceKind Kind, string Id, string Title, string? Description = null);

/// <summary>What sort of thing can be pressed.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<SandboxChoiceKind>))]
public enum SandboxChoiceKind
{
    /// <summary>A reply button of an interactive message.</summary>
    Button,
    /// <summary>A row of a list.</summary>
    Row,
    /// <summary>A quick reply of a template.</summary>
    QuickReply,
}

/// <summary>A conversation as it stands on the phone at one moment.</summary>
/// <param name="AccountId">The account written with.</param>
/// <param name="Customer">Whose phone it is.</param>
/// <param name="Reachable">The phone is switched on: messages are delivered.</param>
/// <param name="AutoRead">What is delivered counts as read at once, also with no page open.</param>
/// <param name="TypingUntil">Our side is shown as typing until then, or null.</param>
/// <param name="Messages">Oldest first.</param>
public sealed record SandboxConversation(
    int AccountId,
    SandboxCustomer Customer,
    bool Reachable,
    bool AutoRead,
    DateTimeOffset? TypingUntil,
    IReadOnlyList<SandboxMessage> Messages);
