using Microsoft.EntityFrameworkCore;
using Motion.Blazor.Features;
using Motion.Blazor.Features.Accounts;
using Motion.Blazor.Features.Desk.Work;
using Motion.Domain.Interactions;
using Motion.Tests.Pipeline;
using Motion.Tests.Support;

namespace Motion.Tests.Features.Accounts;

/// <summary>Agents who come to an account and go from it while its customers wait (product.md sections 4 and 5).</summary>
[Trait("Database", "Any")]
public sealed class SetAccountAgentsTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task OwnerTakenFromTheAccount_HisCustomersNextMessage_RingsTheOthers()
    {
        await using var world = await PipelineWorld.StartAsync();
        await world.ConfigureAsync((_, account) =>
        {
            account.AssignedAgentWait = 1;
            return Task.CompletedTask;
        });
        var id = await world.ConversationAsync();
        await world.Use<MarkInteractionRead>().HandleAsync(world.Agents[0], id, Cancellation);
        await SetAsync(world, world.Agents[1]);
        Assert.Empty(await world.RingingAsync());

        await world.CustomerWritesAsync("Anybody?");

        await RingsAsync(world, world.Agents[1]);
    }

    [Fact]
    public async Task OwnerTakenFromTheAccount_WhatWaitedForHimUnread_RingsTheOthers()
    {
        await using var world = await PipelineWorld.StartAsync();
        await world.ConfigureAsync((_, account) =>
        {
            account.AssignedAgentWait = 1;
            return Task.CompletedTask;
        });
        var id = await world.ConversationAsync();
        await world.CustomerWritesAsync("Anybody?");
        Assert.Empty(await world.RingingAsync());

        await SetAsync(world, world.Agents[1]);

        await RingsAsync(world, world.Agents[1]);
        Assert.Contains(TimelineKind.OwnerLeft, await world.TimelineAsync(id));
    }

    [Fact]
    public async Task AgentTakenFromTheAccount_RingsNoMoreForIt()
    {
        await using var world = await PipelineWorld.StartAsync();
        await world.CustomerWritesAsync();
        Assert.Equal(world.Agents.Order(), await world.RingingAsync());

        await SetAsync(world, world.Agents[1]);

        Assert.Equal([world.Agents[1]], await world.RingingAsync());
    }

    [Fact]
    public async Task AgentAddedToTheAccount_WhoeverWaitsForSomebody_RingsHim()
    {
        await using var world = await PipelineWorld.StartAsync();
        await SetAsync(world);
        await world.CustomerWritesAsync();
        Assert.Empty(await world.RingingAsync());
        Assert.NotNull((await world.LatestAsync()).Stage);

        await SetAsync(world, world.Agents[0]);

        Assert.Equal([world.Agents[0]], await world.RingingAsync());
    }

    /// <summary>Once his wait is over (step 5).</summary>
    private static Task RingsAsync(PipelineWorld world, int agent) => world.EventuallyAsync(
        database => database.Offers.Where(offer => offer.State == OfferState.Ringing).Select(offer => offer.UserId).SingleOrDefaultAsync(Cancellation), agent);

    private static async Task SetAsync(PipelineWorld world, params int[] agents)
    {
        await using var admin = await world.App.ActAsAsync(MotionApp.AdminEmail);
        Assert.IsType<Outcome<bool>.Done>(await admin.Get<SetAccountAgents>().RunAsync(world.AccountId, agents, Cancellation));
    }
}
