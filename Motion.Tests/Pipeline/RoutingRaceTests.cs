using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Motion.Blazor.Pipeline;
using Motion.Domain.Queues;
using Motion.Domain.Routing;

namespace Motion.Tests.Pipeline;

/// <summary>Decisions about one conversation made at the same moment by two processes: each runner here is one.</summary>
[Trait("Database", "Any")]
public sealed class RoutingRaceTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task SameAgentsComing_ToldToBothProcesses_RingsHimOnce()
    {
        await using var world = await PipelineWorld.StartAsync(agents: 1);
        RoutingRunner[] runners = [Process(world), Process(world)];
        await world.ConfigureAsync((database, _) => database.QueueMembers.ExecuteDeleteAsync(Cancellation));
        for (var customer = 0; customer < 10; customer++)
            await world.CustomerWritesAsync(customer: $"39333111{customer:0000}");
        Assert.Empty(await world.RingingAsync());
        await world.ConfigureAsync((database, _) =>
        {
            database.QueueMembers.Add(new QueueMember { QueueId = world.QueueId, UserId = world.Agents[0], Position = 1 });
            return Task.CompletedTask;
        });

        foreach (var id in await world.ReadAsync(database => database.Interactions.Select(i => i.Id).ToListAsync(Cancellation)))
            await Task.WhenAll(runners.Select(runner => Task.Run(() => runner.RunAsync(id, RoutingEvent.BecameFree(world.Agents[0]), Cancellation), Cancellation)));

        Assert.Equal(Enumerable.Repeat(world.Agents[0], 10), await world.RingingAsync());
    }

    [Fact]
    public async Task BothAgentsRejecting_AtTheSameMoment_GoesOnAtOnce()
    {
        await using var world = await PipelineWorld.StartAsync();
        RoutingRunner[] runners = [Process(world), Process(world)];
        for (var customer = 0; customer < 10; customer++)
            await world.CustomerWritesAsync(customer: $"39333111{customer:0000}");

        foreach (var id in await world.ReadAsync(database => database.Interactions.Select(i => i.Id).ToListAsync(Cancellation)))
            await Task.WhenAll(world.Agents.Zip(runners, (agent, runner) => Task.Run(() => runner.RunAsync(id, RoutingEvent.Rejected(agent), Cancellation), Cancellation)));

        Assert.Equal(0, await world.ReadAsync(database => database.Interactions.CountAsync(i => i.Stage != null, Cancellation)));
    }

    private static RoutingRunner Process(PipelineWorld world) => ActivatorUtilities.CreateInstance<RoutingRunner>(world.App.Services);
}
