using Motion.Blazor.Features.Desk.Availability;
using Motion.Blazor.Features.Desk.Offers;

namespace Motion.Blazor.Features.Desk;

/// <summary>What a person is and what rings for him, read once for all parts of his page. The dock, which is on every page, reads it.</summary>
internal sealed class MyWork(ReadMyState readState, ReadMyOffers readOffers)
{
    private int _reading;

    /// <summary>Null until it was read.</summary>
    public MyState? State { get; private set; }

    public IReadOnlyList<RingingOffer> Offers { get; private set; } = [];

    public event EventHandler? Changed;

    /// <returns>False when a later reading has begun in the meantime: that one counts.</returns>
    public async Task<bool> ReadAsync(int userId, CancellationToken cancellation)
    {
        var reading = ++_reading;
        var state = await readState.HandleAsync(userId, cancellation);
        var offers = state.IsRinging ? await readOffers.HandleAsync(userId, cancellation) : [];
        if (reading != _reading)
            return false;
        if (state.IsSameAs(State) && offers.SequenceEqual(Offers))
            return true;
        (State, Offers) = (state, offers);
        Changed?.Invoke(this, EventArgs.Empty);
        return true;
    }
}
