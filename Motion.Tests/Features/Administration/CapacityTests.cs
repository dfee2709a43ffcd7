using Microsoft.EntityFrameworkCore;
using Motion.Blazor.Features.Administration.Users;
using Motion.Blazor.Identity;
using Motion.Tests.Pipeline;
using Motion.Tests.Support;

namespace Motion.Tests.Features.Administration;

[Trait("Database", "Any")]
public sealed class CapacityTests
{
    [Fact]
    public async Task Capacity_Changed_RingsWhoWaitsAndTakesBackWhatIsTooMuch()
    {
        await using var world = await PipelineWorld.StartAsync(agents: 1);
        // As every user who was added in the pages has one.
        await world.ConfigureAsync((database, _) => database.Users.Where(user => user.Id == world.Agents[0]).ExecuteUpdateAsync(set => set.SetProperty(user => user.SecurityStamp, "stamp")));
        await SetAsync(world, 1);
        _ = await world.ConversationAsync();
        await world.CustomerWritesAsync("And I?", "393339990002");
        Assert.Empty(await world.RingingAsync());

        await SetAsync(world, 2);
        Assert.Equal([world.Agents[0]], await world.RingingAsync());

        await SetAsync(world, 1);
        Assert.Empty(await world.RingingAsync());

        // No limit.
        await SetAsync(world, 0);
        Assert.Equal([world.Agents[0]], await world.RingingAsync());
    }

    private static async Task SetAsync(PipelineWorld world, int capacity)
    {
        await using var admin = await world.App.ActAsAsync(MotionApp.AdminEmail);
        var outcome = await admin.Get<EditUser>().RunAsync(
            new UserChange(world.Agents[0], "Agent 1", "agent1@test.local", Roles.Agent, null, capacity), TestContext.Current.CancellationToken);
        Assert.Empty(outcome.Refusals);
    }
}
