using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Motion.Blazor.Data;
using Motion.Blazor.Features;
using Motion.Blazor.Features.Interactions.Search;
using Motion.Blazor.Features.Wallboard;
using Motion.Blazor.Identity;
using Motion.Domain.Accounts;
using Motion.Domain.Interactions;
using Motion.Domain.Routing;
using Motion.Tests.Features.Interactions;
using Motion.Tests.Support;

namespace Motion.Tests.Features.Wallboard;

[Trait("Database", "Any")]
public sealed class WallboardTests
{
    private static readonly CancellationToken Cancellation = TestContext.Current.CancellationToken;
    private static readonly DateTimeOffset Today = SearchWorld.Start.AddDays(20);

    [Fact]
    public async Task Numbers_OfEachQueueAndAgent_AreListedOneByOne()
    {
        await using var world = await FloorAsync();
        await using var admin = await world.AdminAsync();
        await using var limited = await world.PersonAsync(Roles.Supervisor, "limited@test.local", limit: world.Accounts[0]);
        var (all, some) = (await ReadAsync(admin), await ReadAsync(limited));

        foreach (var (person, state) in new[] { (admin, all), (limited, some) })
        {
            await ExpectAsync(person, new WallboardNumber(Counted.Waiting), state.Waiting);
            await ExpectAsync(person, new WallboardNumber(Counted.Unassigned), state.Unassigned);
            foreach (var queue in state.Queues)
            {
                await ExpectAsync(person, new WallboardNumber(Counted.Waiting, QueueId: queue.QueueId), queue.Waiting);
                await ExpectAsync(person, new WallboardNumber(Counted.Accepted, QueueId: queue.QueueId), queue.Offers.Accepted);
                await ExpectAsync(person, new WallboardNumber(Counted.Rejected, QueueId: queue.QueueId), queue.Offers.Rejected);
                await ExpectAsync(person, new WallboardNumber(Counted.Missed, QueueId: queue.QueueId), queue.Offers.Missed);
            }
            foreach (var agent in state.Agents)
            {
                await ExpectAsync(person, new WallboardNumber(Counted.Accepted, AgentId: agent.UserId), agent.Offers.Accepted);
                await ExpectAsync(person, new WallboardNumber(Counted.Rejected, AgentId: agent.UserId), agent.Offers.Rejected);
                await ExpectAsync(person, new WallboardNumber(Counted.Missed, AgentId: agent.UserId), agent.Offers.Missed);
                var open = new PlainFilter(Status: "open", Agent: agent.UserId.ToString(CultureInfo.InvariantCulture)).ToSearch(null);
                Assert.Equal(agent.Open, (await person.Get<SearchInteractions>().CountAsync(open, Cancellation)).Value!.Count);
            }
        }
        Assert.All(all.Queues, queue => Assert.True(queue is { Waiting: > 0, Offers: { Accepted: > 0, Rejected: > 0, Missed: > 0 } }, $"Nothing to count in {queue}."));
        Assert.All(all.Agents, agent => Assert.Equal(agent.Load, agent.Open));
        Assert.Equal(all.Agents.Select(agent => agent.Load), some.Agents.Select(agent => agent.Load));
        Assert.Contains(some.Agents, agent => agent.Open > 0 && agent.Open < agent.Load);
        Assert.True(all.Unassigned > 0 && some.Waiting < all.Waiting, "The limited supervisor sees as much as everybody.");
    }

    [Fact]
    public async Task List_MoreThanAsked_IsCountedWholeAndTheLongestWaitComesFirst()
    {
        await using var world = await FloorAsync();
        await using var admin = await world.AdminAsync();
        var whole = await ListAsync(admin, new WallboardNumber(Counted.Waiting));

        var part = await ListAsync(admin, new WallboardNumber(Counted.Waiting), most: 2);

        Assert.Equal(whole.Count, part.Count);
        Assert.Equal(whole.Rows.OrderBy(row => row.At).Take(2).Select(row => row.At), part.Rows.Select(row => row.At));
    }

    [Fact]
    public async Task List_AskedByAnAgent_IsRefused()
    {
        await using var world = await FloorAsync();
        await using var agent = await world.PersonAsync(Roles.Agent, "agent@test.local", member: world.Accounts[0]);

        Assert.IsType<Outcome<CountedList>.NotAllowed>(await agent.Get<ListCounted>().RunAsync(new WallboardNumber(Counted.Missed), Today, 10, Cancellation));
    }

    private static async Task ExpectAsync(ActingPerson person, WallboardNumber number, int count)
    {
        var list = await ListAsync(person, number);
        Assert.Equal((number, count, count), (number, list.Count, list.Rows.Count));
    }

    private static async Task<CountedList> ListAsync(ActingPerson person, WallboardNumber number, int most = 1000) =>
        Assert.IsType<Outcome<CountedList>.Done>(await person.Get<ListCounted>().RunAsync(number, Today, most, Cancellation)).Value;

    private static async Task<WallboardState> ReadAsync(ActingPerson person) =>
        Assert.IsType<Outcome<WallboardState>.Done>(await person.Get<ReadWallboard>().RunAsync(Today, at => at, Cancellation)).Value;

    /// <summary>Some open conversations wait, some nobody has; each conversation was offered today and the day before, with every outcome.</summary>
    private static async Task<SearchWorld> FloorAsync()
    {
        var world = await SearchWorld.StartAsync();
        await using var database = await world.App.OpenDatabaseAsync();
        foreach (var account in world.Accounts)
            database.AccountAgents.AddRange(world.Agents.Select(agent => new AccountAgent { AccountId = account, UserId = agent }));
        var interactions = await database.Interactions.OrderBy(i => i.Id).ToListAsync(Cancellation);
        foreach (var (place, open) in interactions.Where(i => i.Status == InteractionStatus.Open).Index())
        {
            var isTaken = place % 4 == 3;
            var isUnassigned = place % 3 == 0;
            open.OwnerId = isTaken ? world.Agents[place / 4 % world.Agents.Count] : null;
            open.Stage = isTaken || isUnassigned ? null : RoundStage.Plan;
            open.RoundQueueId = isTaken || isUnassigned ? null : world.Queues[place % 2];
        }
        var states = new[] { OfferState.Accepted, OfferState.Rejected, OfferState.TimedOut, OfferState.Withdrawn };
        foreach (var (place, interaction) in interactions.Index())
        {
            for (var round = 1; round <= states.Length; round++)
            {
                var at = Today.AddHours(place % 2 == 0 ? 1 : -1).AddMinutes(round);
                database.Offers.Add(new Offer
                {
                    InteractionId = interaction.Id,
                    UserId = world.Agents[(place + round) % world.Agents.Count],
                    QueueId = place % 5 == 0 ? null : world.Queues[place / 2 % 2],
                    RoundNumber = round,
                    OfferedAt = at,
                    EndsAt = at.AddMinutes(1),
                    EndedAt = at.AddSeconds(20),
                    State = states[round - 1],
                });
            }
        }
        await database.SaveChangesAsync(Cancellation);
        return world;
    }
}
