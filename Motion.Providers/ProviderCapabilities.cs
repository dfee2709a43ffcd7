using Motion.Domain.Messaging;

namespace Motion.Providers;

/// <summary>Why a message cannot go out at a provider, known before anything is sent.</summary>
public enum SendObstacle
{
    /// <summary>There is nothing in it.</summary>
    Empty,
    /// <summary>The text is longer than <see cref="ProviderCapabilities.TextLimit"/>.</summary>
    TextTooLong,
    /// <summary>The words under a file are longer than <see cref="ProviderCapabilities.CaptionLimit"/>.</summary>
    CaptionTooLong,
    /// <summary>This kind of file carries no words.</summary>
    NoCaption,
    /// <summary>The provider cannot send this kind of message.</summary>
    NotSupported,
}

/// <summary>What a provider can do (providers.md 8.1). Unverified abilities are off.</summary>
public sealed record ProviderCapabilities
{
    /// <summary>Longest text, in characters.</summary>
    public required int TextLimit { get; init; }
    /// <summary>Messages per second the provider usually takes from one sender (providers.md 8.5); null where it names no limit.</summary>
    public int? SendsPerSecond { get; init; }
    /// <summary>Media by a link the provider fetches.</summary>
    public bool MediaByUrl { get; init; }
    /// <summary>Media by upload.</summary>
    public bool MediaByUpload { get; init; }
    /// <summary>Templates can be sent.</summary>
    public bool Templates { get; init; }
    /// <summary>The provider lists its templates.</summary>
    public bool TemplateList { get; init; }
    /// <summary>Locations can be sent.</summary>
    public bool Location { get; init; }
    /// <summary>Contact cards can be sent.</summary>
    public bool ContactCard { get; init; }
    /// <summary>A message can quote another.</summary>
    public bool ReplyTo { get; init; }
    /// <summary>We can react with an emoji.</summary>
    public bool Reaction { get; init; }
    /// <summary>Read receipts can be sent.</summary>
    public bool ReadReceipt { get; init; }
    /// <summary>"typing…" can be shown.</summary>
    public bool Typing { get; init; }
    /// <summary>Webhooks are signed when the account's secret is known.</summary>
    public bool SignedWebhooks { get; init; }
    /// <summary>Largest file by kind, in bytes; empty when files cannot be sent.</summary>
    public IReadOnlyDictionary<MessageKind, long> MediaLimits { get; init; } = new Dictionary<MessageKind, long>();
    /// <summary>Longest words under a file, in characters.</summary>
    public int CaptionLimit { get; init; } = 1024;
    /// <summary>The kinds of files that may carry words.</summary>
    public IReadOnlySet<MessageKind> Captioned { get; init; } = new HashSet<MessageKind> { MessageKind.Image, MessageKind.Video, MessageKind.Document };

    /// <summary>What stands in the way of sending this, or null. The one rule for the desk, the API and the adapters themselves.</summary>
    public SendObstacle? ObstacleTo(MessageContent content) => content switch
    {
        TextContent { Body: var body } when string.IsNullOrWhiteSpace(body) => SendObstacle.Empty,
        TextContent { Body: var body } => body.Length > TextLimit ? SendObstacle.TextTooLong : null,
        MediaContent media when !MediaLimits.ContainsKey(media.Media) => SendObstacle.NotSupported,
        MediaContent { Caption: null or "" } => null,
        MediaContent media when !Captioned.Contains(media.Media) => SendObstacle.NoCaption,
        MediaContent { Caption: var caption } => caption.Length > CaptionLimit ? SendObstacle.CaptionTooLong : null,
        ContactsContent { Cards.Count: 0 } => SendObstacle.Empty,
        LocationContent when Location => null,
        ContactsContent when ContactCard => null,
        ReactionContent when Reaction => null,
        TemplateContent when Templates => null,
        _ => SendObstacle.NotSupported,
    };
}
