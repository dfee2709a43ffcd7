using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Motion.Blazor.Data;
using Motion.Blazor.Pipeline;
using Motion.Providers;
using Motion.Tests.Support;

namespace Motion.Tests.Pipeline;

/// <summary>A database that restarts, or is out of reach for a moment, costs no acknowledged message.</summary>
[Trait("Database", "Any")]
public sealed class DatabaseAwayTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Message_InALaneWhileTheDatabaseIsAway_IsStoredWhenItIsBackAndNoDeadLetter()
    {
        await using var world = await PipelineWorld.StartAsync();
        var worker = ActivatorUtilities.CreateInstance<LaneWorker>(
            world.App.Services, new AwayFor(3, world.Use<IDbContextFactory<MotionDbContext>>()));

        await worker.RunAsync("393331110001", [await AcknowledgedAsync(world, world.Payload().Text("393331110001", "wamid.1", "Hello").Json())]);

        Assert.Equal("Hello", await world.ReadAsync(database => database.Messages.Select(message => message.Body).SingleAsync(Cancellation)));
        Assert.Equal(0, await world.ReadAsync(database => database.DeadLetters.CountAsync(Cancellation)));
        Assert.Equal(0, await world.ReadAsync(database => database.Inbox.CountAsync(payload => payload.DoneAt == null, Cancellation)));
    }

    /// <summary>A payload that is in the inbox and on its way to its lane.</summary>
    private static async Task<LaneWork> AcknowledgedAsync(PipelineWorld world, string json)
    {
        var payload = new InboxPayload
        {
            AccountId = world.AccountId,
            ReceivedAt = TimeProvider.System.GetUtcNow(),
            QueryString = "",
            Body = System.Text.Encoding.UTF8.GetBytes(json),
        };
        await using var database = await world.App.OpenDatabaseAsync();
        database.Inbox.Add(payload);
        await database.SaveChangesAsync(Cancellation);
        var account = (await world.Use<AccountDirectory>().FindAsync(world.AccountId))!;
        var parsed = world.Use<ProviderRegistry>().For(account.Type).Parse(new WebhookPayload("application/json", "", payload.Body, payload.ReceivedAt), account.Credentials);
        return new LaneWork(new PayloadInWork(payload, account, parsed.Events, 1), parsed.Events, []);
    }

    /// <summary>A database that cannot be reached the first times it is asked for.</summary>
    private sealed class AwayFor(int times, IDbContextFactory<MotionDbContext> databases) : IDbContextFactory<MotionDbContext>
    {
        private int _times = times;

        public MotionDbContext CreateDbContext() => _times-- > 0 ? throw new OutOfReachException() : databases.CreateDbContext();
    }

    private sealed class OutOfReachException : DbException
    {
        public override bool IsTransient => true;
    }
}
