using System.Globalization;
using Motion.Domain.Messaging;

namespace Motion.Providers.Outside;

/// <summary>Refuses before any HTTP what the provider would refuse anyway, with words that say what is wrong.</summary>
/// <param name="Provider">Its name, for the words.</param>
/// <param name="Abilities">What it can do.</param>
internal sealed record SendLimits(string Provider, ProviderCapabilities Abilities)
{
    /// <summary>Null when it can be sent.</summary>
    public OutsideFailure? Refusal(SendRequest request) => Fault(request) is { } fault ? FailureRule.Final.With(null, fault) : null;

    private string? Fault(SendRequest request) => Abilities.ObstacleTo(request.Content) switch
    {
        SendObstacle.Empty => request.Content is ContactsContent ? "There is no contact card to send." : "The text is empty.",
        SendObstacle.TextTooLong => TooLong("text", request.Content.Summary.Length, Abilities.TextLimit),
        SendObstacle.CaptionTooLong => TooLong("caption", request.Content.Summary.Length, Abilities.CaptionLimit),
        SendObstacle.NoCaption => $"{Provider} cannot send words with a message of kind {request.Content.Kind}.",
        SendObstacle.NotSupported => $"{Provider} cannot send a message of kind {request.Content.Kind}.",
        null => request is { Content: MediaContent, Media: null } ? "The message has no file." : null,
    };

    private string TooLong(string what, int length, int limit) => string.Create(
        CultureInfo.InvariantCulture, $"The {what} has {length} characters; {Provider} takes at most {limit}.");
}
