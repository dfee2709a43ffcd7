using Microsoft.EntityFrameworkCore;
using Motion.Blazor.Features;
using Motion.Blazor.Features.Accounts;
using Motion.Blazor.Features.Administration.Assistants;
using Motion.Blazor.Features.Administration.Audit;
using Motion.Blazor.Features.Administration.Jobs;
using Motion.Blazor.Features.Administration.Settings;
using Motion.Blazor.Features.Administration.Users;
using Motion.Blazor.Features.CannedAnswers;
using Motion.Blazor.Features.Desk.Closing;
using Motion.Blazor.Features.Routing;
using Motion.Blazor.Features.Routing.Dispositions;
using Motion.Blazor.Features.Routing.Intervals;
using Motion.Blazor.Features.Routing.Pauses;
using Motion.Blazor.Features.Routing.Tags;
using Motion.Blazor.Identity;
using Motion.Domain.Accounts;
using Motion.Domain.Agents;
using Motion.Domain.Contacts;
using Motion.Domain.Interactions;
using Motion.Domain.Messaging;
using Motion.Domain.Routing;
using Motion.Tests.Support;
using Quartz;

namespace Motion.Tests.Features.Routing;

[Trait("Database", "Any")]
public sealed class RoutingHandlersTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static T Done<T>(Outcome<T> outcome) => Assert.IsType<Outcome<T>.Done>(outcome).Value;

    [Theory]
    [InlineData(Roles.Agent)]
    [InlineData(Roles.Supervisor)]
    public async Task Handlers_ForAnyoneButAnAdministrator_Refuse(string role)
    {
        await using var app = await MotionApp.StartAsync();
        await using var admin = await app.ActAsAsync(MotionApp.AdminEmail);
        _ = await admin.Get<AddUser>().RunAsync(new NewUser("Other", "other@test.local", role), Cancel);
        await using var person = await app.ActAsAsync("other@test.local");
        var interval = new IntervalEntry("X", null, []);

        object[] outcomes =
        [
            await person.Get<ListIntervals>().RunAsync(0, 10, Cancel),
            await person.Get<GetInterval>().RunAsync(1, Cancel),
            await person.Get<SaveInterval>().RunAsync(null, interval, Cancel),
            await person.Get<DeleteInterval>().RunAsync(1, Cancel),
            await person.Get<CheckInterval>().RunAsync(1, null, Cancel),
            await person.Get<ReadSystemZone>().RunAsync(Cancel),
            await person.Get<ListPauses>().RunAsync(0, 10, Cancel),
            await person.Get<SavePause>().RunAsync(null, "X", Cancel),
            await person.Get<DeletePause>().RunAsync(1, Cancel),
            await person.Get<ListTags>().RunAsync(0, 10, Cancel),
            await person.Get<SaveTag>().RunAsync(null, "X", TagColour.Red, Cancel),
            await person.Get<DeleteTag>().RunAsync(1, Cancel),
            await person.Get<ListDispositions>().RunAsync(null, Cancel),
            await person.Get<SaveDisposition>().RunAsync(null, new("X", null, null), Cancel),
            await person.Get<DeleteDisposition>().CountAsync(1, Cancel),
            await person.Get<DeleteDisposition>().RunAsync(1, Cancel),
            await person.Get<ListCannedAnswers>().RunAsync(null, null, 0, 10, Cancel),
            await person.Get<SaveCannedAnswer>().RunAsync(null, new("x", "x", null), Cancel),
            await person.Get<DeleteCannedAnswer>().RunAsync(1, Cancel),
            await person.Get<ListAssistants>().RunAsync(0, 10, Cancel),
            await person.Get<SaveAssistant>().RunAsync(null, new("X", "https://x.example.com", "m", null, null), Cancel),
            await person.Get<DeleteAssistant>().RunAsync(1, Cancel),
            await person.Get<ListPlanChoices>().RunAsync(1, Cancel),
            await person.Get<GetPlanWarnings>().RunAsync(1, Cancel),
            await person.Get<ListJobs>().RunAsync(Cancel),
            await person.Get<RunJob>().RunAsync(new JobKey("SweepDeadlines"), Cancel),
        ];

        Assert.All(outcomes, outcome => Assert.Equal("NotAllowed", outcome.GetType().Name));
    }

    [Fact]
    public async Task Interval_WithoutAZone_FollowsTheSystemSetting()
    {
        await using var app = await MotionApp.StartAsync();
        await using var admin = await app.ActAsAsync(MotionApp.AdminEmail);
        var saved = Done(await admin.Get<SaveInterval>().RunAsync(null, new IntervalEntry("Noon", null, [new IntervalPart(new TimeOnly(12, 0), new TimeOnly(12, 59), [], [], [])]), Cancel));
        var at = new DateTimeOffset(2026, 7, 1, 10, 30, 0, TimeSpan.Zero);

        var inUtc = Done(await admin.Get<CheckInterval>().RunAsync(saved.Id, at, Cancel));
        await using (var database = await app.OpenDatabaseAsync())
        {
            database.Settings.Add(new SystemSetting { Name = SystemZone.Setting, Value = "Europe/Rome" });
            await database.SaveChangesAsync(Cancel);
        }

        Assert.False(inUtc.Holds);
        Assert.True(Done(await admin.Get<CheckInterval>().RunAsync(saved.Id, at, Cancel)).Holds);
        Assert.Equal("Europe/Rome", Done(await admin.Get<ReadSystemZone>().RunAsync(Cancel)).Id);
    }

    [Fact]
    public async Task Disposition_DeletedAfterUse_IsOfferedNoMoreAndConversationsKeepIt()
    {
        await using var app = await MotionApp.StartAsync();
        await using var admin = await app.ActAsAsync(MotionApp.AdminEmail);
        var first = Done(await admin.Get<SaveDisposition>().RunAsync(null, new("Return", null, null), Cancel));
        var second = Done(await admin.Get<SaveDisposition>().RunAsync(null, new("Damaged", first.Id, null), Cancel));
        var interaction = await AddClosedInteractionAsync(app, second.Id, admin.UserId);

        var contents = Done(await admin.Get<DeleteDisposition>().CountAsync(first.Id, Cancel));
        Assert.Equal(new DispositionContents("Return", Below: 1, Interactions: 1), contents);
        Assert.Equal(2, Done(await admin.Get<DeleteDisposition>().RunAsync(first.Id, Cancel)));

        Assert.DoesNotContain(Done(await admin.Get<ListDispositions>().RunAsync(null, Cancel)), node => node.Name is "Return" or "Damaged");
        Assert.DoesNotContain((await admin.Get<ReadDispositions>().HandleAsync(admin.UserId, interaction, Cancel)).All, choice => choice.Id == second.Id);
        await using var database = await app.OpenDatabaseAsync();
        var kept = await (from given in database.InteractionDispositions join disposition in database.Dispositions on given.DispositionId equals disposition.Id select disposition.Name).SingleAsync(Cancel);
        Assert.Equal("Damaged", kept);
        Assert.Equal(2, await database.Audit.CountAsync(entry => entry.Subject == AuditSubject.Disposition && entry.Action == AuditAction.Deleted, Cancel));
        // Its name is free again.
        Assert.NotEqual(first.Id, Done(await admin.Get<SaveDisposition>().RunAsync(null, new("Return", null, null), Cancel)).Id);
        Assert.IsType<Outcome<int>.NotFound>(await admin.Get<DeleteDisposition>().RunAsync(first.Id, Cancel));
    }

    [Fact]
    public async Task Tag_Deleted_GoesFromItsConversations()
    {
        await using var app = await MotionApp.StartAsync();
        await using var admin = await app.ActAsAsync(MotionApp.AdminEmail);
        var tag = Done(await admin.Get<SaveTag>().RunAsync(null, "Urgent", TagColour.Red, Cancel));
        var interaction = await AddClosedInteractionAsync(app, null, admin.UserId);
        await using (var database = await app.OpenDatabaseAsync())
        {
            database.InteractionTags.Add(new InteractionTag { InteractionId = interaction, TagId = tag.Id, TaggedAt = DateTimeOffset.UnixEpoch });
            await database.SaveChangesAsync(Cancel);
        }

        Assert.Equal(1, Done(await admin.Get<ListTags>().RunAsync(0, 10, Cancel)).Rows.Single().Interactions);
        Assert.True(Done(await admin.Get<DeleteTag>().RunAsync(tag.Id, Cancel)));
        await using var after = await app.OpenDatabaseAsync();
        Assert.False(await after.InteractionTags.AnyAsync(Cancel));
        Assert.True(await after.Interactions.AnyAsync(Cancel));
    }

    [Fact]
    public async Task Pause_Deleted_LeavesItsAgentsPaused_AndIsRefusedWhereAnAccountNeedsIt()
    {
        await using var app = await MotionApp.StartAsync();
        await using var admin = await app.ActAsAsync(MotionApp.AdminEmail);
        var (lunch, disposing) = (Done(await admin.Get<SavePause>().RunAsync(null, "Siesta", Cancel)), Done(await admin.Get<SavePause>().RunAsync(null, "Disposing", Cancel)));
        await using (var database = await app.OpenDatabaseAsync())
        {
            database.AgentStates.Add(new AgentState { UserId = admin.UserId, Availability = AgentAvailability.Paused, PauseId = lunch.Id });
            var account = NewAccount(await database.ContactLists.Select(l => l.Id).FirstAsync(Cancel));
            account.MandatoryPauseId = disposing.Id;
            database.Accounts.Add(account);
            await database.SaveChangesAsync(Cancel);
        }

        Assert.True(Done(await admin.Get<DeletePause>().RunAsync(lunch.Id, Cancel)));
        Assert.Equal(["Support"], Assert.IsType<Outcome<bool>.Conflict>(await admin.Get<DeletePause>().RunAsync(disposing.Id, Cancel)).Details);
        await using var after = await app.OpenDatabaseAsync();
        var state = await after.AgentStates.SingleAsync(s => s.UserId == admin.UserId, Cancel);
        Assert.Equal((AgentAvailability.Paused, null), (state.Availability, state.PauseId));
    }

    [Fact]
    public async Task Names_TakenByTwoAtOnce_GoToOneOfThem()
    {
        await using var app = await MotionApp.StartAsync();
        var people = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => app.ActAsAsync(MotionApp.AdminEmail)));

        var outcomes = await Task.WhenAll(people.Select(person => person.Get<SaveTag>().RunAsync(null, "Urgent", TagColour.Red, Cancel)));

        Assert.Single(outcomes.OfType<Outcome<TagRow>.Done>());
        Assert.Equal(5, outcomes.OfType<Outcome<TagRow>.Invalid>().Count());
        foreach (var person in people)
            await person.DisposeAsync();
    }

    [Fact]
    public async Task Jobs_AreListedWithTheirTimes_AndRunWhenAsked()
    {
        await using var app = await MotionApp.StartAsync();
        await using var admin = await app.ActAsAsync(MotionApp.AdminEmail);
        var retention = Done(await admin.Get<ListJobs>().RunAsync(Cancel)).Jobs.Single(job => job.Name == "ForgetOldWork");
        Assert.Equal(TimeSpan.FromHours(1), retention.Every);
        Assert.NotNull(retention.NextAt);
        var before = retention.Status?.RunCount ?? 0;

        Assert.True(Done(await admin.Get<RunJob>().RunAsync(retention.Key, Cancel)));
        _ = await Eventually.IsAsync(
            async () => Done(await admin.Get<ListJobs>().RunAsync(Cancel)).Jobs.Single(job => job.Name == "ForgetOldWork").Status?.RunCount ?? 0, count => count > before);

        var after = Done(await admin.Get<ListJobs>().RunAsync(Cancel)).Jobs.Single(job => job.Name == "ForgetOldWork").Status!;
        Assert.Equal((JobRunResult.Succeeded, 0), (after.LastResult, after.ConsecutiveFailures));
        Assert.IsType<Outcome<bool>.NotFound>(await admin.Get<RunJob>().RunAsync(new JobKey("Nothing"), Cancel));
    }

    private static Account NewAccount(int listId) => new()
    {
        Name = "Support",
        Key = "SUP",
        Type = AccountType.Twilio,
        Phone = "15550100100",
        ContactListId = listId,
        Domain = "care.example.com",
        ProtectedCredentials = "",
        ProxyToken = "token",
        CreatedAt = DateTimeOffset.UnixEpoch,
    };

    private static async Task<long> AddClosedInteractionAsync(MotionApp app, int? dispositionId, int memberId)
    {
        await using var database = await app.OpenDatabaseAsync();
        var listId = await database.ContactLists.Select(l => l.Id).FirstAsync(Cancel);
        var account = NewAccount(listId);
        var contact = new Contact { ListId = listId, FirstName = "Hana", CreatedAt = DateTimeOffset.UnixEpoch };
        database.AddRange(account, contact);
        await database.SaveChangesAsync(Cancel);
        var interaction = new Interaction
        {
            AccountId = account.Id,
            ContactId = contact.Id,
            Status = InteractionStatus.Closed,
            CustomerIdentityKind = IdentityKind.Phone,
            CustomerIdentity = "393331110010",
            StartedAt = DateTimeOffset.UnixEpoch,
            LastMessageAt = DateTimeOffset.UnixEpoch,
        };
        database.AddRange(interaction, new AccountAgent { AccountId = account.Id, UserId = memberId });
        await database.SaveChangesAsync(Cancel);
        if (dispositionId is { } id)
        {
            database.InteractionDispositions.Add(new InteractionDisposition { Interaction = interaction, DispositionId = id, UserId = memberId, GivenAt = DateTimeOffset.UnixEpoch });
            await database.SaveChangesAsync(Cancel);
        }
        return interaction.Id;
    }
}
