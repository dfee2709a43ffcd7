using System.Threading.Channels;
using Motion.Blazor.Hosting;

namespace Motion.Blazor.Features.Templates;

/// <summary>Asks for a refresh of an account's templates soon: it is new, its credentials changed, or the provider reports news.</summary>
internal sealed class TemplateSignal
{
    private readonly Channel<int> _accounts = Channel.CreateUnbounded<int>(new() { SingleReader = true });

    public ChannelReader<int> Accounts => _accounts.Reader;

    public void Refresh(int accountId) => _accounts.Writer.TryWrite(accountId);
}

/// <summary>
/// Refreshes what <see cref="TemplateSignal"/> names, and at a start what no process before came to; asked for several times at once, an
/// account is refreshed once.
/// </summary>
internal sealed class TemplateRefreshService(TemplateSignal signal, TemplateCache cache, IHostApplicationLifetime lifetime) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // Not before: a sandbox account's provider is the application itself.
        await lifetime.StartedAsync(stoppingToken);
        await cache.RefreshMissingAsync(stoppingToken);
        var accounts = new HashSet<int>();
        while (await signal.Accounts.WaitToReadAsync(stoppingToken))
        {
            accounts.Clear();
            while (signal.Accounts.TryRead(out var accountId))
                accounts.Add(accountId);
            foreach (var accountId in accounts)
                await cache.TryRefreshAsync(accountId, stoppingToken);
        }
    }
}
