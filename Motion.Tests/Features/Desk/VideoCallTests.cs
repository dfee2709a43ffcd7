using Microsoft.EntityFrameworkCore;
using Motion.Blazor.Features.Administration.Settings;
using Motion.Blazor.Features.Desk;
using Motion.Blazor.Features.Desk.Video;
using Motion.Blazor.Features.Desk.Work;
using Motion.Blazor.Realtime;
using Motion.Domain.Messaging;
using Motion.Tests.Pipeline;
using Motion.Tests.Support;

namespace Motion.Tests.Features.Desk;

/// <summary>Product.md section 7, Start video call, with a fake Vidaoo.</summary>
[Trait("Database", "Any")]
public sealed class VideoCallTests
{
    private const string Path = "/meetings";
    private const string VideoKey = "video-key-nobody-reads";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Call_Started_SendsTheCustomerHisLink_AndGivesTheAgentHis()
    {
        await using var world = await WorldAsync();
        var id = await world.ConversationAsync();

        var result = await StartAsync(world, id, Guid.NewGuid());

        Assert.True(result.IsDone, result.ToString());
        Assert.Equal("https://vidaoo.example/m1?lead=1", result.AgentUrl);
        await world.EventuallyAsync(database => database.Messages.CountAsync(m => m.Id == result.MessageId && m.Status == DeliveryStatus.Sent, Cancellation), 1);
        Assert.Contains("Link for our video call: https://vidaoo.example/m1", Assert.Single(world.Sends).Text, StringComparison.Ordinal);
        Assert.DoesNotContain("lead=1", Assert.Single(world.Sends).Text, StringComparison.Ordinal);
        var asked = Assert.Single(Asked(world));
        Assert.Equal((VideoKey, "topic=Support&note=A+note&metadata=%7B%22a%22%3A1%7D"), (asked.Headers["X-APIKEY"], asked.Text));
        var call = await world.ReadAsync(database => database.VideoCalls.SingleAsync(Cancellation));
        Assert.Equal((id, world.Agents[0], "m1"), (call.InteractionId, call.StartedById, call.MeetingId));
        Assert.DoesNotContain(world.App.Log, line => line.Contains(VideoKey, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Call_AskedForTwiceWithTheSameKey_IsOneCall()
    {
        await using var world = await WorldAsync();
        var id = await world.ConversationAsync();
        var key = Guid.NewGuid();

        var both = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => StartAsync(world, id, key))));
        var later = await StartAsync(world, id, key);

        Assert.All([.. both, later], result => Assert.Equal((later.AgentUrl, later.MessageId, true), (result.AgentUrl, result.MessageId, result.IsDone)));
        Assert.NotNull(later.MessageId);
        Assert.Equal(1, await world.ReadAsync(database => database.Messages.CountAsync(m => m.Direction == MessageDirection.Out, Cancellation)));
        Assert.Equal(later.AgentUrl, await world.ReadAsync(database => database.VideoCalls.Select(call => call.AgentUrl).SingleAsync(Cancellation)));
    }

    [Fact]
    public async Task Call_ThatMayNotBe_IsRefusedBeforeAMeetingIsMade()
    {
        await using var world = await WorldAsync();
        var id = await world.ConversationAsync();

        Assert.Equal(DeskRefusal.NotFound, (await StartAsync(world, 999_999, Guid.NewGuid())).Desk?.Refusal);
        Assert.Equal(DeskRefusal.NotMember, (await world.Use<StartVideoCall>().HandleAsync(9999, id, Guid.NewGuid(), Cancellation)).Desk?.Refusal);
        Assert.Equal(new DeskResult(DeskRefusal.NotOwner, world.Agents[0]), (await world.Use<StartVideoCall>().HandleAsync(world.Agents[1], id, Guid.NewGuid(), Cancellation)).Desk);

        await world.ReadAsync(database => database.Interactions.ExecuteUpdateAsync(row => row.SetProperty(i => i.LastInboundAt, TimeProvider.System.GetUtcNow().AddHours(-25)), Cancellation));
        Assert.Equal(DeskRefusal.OutsideWindow, (await StartAsync(world, id, Guid.NewGuid())).Desk?.Refusal);
        await world.ReadAsync(database => database.Interactions.ExecuteUpdateAsync(row => row.SetProperty(i => i.LastInboundAt, TimeProvider.System.GetUtcNow()), Cancellation));

        await world.ReadAsync(database => database.Accounts.ExecuteUpdateAsync(row => row.SetProperty(a => a.ProtectedVideoKey, (string?)null), Cancellation));
        Assert.Equal(VideoRefusal.NoKey, (await StartAsync(world, id, Guid.NewGuid())).Refusal);
        await world.ReadAsync(database => database.Accounts.ExecuteUpdateAsync(row => row.SetProperty(a => a.VideoEnabled, false), Cancellation));
        Assert.Equal(VideoRefusal.AccountOff, (await StartAsync(world, id, Guid.NewGuid())).Refusal);
        await using (var database = await world.App.OpenDatabaseAsync())
        {
            database.Settings.Add(new SystemSetting { Name = SettingFields.Video.Name, Value = "false" });
            await database.SaveChangesAsync(Cancellation);
        }
        world.Use<ConfigurationChanges>().Publish();
        Assert.Equal(VideoRefusal.FeatureOff, (await StartAsync(world, id, Guid.NewGuid())).Refusal);

        await world.ReadAsync(database => database.Settings.ExecuteDeleteAsync(Cancellation));
        world.Use<ConfigurationChanges>().Publish();
        await world.ReadAsync(database => database.Accounts.ExecuteUpdateAsync(row => row.SetProperty(a => a.VideoEnabled, true), Cancellation));
        Assert.True((await world.Use<CloseInteraction>().HandleAsync(world.Agents[0], id, null, Cancellation)).IsDone);
        Assert.Equal(DeskRefusal.AlreadyClosed, (await StartAsync(world, id, Guid.NewGuid())).Desk?.Refusal);
        Assert.Empty(Asked(world));
        Assert.Empty(world.Sends);
    }

    [Theory]
    [InlineData(401, VideoRefusal.KeyRefused)]
    [InlineData(429, VideoRefusal.RateLimited)]
    [InlineData(422, VideoRefusal.Refused)]
    [InlineData(500, VideoRefusal.Broken)]
    public async Task Vidaoo_Failing_SendsTheCustomerNothing(int status, object expected)
    {
        await using var world = await WorldAsync();
        var id = await world.ConversationAsync();
        world.Provider.On("POST", Path, Replies.Json(status, """{"message":"m"}"""));

        var result = await StartAsync(world, id, Guid.NewGuid());

        Assert.Equal(expected, result.Refusal);
        Assert.Equal((null, null), (result.AgentUrl, result.MessageId));
        Assert.Equal(0, await world.ReadAsync(database => database.Messages.CountAsync(m => m.Direction == MessageDirection.Out, Cancellation)));
        Assert.Equal(0, await world.ReadAsync(database => database.VideoCalls.CountAsync(Cancellation)));
        Assert.Contains(world.App.Log, line => line.Contains($"HTTP {status}", StringComparison.Ordinal));
    }

    private static async Task<PipelineWorld> WorldAsync()
    {
        var world = await PipelineWorld.StartAsync();
        var count = 0;
        world.Provider.On("POST", Path, context =>
        {
            var id = $"m{Interlocked.Increment(ref count)}";
            return Replies.Json(201, $$$"""{"id":"{{{id}}}","urls":{"moderator":"https://vidaoo.example/{{{id}}}?lead=1","guest":"https://vidaoo.example/{{{id}}}"}}""")(context);
        });
        var key = world.Use<SettingVault>().Protect(VideoKey);
        await world.ReadAsync(database => database.Accounts.ExecuteUpdateAsync(row => row
            .SetProperty(a => a.VideoEnabled, true).SetProperty(a => a.ProtectedVideoKey, key).SetProperty(a => a.VideoTopic, "Support")
            .SetProperty(a => a.VideoNote, "A note").SetProperty(a => a.VideoMetadata, """{"a":1}"""), Cancellation));
        return world;
    }

    private static Task<VideoCallResult> StartAsync(PipelineWorld world, long interactionId, Guid key) =>
        world.Use<StartVideoCall>().HandleAsync(world.Agents[0], interactionId, key, Cancellation);

    private static IEnumerable<RecordedRequest> Asked(PipelineWorld world) => world.Provider.Requests.Where(request => request.Path == Path);
}
