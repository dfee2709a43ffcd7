namespace Motion.Providers.Video;

/// <summary>Makes meetings of two (product.md section 7, Start video call; providers.md section 5).</summary>
public interface IVideoMeetings
{
    /// <summary>Whether an account needs a key of its own.</summary>
    bool WantsKey { get; }

    /// <summary>Makes a meeting. Never throws for the service's or the network's faults.</summary>
    /// <param name="request">What the meeting is called and carries.</param>
    /// <param name="key">The account's key, or null where none is wanted. Never logged.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <exception cref="OperationCanceledException">The caller gave up.</exception>
    Task<VideoReply> CreateAsync(VideoMeetingRequest request, string? key, CancellationToken cancellation);
}

/// <summary>A meeting to be made, out of the account's settings (product.md section 4, Video).</summary>
/// <param name="Topic">The account's Vidaoo topic.</param>
/// <param name="Note">Words handed along, or null.</param>
/// <param name="Metadata">JSON handed along, or null.</param>
public sealed record VideoMeetingRequest(string Topic, string? Note, string? Metadata);

/// <summary>A meeting that can be entered.</summary>
/// <param name="Id">Its id at the service.</param>
/// <param name="AgentUrl">Where the agent enters; it may open doors the customer's does not.</param>
/// <param name="CustomerUrl">Where the customer enters.</param>
public sealed record VideoMeeting(string Id, Uri AgentUrl, Uri CustomerUrl)
{
    /// <summary>Longest link in characters, as it is written in a message: any provider's text has room for it.</summary>
    public const int LongestUrl = 1000;
}

/// <summary>What came of asking: exactly one of meeting and failure is set.</summary>
/// <param name="Meeting">The meeting.</param>
/// <param name="Failure">Why there is none.</param>
/// <param name="Code">The service's own name for the failure, for the log; or null.</param>
public sealed record VideoReply(VideoMeeting? Meeting, VideoFailure? Failure, string? Code = null)
{
    internal static VideoReply Failed(VideoFailure failure, string? code = null) => new(null, failure, code);
}

/// <summary>Why there is no meeting.</summary>
public enum VideoFailure
{
    /// <summary>Nobody answers at its address.</summary>
    Unreachable,
    /// <summary>It took longer than it may.</summary>
    TimedOut,
    /// <summary>It refused the key.</summary>
    KeyRefused,
    /// <summary>It has too much to do, or the plan is used up.</summary>
    RateLimited,
    /// <summary>It refused the meeting for another reason, e.g. because of the topic or the metadata.</summary>
    Refused,
    /// <summary>It failed, or its answer has no links that can be used.</summary>
    Broken,
}
