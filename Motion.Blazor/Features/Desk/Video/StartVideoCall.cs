using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Motion.Blazor.Data;
using Motion.Blazor.Features.Desk.Work;
using Motion.Blazor.Pipeline;
using Motion.Domain.Interactions;
using Motion.Domain.Messaging;
using Motion.Domain.Routing;
using Motion.Providers.Video;

namespace Motion.Blazor.Features.Desk.Video;

/// <summary>
/// The owner calls the customer (product.md section 7, Start video call): a meeting is made, the customer gets his link as a message like
/// any other, the agent gets his. What would refuse the message is looked at before the meeting is made; if the meeting is not made, nothing
/// is sent.
/// </summary>
internal sealed partial class StartVideoCall(
    IDbContextFactory<MotionDbContext> databases, AddOnSettings settings, IVideoMeetings meetings, Membership membership, OutboundDrafts drafts,
    RoutingRunner runner, IStringLocalizer<VideoWords> words, TimeProvider time, ILogger<StartVideoCall> log)
{
    /// <param name="userId">Who calls.</param>
    /// <param name="interactionId">Whom.</param>
    /// <param name="clientKey">The caller's own key for it: the same key makes one call, however often it is asked for.</param>
    /// <param name="cancellation">Gives up; what was sent is sent.</param>
    public async Task<VideoCallResult> HandleAsync(int userId, long interactionId, Guid clientKey, CancellationToken cancellation)
    {
        if (await membership.RefusalForAsync(userId, interactionId, cancellation) is { } notMember)
            return VideoCallResult.Of(new DeskResult(notMember));
        if (await StartedBeforeAsync(clientKey, interactionId, cancellation) is { } before)
            return before;
        var values = settings.Current;
        if (!values.Video)
            return VideoCallResult.Of(VideoRefusal.FeatureOff);
        var facts = await ReadFactsAsync(interactionId, cancellation);
        if (!facts.IsOn)
            return VideoCallResult.Of(VideoRefusal.AccountOff);
        if (RefusalOfMessage(facts, userId) is { } refused)
            return VideoCallResult.Of(refused);
        var key = settings.VideoKeyOf(facts.ProtectedKey);
        if (meetings.WantsKey && string.IsNullOrEmpty(key))
            return VideoCallResult.Of(VideoRefusal.NoKey);

        var reply = await meetings.CreateAsync(new VideoMeetingRequest(facts.Topic ?? facts.AccountName, facts.Note, facts.Metadata), key, cancellation);
        if (reply.Meeting is { } meeting)
            return await InviteAsync(userId, interactionId, clientKey, meeting, cancellation);
        var failure = reply.Failure ?? throw new InvalidOperationException("Neither a meeting nor a failure.");
        LogFailed(facts.AccountId, failure, reply.Code);
        return VideoCallResult.Of(VideoCallResult.Of(failure));
    }

    /// <summary>Message, call and decision are one transaction.</summary>
    private async Task<VideoCallResult> InviteAsync(int userId, long interactionId, Guid clientKey, VideoMeeting meeting, CancellationToken cancellation)
    {
        var outcome = await drafts.CheckAsync(interactionId, new TextContent(words["Message", meeting.CustomerUrl.AbsoluteUri]), null, null, cancellation);
        if (outcome.Draft is not { } draft)
            return VideoCallResult.Of(new DeskResult(outcome.Refusal));
        Message? message = null;
        try
        {
            var decision = await runner.RunAsync(interactionId, RoutingEvent.Answered(userId), cancellation, (work, interaction, now) =>
            {
                message = Work.Outbound.Add(work, interaction, draft, userId, now);
                message.ClientKey = clientKey;
                work.Database.VideoCalls.Add(new VideoCall
                {
                    ClientKey = clientKey,
                    InteractionId = interactionId,
                    StartedById = userId,
                    MeetingId = meeting.Id.Length > VideoCall.LongestId ? meeting.Id[..VideoCall.LongestId] : meeting.Id,
                    AgentUrl = meeting.AgentUrl.AbsoluteUri,
                    CustomerUrl = meeting.CustomerUrl.AbsoluteUri,
                    StartedAt = now,
                });
            });
            var result = DeskResult.Of(decision);
            return result.IsDone ? new VideoCallResult(meeting.AgentUrl.AbsoluteUri, message?.Id) : VideoCallResult.Of(result);
        }
        catch (DbUpdateException) when (!cancellation.IsCancellationRequested)
        {
            // A second press in the same moment was faster: its meeting is the one the customer knows of.
            if (await StartedBeforeAsync(clientKey, interactionId, cancellation) is { } twin)
                return twin;
            throw;
        }
    }

    private DeskResult? RefusalOfMessage(Facts facts, int userId)
    {
        if (facts.Status == InteractionStatus.Closed)
            return new DeskResult(DeskRefusal.AlreadyClosed);
        if (facts.OwnerId != userId)
            return new DeskResult(DeskRefusal.NotOwner, facts.OwnerId);
        return ServiceWindow.IsOpen(facts.LastInboundAt, time.GetUtcNow()) ? null : new DeskResult(DeskRefusal.OutsideWindow);
    }

    private async Task<Facts> ReadFactsAsync(long interactionId, CancellationToken cancellation)
    {
        await using var database = await databases.CreateDbContextAsync(cancellation);
        return await database.Interactions.Where(interaction => interaction.Id == interactionId)
            .Join(database.Accounts, interaction => interaction.AccountId, account => account.Id, (interaction, account) => new Facts(
                interaction.Status, interaction.OwnerId, interaction.LastInboundAt, account.Id, account.Name, account.VideoEnabled,
                account.ProtectedVideoKey, account.VideoTopic, account.VideoNote, account.VideoMetadata))
            .SingleAsync(cancellation);
    }

    private async Task<VideoCallResult?> StartedBeforeAsync(Guid clientKey, long interactionId, CancellationToken cancellation)
    {
        await using var database = await databases.CreateDbContextAsync(cancellation);
        return await database.VideoCalls.Where(call => call.ClientKey == clientKey && call.InteractionId == interactionId)
            .Select(call => new VideoCallResult(
                call.AgentUrl, database.Messages.Where(message => message.ClientKey == clientKey).Select(message => (long?)message.Id).FirstOrDefault(), null, null))
            .FirstOrDefaultAsync(cancellation);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "No video meeting for account {AccountId}: {Failure} ({Code}).")]
    private partial void LogFailed(int accountId, VideoFailure failure, string? code);

    private sealed record Facts(
        InteractionStatus Status, int? OwnerId, DateTimeOffset? LastInboundAt, int AccountId, string AccountName, bool IsOn,
        string? ProtectedKey, string? Topic, string? Note, string? Metadata);
}
