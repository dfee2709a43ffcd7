using Motion.Blazor.Features;
using Motion.Blazor.Features.Queues;
using Motion.Tests.Pipeline;
using Motion.Tests.Support;

namespace Motion.Tests.Features.Queues;

[Trait("Database", "Any")]
public sealed class SetQueueMembersTests
{
    [Fact]
    public async Task MemberAdded_WhileACustomerWaitsInTheQueue_RingsForHim()
    {
        await using var world = await PipelineWorld.StartAsync();
        await SetAsync(world);
        await world.CustomerWritesAsync();
        Assert.Empty(await world.RingingAsync());
        Assert.NotNull((await world.LatestAsync()).Stage);

        await SetAsync(world, world.Agents[1]);

        Assert.Equal([world.Agents[1]], await world.RingingAsync());
    }

    private static async Task SetAsync(PipelineWorld world, params int[] members)
    {
        await using var admin = await world.App.ActAsAsync(MotionApp.AdminEmail);
        Assert.IsType<Outcome<QueueDetails>.Done>(await admin.Get<SetQueueMembers>().RunAsync(world.QueueId, members, TestContext.Current.CancellationToken));
    }
}
