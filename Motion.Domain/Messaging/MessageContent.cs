using System.Text.Json.Serialization;

namespace Motion.Domain.Messaging;

/// <summary>
/// What a message says, as structured data; stored as JSON with a <c>kind</c> discriminator.
/// <see cref="MessageContent.Summary"/> is the plain text used for lists and search.
/// </summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(TextContent), "text")]
[JsonDerivedType(typeof(MediaContent), "media")]
[JsonDerivedType(typeof(LocationContent), "location")]
[JsonDerivedType(typeof(ContactsContent), "contacts")]
[JsonDerivedType(typeof(ReactionContent), "reaction")]
[JsonDerivedType(typeof(ButtonReplyContent), "button")]
[JsonDerivedType(typeof(ListReplyContent), "list")]
[JsonDerivedType(typeof(FlowReplyContent), "flow")]
[JsonDerivedType(typeof(OrderContent), "order")]
[JsonDerivedType(typeof(TemplateContent), "template")]
[JsonDerivedType(typeof(SystemContent), "system")]
[JsonDerivedType(typeof(UnsupportedContent), "unsupported")]
public abstract record MessageContent
{
    /// <summary>The kind under which the message is listed.</summary>
    [JsonIgnore]
    public abstract MessageKind Kind { get; }

    /// <summary>The text of it, empty when there is none. Customer text: hostile until encoded.</summary>
    [JsonIgnore]
    public abstract string Summary { get; }
}

/// <summary>Text, at most what the provider's capabilities allow.</summary>
/// <param name="Body">The words, with WhatsApp's own marks (*bold*, _italic_ …) left as they are.</param>
public sealed record TextContent(string Body) : MessageContent
{
    /// <inheritdoc/>
    public override MessageKind Kind => MessageKind.Text;
    /// <inheritdoc/>
    public override string Summary => Body;
}

/// <summary>A file. The bytes live with the attachment, not here.</summary>
/// <param name="Media">Image, Video, Audio, Document or Sticker.</param>
/// <param name="MimeType">As the provider says; the real type is decided by the bytes.</param>
/// <param name="Caption">Words under it, or null.</param>
/// <param name="FileName">The sender's file name, or null. Untrusted.</param>
/// <param name="Source">Where the provider keeps the bytes of an inbound file; null for what we send ourselves.</param>
/// <param name="IsVoice">A voice note rather than a sound file.</param>
/// <param name="IsAnimated">A moving sticker.</param>
public sealed record MediaContent(
    MessageKind Media,
    string? MimeType,
    string? Caption = null,
    string? FileName = null,
    MediaSource? Source = null,
    bool IsVoice = false,
    bool IsAnimated = false) : MessageContent
{
    /// <inheritdoc/>
    public override MessageKind Kind => Media;
    /// <inheritdoc/>
    public override string Summary => Caption ?? FileName ?? "";
}

/// <summary>How to fetch an inbound file from its provider.</summary>
/// <param name="ProviderMediaId">The provider's media id (Meta), or null.</param>
/// <param name="Url">The address given in the webhook, or null. Not to be called outside the provider's own hosts.</param>
/// <param name="Sha256">Hex or base64 SHA-256 of the bytes where the provider gives one, as it gave it.</param>
public sealed record MediaSource(string? ProviderMediaId, string? Url, string? Sha256);

/// <summary>A place.</summary>
/// <param name="Latitude">Degrees, −90…90.</param>
/// <param name="Longitude">Degrees, −180…180.</param>
/// <param name="Name">Its name, or null.</param>
/// <param name="Address">Its address, or null.</param>
public sealed record LocationContent(double Latitude, double Longitude, string? Name = null, string? Address = null) : MessageContent
{
    /// <inheritdoc/>
    public override MessageKind Kind => MessageKind.Location;
    /// <inheritdoc/>
    public override string Summary => Name ?? Address ?? FormattableString.Invariant($"{Latitude}, {Longitude}");
}

/// <summary>Contact cards.</summary>
/// <param name="Cards">At least one.</param>
public sealed record ContactsContent(IReadOnlyList<ContactCard> Cards) : MessageContent
{
    /// <inheritdoc/>
    public override MessageKind Kind => MessageKind.Contacts;
    /// <inheritdoc/>
    public override string Summary => string.Join(", ", Cards.Select(card => card.Name));
}

/// <summary>One contact card.</summary>
/// <param name="Name">Formatted name.</param>
/// <param name="Phones">Numbers as written.</param>
/// <param name="Emails">Addresses as written.</param>
public sealed record ContactCard(string Name, IReadOnlyList<string> Phones, IReadOnlyList<string> Emails);

/// <summary>An emoji on another message.</summary>
/// <param name="TargetProviderMessageId">The message it is on, which may not have arrived yet.</param>
/// <param name="Emoji">The emoji; null takes the sender's reaction away.</param>
public sealed record ReactionContent(string TargetProviderMessageId, string? Emoji) : MessageContent
{
    /// <inheritdoc/>
    public override MessageKind Kind => MessageKind.Reaction;
    /// <inheritdoc/>
    public override string Summary => Emoji ?? "";
}

/// <summary>A pressed reply button.</summary>
/// <param name="Text">What stood on it.</param>
/// <param name="Payload">Its hidden value, or null.</param>
public sealed record ButtonReplyContent(string Text, string? Payload) : MessageContent
{
    /// <inheritdoc/>
    public override MessageKind Kind => MessageKind.ButtonReply;
    /// <inheritdoc/>
    public override string Summary => Text;
}

/// <summary>A chosen row of a list.</summary>
/// <param name="Id">The row's id.</param>
/// <param name="Title">What stood on it.</param>
/// <param name="Description">The line under it, or null.</param>
public sealed record ListReplyContent(string Id, string Title, string? Description) : MessageContent
{
    /// <inheritdoc/>
    public override MessageKind Kind => MessageKind.ListReply;
    /// <inheritdoc/>
    public override string Summary => Title;
}

/// <summary>The answer to a WhatsApp flow.</summary>
/// <param name="Name">The flow's name, or null.</param>
/// <param name="Body">The line WhatsApp shows.</param>
/// <param name="ResponseJson">What was filled in, as JSON text.</param>
public sealed record FlowReplyContent(string? Name, string? Body, string? ResponseJson) : MessageContent
{
    /// <inheritdoc/>
    public override MessageKind Kind => MessageKind.FlowReply;
    /// <inheritdoc/>
    public override string Summary => Body ?? Name ?? "";
}

/// <summary>A cart.</summary>
/// <param name="CatalogId">The catalogue, or null.</param>
/// <param name="Text">The customer's words with it, or null.</param>
/// <param name="Items">What is in it.</param>
public sealed record OrderContent(string? CatalogId, string? Text, IReadOnlyList<OrderItem> Items) : MessageContent
{
    /// <inheritdoc/>
    public override MessageKind Kind => MessageKind.Order;
    /// <inheritdoc/>
    public override string Summary => Text ?? "";
}

/// <summary>One line of a cart.</summary>
/// <param name="ProductId">The retailer's product id.</param>
/// <param name="Quantity">How many.</param>
/// <param name="Price">Price of one.</param>
/// <param name="Currency">ISO 4217 code.</param>
public sealed record OrderItem(string ProductId, int Quantity, decimal Price, string Currency);

/// <summary>An approved template, the only thing that may be sent outside the window.</summary>
/// <param name="Name">What the provider calls it; at Twilio the content SID.</param>
/// <param name="Language">E.g. <c>it</c> or <c>en_US</c>.</param>
/// <param name="Parameters">The values of its body's placeholders, in their order.</param>
/// <param name="Preview">What the customer will read.</param>
/// <param name="Header">What fills the header, or null when it has no placeholder.</param>
/// <param name="Buttons">The values of buttons that have one, by the button's place from 0; null when none has.</param>
/// <param name="ParameterNames">The names of the placeholders in the order of their values; null when they are 1, 2, 3 …</param>
public sealed record TemplateContent(
    string Name,
    string Language,
    IReadOnlyList<string> Parameters,
    string Preview,
    TemplateHeader? Header = null,
    IReadOnlyDictionary<int, string>? Buttons = null,
    IReadOnlyList<string>? ParameterNames = null) : MessageContent
{
    /// <inheritdoc/>
    public override MessageKind Kind => MessageKind.Template;
    /// <inheritdoc/>
    public override string Summary => Preview;
}

/// <summary>What fills a template's header.</summary>
/// <param name="Kind">Text, image, video or document.</param>
/// <param name="Value">The text, or the public link of the file.</param>
/// <param name="Name">The name of the text's placeholder where it is no number, or null.</param>
public sealed record TemplateHeader(MessageKind Kind, string Value, string? Name = null);

/// <summary>WhatsApp itself reports something about the customer.</summary>
/// <param name="Type">E.g. <c>user_changed_number</c>.</param>
/// <param name="Body">The provider's sentence.</param>
/// <param name="NewIdentities">The identities the customer has from now on; empty when unchanged.</param>
public sealed record SystemContent(string Type, string Body, IReadOnlyList<CustomerIdentity> NewIdentities) : MessageContent
{
    /// <inheritdoc/>
    public override MessageKind Kind => MessageKind.System;
    /// <inheritdoc/>
    public override string Summary => Body;
}

/// <summary>A message that arrived without its content.</summary>
/// <param name="ProviderType">The type the provider named, or null.</param>
/// <param name="Detail">Why, in the provider's words, or null.</param>
public sealed record UnsupportedContent(string? ProviderType, string? Detail) : MessageContent
{
    /// <inheritdoc/>
    public override MessageKind Kind => MessageKind.Unsupported;
    /// <inheritdoc/>
    public override string Summary => "";
}
