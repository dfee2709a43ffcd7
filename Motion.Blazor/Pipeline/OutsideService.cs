using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using Motion.Blazor.Data;
using Motion.Domain.Routing;

namespace Motion.Blazor.Pipeline;

/// <summary>
/// Asks assistants and addresses for conversations whose plan waits for them, and hands the answer to the routing. What is to be asked
/// stands in the interaction; after a crash it is asked again, so an address can be asked twice (and gets the same round's number).
/// </summary>
internal sealed class OutsideService(
    IDbContextFactory<MotionDbContext> databases, OutsideSignal signal, AssistantBot bot, HttpRow http, RoutingRunner runner, ILogger<OutsideService> logger)
    : BackgroundService
{
    private const int SideBySide = 8;
    private readonly ConcurrentDictionary<long, bool> _inWork = new();

    /// <summary>Asks for whatever waits and is not in work: what a process that died left behind.</summary>
    public async Task AskWaitingAsync(CancellationToken cancellation)
    {
        await using var database = await databases.CreateDbContextAsync(cancellation);
        var waiting = await database.Interactions
            .Where(i => i.Stage == RoundStage.Http || (i.Stage == RoundStage.Assistant && i.RoundTalk != AssistantTalk.Listening))
            .Select(i => i.Id).ToListAsync(cancellation);
        foreach (var id in waiting.Where(id => !_inWork.ContainsKey(id)))
            signal.Ask(id);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await AskWaitingAsync(stoppingToken);
        await Parallel.ForEachAsync(
            signal.Interactions.ReadAllAsync(stoppingToken),
            new ParallelOptions { MaxDegreeOfParallelism = SideBySide, CancellationToken = stoppingToken },
            async (interactionId, cancellation) => await AskOnceAsync(interactionId, cancellation));
    }

    private async Task AskOnceAsync(long interactionId, CancellationToken cancellation)
    {
        if (!_inWork.TryAdd(interactionId, true))
            return;
        try
        {
            await AskAsync(interactionId, cancellation);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            logger.LogError(exception, "What interaction {InteractionId} waits for could not be asked; the job tries again.", interactionId);
        }
        finally
        {
            _inWork.TryRemove(interactionId, out _);
        }
    }

    private async Task AskAsync(long interactionId, CancellationToken cancellation)
    {
        RoutingEvent? answer;
        await using (var database = await databases.CreateDbContextAsync(cancellation))
        {
            var row = await database.Interactions.AsNoTracking().Include(i => i.Contact).FirstOrDefaultAsync(i => i.Id == interactionId, cancellation);
            answer = row switch
            {
                { Stage: RoundStage.Assistant, RoundTalk: not AssistantTalk.Listening } => await bot.AskAsync(database, row, cancellation),
                { Stage: RoundStage.Http } => await http.AskAsync(database, row, cancellation),
                _ => null,
            };
        }
        if (answer is not null)
            _ = await runner.RunAsync(interactionId, answer, cancellation);
    }
}
