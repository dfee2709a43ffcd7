using System.Threading.Channels;
using Microsoft.EntityFrameworkCore;
using Motion.Blazor.Data;
using Motion.Domain.Messaging;
using Motion.Providers;

namespace Motion.Blazor.Pipeline;

/// <summary>What the customer sees of the agent before he answers.</summary>
internal enum Courtesy
{
    ReadReceipt,
    Typing,
}

/// <summary>Asks for a courtesy; when there are too many the newest are dropped, since none of them matters for long.</summary>
internal sealed class CourtesySignal
{
    private readonly Channel<(long InteractionId, Courtesy What)> _asked =
        Channel.CreateBounded<(long, Courtesy)>(new BoundedChannelOptions(500) { SingleReader = true, FullMode = BoundedChannelFullMode.DropWrite });

    public ChannelReader<(long InteractionId, Courtesy What)> Asked => _asked.Reader;

    public void Ask(long interactionId, Courtesy what) => _asked.Writer.TryWrite((interactionId, what));
}

/// <summary>
/// Read receipts and "typing…", where the provider can (providers.md 8.1). Never tried twice (8.5): a courtesy that comes late is none.
/// </summary>
internal sealed class CourtesyService(
    IDbContextFactory<MotionDbContext> databases, CourtesySignal signal, AccountDirectory directory, ProviderRegistry providers, ILogger<CourtesyService> logger)
    : BackgroundService
{
    private const int SideBySide = 4;

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Parallel.ForEachAsync(
        signal.Asked.ReadAllAsync(stoppingToken),
        new ParallelOptions { MaxDegreeOfParallelism = SideBySide, CancellationToken = stoppingToken },
        async (asked, cancellation) =>
        {
            try
            {
                await DoAsync(asked.InteractionId, asked.What, cancellation);
            }
            catch (OutsideFailureException exception)
            {
                logger.LogDebug(exception, "The customer of interaction {InteractionId} was not shown {Courtesy}.", asked.InteractionId, asked.What);
            }
            catch (Exception exception) when (exception is not OperationCanceledException)
            {
                logger.LogWarning(exception, "The customer of interaction {InteractionId} was not shown {Courtesy}.", asked.InteractionId, asked.What);
            }
        });

    private async Task DoAsync(long interactionId, Courtesy what, CancellationToken cancellation)
    {
        await using var database = await databases.CreateDbContextAsync(cancellation);
        // The last one; the provider takes those before it as read with it.
        var last = await database.Messages
            .Where(m => m.InteractionId == interactionId && m.Direction == MessageDirection.In && m.ProviderMessageId != null
                && m.Kind != MessageKind.Reaction && m.Kind != MessageKind.System)
            .OrderByDescending(m => m.CreatedAt).ThenByDescending(m => m.Id)
            .Select(m => new { m.AccountId, m.ProviderMessageId })
            .FirstOrDefaultAsync(cancellation);
        if (last is null || await directory.FindAsync(last.AccountId) is not { } account)
            return;
        var provider = providers.For(account.Type);
        var abilities = provider.CapabilitiesOf(account.Credentials);
        if (what == Courtesy.ReadReceipt && abilities.ReadReceipt)
            await provider.MarkReadAsync(last.ProviderMessageId!, account.Phone, account.Credentials, cancellation);
        else if (what == Courtesy.Typing && abilities.Typing)
            await provider.ShowTypingAsync(last.ProviderMessageId!, account.Credentials, cancellation);
    }
}
