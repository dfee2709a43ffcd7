using System.Threading.Channels;

namespace Motion.Blazor.Pipeline;

/// <summary>Wakes the outbox of an account; the work itself is in the database.</summary>
internal sealed class OutboxSignal
{
    private readonly Channel<int> _accounts = Channel.CreateUnbounded<int>(new() { SingleReader = true });

    public ChannelReader<int> Accounts => _accounts.Reader;

    public void Wake(int accountId) => _accounts.Writer.TryWrite(accountId);
}

/// <summary>Wakes the fetching of media; the work itself is in the database.</summary>
internal sealed class MediaSignal
{
    private readonly Channel<bool> _wakes = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    public ChannelReader<bool> Wakes => _wakes.Reader;

    public void Wake() => _wakes.Writer.TryWrite(true);
}

/// <summary>Asks for a second look at a round that rings nobody; see <see cref="SilentRoundService"/>.</summary>
internal sealed class SilentRoundSignal
{
    private readonly Channel<long> _interactions = Channel.CreateUnbounded<long>(new() { SingleReader = true });

    public ChannelReader<long> Interactions => _interactions.Reader;

    public void LookAgainAt(long interactionId) => _interactions.Writer.TryWrite(interactionId);
}

/// <summary>Asks for a call to an assistant or an address; what is to be asked stands in the database.</summary>
internal sealed class OutsideSignal
{
    private readonly Channel<long> _interactions = Channel.CreateUnbounded<long>(new() { SingleReader = true });

    public ChannelReader<long> Interactions => _interactions.Reader;

    public void Ask(long interactionId) => _interactions.Writer.TryWrite(interactionId);
}
