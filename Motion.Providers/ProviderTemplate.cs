using Motion.Domain.Messaging;

namespace Motion.Providers;

/// <summary>Where a template stands with WhatsApp.</summary>
public enum TemplateStatus
{
    /// <summary>The provider says something we do not know.</summary>
    Unknown,
    /// <summary>Waits for WhatsApp's review.</summary>
    Pending,
    /// <summary>May be sent.</summary>
    Approved,
    /// <summary>Refused by WhatsApp.</summary>
    Rejected,
    /// <summary>Held back for a while because of its quality.</summary>
    Paused,
    /// <summary>Taken out of use.</summary>
    Disabled,
    /// <summary>Never handed in to WhatsApp for review.</summary>
    NotSubmitted,
}

/// <summary>One template as the provider lists it.</summary>
/// <param name="Name">What a send names it by; at Twilio the content SID.</param>
/// <param name="Title">Its name for people.</param>
/// <param name="Language">E.g. <c>it</c> or <c>en_US</c>.</param>
/// <param name="Status">Only an approved one can be sent.</param>
/// <param name="Category">E.g. <c>UTILITY</c>, or null.</param>
/// <param name="Reason">Why it was refused, or null.</param>
/// <param name="Header">The text of its header, or the link of its file where the template fixes one; null otherwise.</param>
/// <param name="HeaderKind">Text, image, video, document or location; null without a header.</param>
/// <param name="Body">Its text, with placeholders such as <c>{{1}}</c>; empty when the provider tells no text.</param>
/// <param name="Footer">The small line under it, or null.</param>
/// <param name="Parameters">
/// The names of the placeholders, in the order in which their values are sent: the body's; at Twilio those of the whole content,
/// which has one map of values for header, body and buttons.
/// </param>
/// <param name="Buttons">Its buttons in order.</param>
public sealed record ProviderTemplate(
    string Name,
    string Title,
    string Language,
    TemplateStatus Status,
    string? Category,
    string? Reason,
    string? Header,
    MessageKind? HeaderKind,
    string Body,
    string? Footer,
    IReadOnlyList<string> Parameters,
    IReadOnlyList<ProviderTemplateButton> Buttons)
{
    /// <summary>Values to look at in a preview, in the order of <see cref="Parameters"/>; may be shorter or hold empty ones.</summary>
    public IReadOnlyList<string> Samples { get; init; } = [];

    /// <summary>A send fills the header: the one placeholder of its text, or the public link of its file.</summary>
    public bool TakesHeader { get; init; }

    /// <summary>False when it has a part that a send from here cannot fill: a carousel, a coupon, a one-time password, a place.</summary>
    public bool IsFillable { get; init; } = true;
}

/// <summary>A button of a template.</summary>
/// <param name="Text">What stands on it.</param>
/// <param name="TakesValue">Its address ends in a placeholder that a send fills.</param>
public sealed record ProviderTemplateButton(string Text, bool TakesValue);
