using Microsoft.EntityFrameworkCore;
using Motion.Blazor.Features.Desk;
using Motion.Blazor.Features.Desk.Availability;
using Motion.Blazor.Features.Desk.Closing;
using Motion.Blazor.Features.Desk.Tabs;
using Motion.Blazor.Features.Desk.Work;
using Motion.Blazor.Pipeline;
using Motion.Domain.Agents;
using Motion.Domain.Contacts;
using Motion.Domain.Dispositions;
using Motion.Domain.Interactions;
using Motion.Domain.Messaging;
using Motion.Domain.Routing;
using Motion.Tests.Support;

namespace Motion.Tests.Pipeline;

/// <summary>Whitelist, waits, transfer, inactivity and mandatory disposition, on the real database (product.md section 5).</summary>
[Trait("Database", "Any")]
public sealed class ReturningCustomerTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Whitelist_Stranger_IsAnsweredAndGoesNoFurther()
    {
        await using var world = await PipelineWorld.StartAsync();
        await WhitelistAsync(world, listed: "393330000001");

        for (var i = 0; i < 7; i++)
            await world.CustomerWritesAsync($"Hello {i}");

        Assert.Equal(0, await world.ReadAsync(database => database.ContactIdentities.CountAsync(identity => identity.Value == PipelineWorld.Customer)));
        Assert.Equal(7, await world.ReadAsync(database => database.Interactions.CountAsync(i => i.Status == InteractionStatus.Closed && i.ContactId == null)));
        Assert.Equal(7, await world.ReadAsync(database => database.InteractionDispositions.CountAsync(given =>
            database.Dispositions.Any(disposition => disposition.Id == given.DispositionId && disposition.System == SystemDisposition.NotInWhitelist))));
        Assert.Equal(5, await world.ReadAsync(database => database.Messages.CountAsync(message => message.Body == "Members only.")));
        Assert.Empty(await world.RingingAsync());
        Assert.Equal(0, await world.ReadAsync(database => database.Offers.CountAsync()));
    }

    [Fact]
    public async Task Whitelist_Listed_IsLetInAndCounted()
    {
        await using var world = await PipelineWorld.StartAsync();
        await WhitelistAsync(world, listed: PipelineWorld.Customer);

        await world.CustomerWritesAsync();
        await world.CustomerWritesAsync();

        Assert.Equal(2, (await world.RingingAsync()).Count);
        // Counted beside the work: nobody waits for a counter.
        await world.EventuallyAsync(database => database.AccountWhitelists.Select(list => list.Hits).SingleAsync(), 2);
    }

    [Fact]
    public async Task OwnerOffline_WaitsThenHisQueueThenThePlan()
    {
        var clock = new ShiftedClock();
        await using var world = await PipelineWorld.StartAsync(clock: clock);
        var id = await world.ConversationAsync();
        await world.Use<SetAvailability>().HandleAsync(world.Agents[0], AgentAvailability.Offline, null, Cancellation);
        await world.Use<SetAvailability>().HandleAsync(world.Agents[1], AgentAvailability.Offline, null, Cancellation);

        await world.CustomerWritesAsync("Are you there?");
        Assert.Equal(RoundStage.AssignedAgent, (await world.LatestAsync()).Stage);
        await SweepAfterAsync(world, clock, 11);
        Assert.Equal(RoundStage.AssignedQueue, (await world.LatestAsync()).Stage);
        await SweepAfterAsync(world, clock, 11);

        var interaction = await world.LatestAsync();
        Assert.Equal((id, null, RoundStage.Plan), (interaction.Id, interaction.OwnerId, interaction.Stage!.Value));
        Assert.Contains(TimelineKind.OwnerCleared, await world.TimelineAsync(id));
    }

    [Fact]
    public async Task TabClosed_OwnerOnline_IsRungAndItIsHisAgain()
    {
        await using var world = await PipelineWorld.StartAsync();
        var id = await world.ConversationAsync();
        await world.Use<CloseDeskTab>().HandleAsync(world.Agents[0], id, Cancellation);

        await world.CustomerWritesAsync("Me again");

        Assert.Equal([world.Agents[0]], await world.RingingAsync());
        Assert.True((await world.Use<AcceptOffer>().HandleAsync(world.Agents[0], id, Cancellation)).IsDone);
        Assert.Equal((world.Agents[0], null), ((await world.LatestAsync()).OwnerId, (await world.LatestAsync()).Stage));
    }

    [Fact]
    public async Task OwnerRejects_TheQueueIsAskedWithoutHimEvenAfterHeIsFreeAgain()
    {
        await using var world = await PipelineWorld.StartAsync();
        var id = await world.ConversationAsync();
        await world.Use<CloseDeskTab>().HandleAsync(world.Agents[0], id, Cancellation);
        await world.CustomerWritesAsync("Me again");

        await world.Use<RejectOffer>().HandleAsync(world.Agents[0], id, Cancellation);
        await world.Use<RoutingRunner>().AgentBecameFreeAsync(world.Agents[0], Cancellation);

        Assert.Equal([world.Agents[1]], await world.RingingAsync());
    }

    [Fact]
    public async Task LostAgent_AfterTheGrace_HisUnreadGoesOnToOthers()
    {
        await using var world = await PipelineWorld.StartAsync();
        var id = await world.ConversationAsync();
        await world.CustomerWritesAsync("Still there?");
        await world.ReadAsync(database => database.PresenceLeases.Where(lease => lease.UserId == world.Agents[0])
            .ExecuteUpdateAsync(set => set.SetProperty(lease => lease.BeatAt, TimeProvider.System.GetUtcNow().AddMinutes(-5))));
        await world.ReadAsync(database => database.AgentStates.Where(state => state.UserId == world.Agents[0])
            .ExecuteUpdateAsync(set => set.SetProperty(state => state.Since, TimeProvider.System.GetUtcNow().AddMinutes(-10))));

        Assert.Equal(1, await world.Use<SignOffLostAgents>().HandleAsync(Cancellation));

        Assert.Equal(RoundStage.AssignedAgent, (await world.LatestAsync()).Stage);
        Assert.Contains(TimelineKind.OwnerLeft, await world.TimelineAsync(id));
    }

    [Fact]
    public async Task Transfer_NobodyAccepts_ComesBackUnreadWithItsNote()
    {
        var clock = new ShiftedClock();
        await using var world = await PipelineWorld.StartAsync(clock: clock);
        await world.ConfigureAsync((_, account) => Task.FromResult(account.TransferToAgent = true));
        var id = await world.ConversationAsync();
        await world.Use<MarkInteractionRead>().HandleAsync(world.Agents[0], id, Cancellation);

        var result = await world.Use<TransferInteraction>().HandleAsync(world.Agents[0], id, TransferTarget.Agent(world.Agents[1]), "Wants a refund", Cancellation);
        Assert.True(result.IsDone);
        Assert.Equal([world.Agents[1]], await world.RingingAsync());
        await SweepAfterAsync(world, clock, 11);

        var interaction = await world.LatestAsync();
        Assert.Equal((world.Agents[0], false, null), (interaction.OwnerId, interaction.IsRead, interaction.Stage));
        Assert.Equal("Wants a refund", await world.ReadAsync(database => database.Messages.Where(message => message.Direction == MessageDirection.Note).Select(message => message.Body).SingleAsync()));
        Assert.Contains(TimelineKind.TransferReturned, await world.TimelineAsync(id));
    }

    [Fact]
    public async Task Transfer_SwitchOff_IsRefused()
    {
        await using var world = await PipelineWorld.StartAsync();
        var id = await world.ConversationAsync();

        var result = await world.Use<TransferInteraction>().HandleAsync(world.Agents[0], id, TransferTarget.Queue(world.QueueId), null, Cancellation);

        Assert.Equal(DeskRefusal.TransferNotAllowed, result.Refusal);
    }

    [Fact]
    public async Task Inactivity_CustomerSilent_ClosesByItself()
    {
        var clock = new ShiftedClock();
        await using var world = await PipelineWorld.StartAsync(clock: clock);
        await world.ConfigureAsync((_, account) => Task.FromResult(account.InactivityTimeout = 5));
        var id = await world.ConversationAsync();
        Assert.True((await world.Use<SendMessage>().HandleAsync(world.Agents[0], id, new TextContent("How can I help?"), Guid.NewGuid(), null, Cancellation)).IsDone);

        await SweepAfterAsync(world, clock, 299);
        Assert.Equal(InteractionStatus.Open, (await world.LatestAsync()).Status);
        await SweepAfterAsync(world, clock, 2);

        Assert.Equal(InteractionStatus.Closed, (await world.LatestAsync()).Status);
        Assert.Equal(0, await world.ReadAsync(database => database.Deadlines.CountAsync()));
        Assert.Contains(TimelineKind.ClosedForInactivity, await world.TimelineAsync(id));
    }

    [Fact]
    public async Task MandatoryDisposition_PausesWhileChoosingAndIsNeverBypassed()
    {
        await using var world = await PipelineWorld.StartAsync();
        var pause = await world.ReadAsync(database => database.Pauses.OrderBy(p => p.Id).FirstAsync());
        await world.ConfigureAsync((_, account) =>
        {
            (account.MandatoryDisposition, account.MandatoryPauseId) = (true, pause.Id);
            return Task.CompletedTask;
        });
        var id = await world.ConversationAsync();
        var agent = world.Agents[0];
        var disposition = await world.ReadAsync(database => database.Dispositions.FirstAsync(d => d.System == null && d.ParentId == null));

        await world.Use<Disposing>().BeginAsync(agent, id, Cancellation);
        Assert.Equal((AgentAvailability.Paused, pause.Id), await StateAsync(world, agent));
        Assert.Equal(DeskRefusal.DispositionNeeded, (await world.Use<CloseInteraction>().HandleAsync(agent, id, null, Cancellation)).Refusal);
        using var api = world.App.Api();
        var refused = await api.PostJsonAsync($"/api/v1/whatsapp/interactions/{id}/close", new { });
        Assert.NotEmpty(refused.ErrorOf("dispositionId"));

        Assert.True((await world.Use<CloseInteraction>().HandleAsync(agent, id, disposition.Id, Cancellation)).IsDone);

        Assert.Equal((AgentAvailability.Online, null), await StateAsync(world, agent));
        Assert.Equal(InteractionStatus.Closed, (await world.LatestAsync()).Status);
    }

    [Fact]
    public async Task Disposing_OfAPausedAgent_GoesBackToHisOwnPause()
    {
        await using var world = await PipelineWorld.StartAsync();
        var pauses = await world.ReadAsync(database => database.Pauses.OrderBy(p => p.Id).ToListAsync());
        await world.ConfigureAsync((_, account) =>
        {
            (account.MandatoryDisposition, account.MandatoryPauseId) = (true, pauses[0].Id);
            return Task.CompletedTask;
        });
        var id = await world.ConversationAsync();
        await world.Use<SetAvailability>().HandleAsync(world.Agents[0], AgentAvailability.Paused, pauses[1].Id, Cancellation);

        await world.Use<Disposing>().BeginAsync(world.Agents[0], id, Cancellation);
        await world.Use<Disposing>().BeginAsync(world.Agents[0], id, Cancellation);
        await world.Use<Disposing>().EndAsync(world.Agents[0], Cancellation);

        Assert.Equal((AgentAvailability.Paused, pauses[1].Id), await StateAsync(world, world.Agents[0]));
    }

    [Fact]
    public async Task Capacity_OneOfTwoOffersAccepted_TheOtherGoesToSomebodyElse()
    {
        await using var world = await PipelineWorld.StartAsync();
        await world.ReadAsync(database => database.AgentStates.Where(state => state.UserId == world.Agents[0]).ExecuteUpdateAsync(set => set.SetProperty(state => state.Capacity, 1)));
        await world.CustomerWritesAsync(customer: "393331110001");
        await world.CustomerWritesAsync(customer: "393331110002");
        var ids = await world.ReadAsync(database => database.Interactions.OrderBy(i => i.Id).Select(i => i.Id).ToListAsync());

        Assert.True((await world.Use<AcceptOffer>().HandleAsync(world.Agents[0], ids[0], Cancellation)).IsDone);

        Assert.Equal([world.Agents[1]], await world.RingingAsync());
        Assert.Equal(DeskRefusal.OfferOver, (await world.Use<AcceptOffer>().HandleAsync(world.Agents[0], ids[1], Cancellation)).Refusal);
    }

    [Fact]
    public async Task Api_TransferTagsTimelineAndClose_DoWhatTheySay()
    {
        await using var world = await PipelineWorld.StartAsync();
        var tag = new Tag { Name = "VIP" };
        await world.ConfigureAsync((database, account) =>
        {
            account.TransferToQueue = true;
            database.Add(tag);
            return Task.CompletedTask;
        });
        var id = await world.ConversationAsync();
        using var api = world.App.Api();
        var path = $"/api/v1/whatsapp/interactions/{id}";

        var tagged = await api.PostJsonAsync($"{path}/tags", new { tagIds = new[] { tag.Id } });
        var transferred = await api.PostJsonAsync($"{path}/transfer", new { queueId = world.QueueId, note = "Please" });
        var timeline = await api.GetJsonAsync($"{path}/timeline");
        var closed = await api.PostJsonAsync($"{path}/close", new { });

        Assert.Equal("VIP", tagged.Json["tags"]![0]!.GetValue<string>());
        Assert.Equal(System.Net.HttpStatusCode.OK, transferred.Status);
        Assert.Contains(timeline.Json["rows"]!.AsArray(), line => line!["kind"]!.GetValue<string>() == "transferredToQueue" && line["text"]!.GetValue<string>().Contains("Support", StringComparison.Ordinal));
        Assert.Equal("closed", closed.Json["status"]!.GetValue<string>());
        Assert.Empty(await world.RingingAsync());
    }

    private static async Task<(AgentAvailability, int?)> StateAsync(PipelineWorld world, int userId)
    {
        var state = await world.ReadAsync(database => database.AgentStates.AsNoTracking().SingleAsync(s => s.UserId == userId));
        return (state.Availability, state.PauseId);
    }

    private static async Task SweepAfterAsync(PipelineWorld world, ShiftedClock clock, int seconds)
    {
        clock.Advance(TimeSpan.FromSeconds(seconds));
        await world.Use<DeadlineSweep>().RunAsync(Cancellation);
    }

    private static Task WhitelistAsync(PipelineWorld world, string listed) => world.ConfigureAsync(async (database, account) =>
    {
        var list = new ContactList { Name = "Members" };
        database.Add(list);
        await database.SaveChangesAsync(Cancellation);
        var member = new Contact { ListId = list.Id, FirstName = "Member", Phone = listed };
        member.Identities.Add(new ContactIdentity { ListId = list.Id, Kind = IdentityKind.Phone, Value = listed });
        database.Add(member);
        database.Add(new Motion.Domain.Accounts.AccountWhitelist { AccountId = account.Id, ListId = list.Id });
        (account.WhitelistEnabled, account.WhitelistResponse) = (true, "Members only.");
    });
}
