using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Motion.Blazor.Data;
using Motion.Blazor.Features.Desk.Files;
using Motion.Blazor.Hosting;
using Quartz;

namespace Motion.Blazor.Jobs;

/// <summary>
/// Clears what only served to recognise repetitions: finished payloads, parked news of unknown messages, and the refusal log.
/// Kept for <c>Motion:WebhookDays</c>, because a provider repeats a webhook for up to seven (providers.md 8.3); a dead letter keeps its
/// payload until it was replayed. And files that were never sent.
/// </summary>
[DisallowConcurrentExecution]
internal sealed class ForgetOldWork(
    IDbContextFactory<MotionDbContext> databases, DiscardUploads uploads, IOptions<MotionOptions> options, TimeProvider time) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
    {
        var before = time.GetUtcNow() - TimeSpan.FromDays(options.Value.WebhookDays);
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        await database.DeadLetters.Where(letter => letter.ReplayedAt < before).ExecuteDeleteAsync(cancellationToken);
        await database.Inbox.Where(payload => payload.DoneAt < before && !database.DeadLetters.Any(letter => letter.InboxPayloadId == payload.Id))
            .ExecuteDeleteAsync(cancellationToken);
        await database.ParkedEvents.Where(parked => parked.ParkedAt < before).ExecuteDeleteAsync(cancellationToken);
        await database.RefusedWebhooks.Where(refused => refused.At < before).ExecuteDeleteAsync(cancellationToken);
        await uploads.DiscardForgottenAsync(cancellationToken);
    }
}
