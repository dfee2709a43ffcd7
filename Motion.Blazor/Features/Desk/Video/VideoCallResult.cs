using Motion.Providers.Video;

namespace Motion.Blazor.Features.Desk.Video;

/// <summary>Why there is no call; put into words by VideoWords under <c>Refusal.{name}</c>. Nothing was sent to the customer.</summary>
internal enum VideoRefusal
{
    /// <summary>The feature switch is off: not in the plan.</summary>
    FeatureOff,
    AccountOff,
    /// <summary>The account has no key for the service.</summary>
    NoKey,
    Unreachable,
    TimedOut,
    KeyRefused,
    RateLimited,
    Refused,
    Broken,
}

/// <summary>Done when both reasons are null: then the agent's link is there, and the customer's is on its way.</summary>
/// <param name="AgentUrl">Where the agent enters.</param>
/// <param name="MessageId">The message with the customer's link.</param>
/// <param name="Refusal">A reason of the call's own.</param>
/// <param name="Desk">A reason that any message to the customer would have met, for RefusalWords.</param>
internal sealed record VideoCallResult(string? AgentUrl, long? MessageId, VideoRefusal? Refusal = null, DeskResult? Desk = null)
{
    public bool IsDone => Refusal is null && Desk is null;

    public static VideoCallResult Of(VideoRefusal refusal) => new(null, null, refusal);

    public static VideoCallResult Of(DeskResult refused) => new(null, null, null, refused);

    public static VideoRefusal Of(VideoFailure failure) => failure switch
    {
        VideoFailure.Unreachable => VideoRefusal.Unreachable,
        VideoFailure.TimedOut => VideoRefusal.TimedOut,
        VideoFailure.KeyRefused => VideoRefusal.KeyRefused,
        VideoFailure.RateLimited => VideoRefusal.RateLimited,
        VideoFailure.Refused => VideoRefusal.Refused,
        VideoFailure.Broken => VideoRefusal.Broken,
    };
}
