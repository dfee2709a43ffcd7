namespace Motion.Blazor.Features.Desk.Video;

/// <summary>
/// A call somebody started from a conversation; the two live on independently (product.md section 7). Kept so that a second press of the
/// same button leads into the same room, and the agent finds his door again.
/// </summary>
internal sealed class VideoCall
{
    public const int LongestId = 255;

    /// <summary>The caller's own key; also that of the message with the customer's link.</summary>
    public Guid ClientKey { get; set; }
    public long InteractionId { get; set; }
    public int StartedById { get; set; }

    /// <summary>At the service.</summary>
    public required string MeetingId { get; set; }

    /// <summary>For agents only: whoever holds it may lead the meeting.</summary>
    public required string AgentUrl { get; set; }
    public required string CustomerUrl { get; set; }
    public DateTimeOffset StartedAt { get; set; }
}
