namespace Motion.Domain.Messaging;

/// <summary>What a message is, whichever provider carried it (product.md section 2).</summary>
public enum MessageKind
{
    /// <summary>Plain or WhatsApp-formatted text.</summary>
    Text,
    /// <summary>A picture.</summary>
    Image,
    /// <summary>A film.</summary>
    Video,
    /// <summary>A sound file or a voice note.</summary>
    Audio,
    /// <summary>A file with a name.</summary>
    Document,
    /// <summary>A sticker, still or animated.</summary>
    Sticker,
    /// <summary>A place on the map.</summary>
    Location,
    /// <summary>One or more contact cards.</summary>
    Contacts,
    /// <summary>An emoji put on another message; never shown as a bubble of its own.</summary>
    Reaction,
    /// <summary>The customer pressed a reply button.</summary>
    ButtonReply,
    /// <summary>The customer chose a row of a list.</summary>
    ListReply,
    /// <summary>The customer filled in a WhatsApp flow.</summary>
    FlowReply,
    /// <summary>A shopping cart.</summary>
    Order,
    /// <summary>An approved template, sent by us.</summary>
    Template,
    /// <summary>WhatsApp itself says something, e.g. that a number changed.</summary>
    System,
    /// <summary>Something WhatsApp or the provider does not pass on in full.</summary>
    Unsupported,
}

/// <summary>Who a message goes to.</summary>
public enum MessageDirection
{
    /// <summary>From the customer.</summary>
    In,
    /// <summary>To the customer.</summary>
    Out,
    /// <summary>Internal note: agents see it, the customer never.</summary>
    Note,
}
