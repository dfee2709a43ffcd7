using Motion.Domain.Messaging;
using static Motion.Domain.Messaging.DeliveryStatus;

namespace Motion.Tests.Domain.Messaging;

/// <summary>providers.md 8.2.</summary>
public sealed class DeliveryLatticeTests
{
    [Theory]
    [InlineData(Queued, Sent, Sent)]
    [InlineData(Sent, Queued, Sent)]
    [InlineData(Read, Delivered, Read)]
    [InlineData(Delivered, Failed, Delivered)]
    [InlineData(Read, Failed, Read)]
    [InlineData(Sent, Failed, Failed)]
    [InlineData(Failed, Sent, Failed)]
    [InlineData(Failed, Delivered, Delivered)]
    [InlineData(OutcomeUnknown, Sent, Sent)]
    [InlineData(OutcomeUnknown, Failed, Failed)]
    [InlineData(Queued, OutcomeUnknown, OutcomeUnknown)]
    [InlineData(Delivered, OutcomeUnknown, Delivered)]
    public void Join_GivesTheHigher(DeliveryStatus current, DeliveryStatus incoming, DeliveryStatus expected) =>
        Assert.Equal(expected, DeliveryLattice.Join(current, incoming));

    [Fact]
    public void Join_AnyOrderOfDeliveries_EndsTheSame()
    {
        DeliveryStatus[] reported = [Sent, Delivered, Read];
        foreach (var order in Permutations(reported))
            Assert.Equal(Read, order.Aggregate(Queued, DeliveryLattice.Join));
    }

    private static IEnumerable<IEnumerable<DeliveryStatus>> Permutations(IReadOnlyCollection<DeliveryStatus> values) => values.Count <= 1
        ? [values]
        : values.SelectMany(first => Permutations([.. values.Where(value => value != first)]).Select(rest => rest.Prepend(first)));
}
