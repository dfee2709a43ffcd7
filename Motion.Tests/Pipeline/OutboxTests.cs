using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Motion.Blazor.Data;
using Motion.Blazor.Features.Accounts;
using Motion.Blazor.Features.Desk;
using Motion.Blazor.Features.Desk.Conversation;
using Motion.Blazor.Features.Desk.Work;
using Motion.Blazor.Identity;
using Motion.Blazor.Pipeline;
using Motion.Blazor.Realtime;
using Motion.Domain.Messaging;
using Motion.Tests.Features.Desk;
using Motion.Tests.Support;

namespace Motion.Tests.Pipeline;

/// <summary>providers.md 8.5: what is safe is tried again, what is unknown never by itself.</summary>
[Trait("Database", "Any")]
public sealed class OutboxTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Answer_Taken_CarriesTheProvidersIdAndFollowsItsStatuses()
    {
        await using var world = await PipelineWorld.StartAsync();
        var message = await AnswerAsync(world, "Good morning");
        await world.EventuallyAsync(database => StatusAsync(database, message), DeliveryStatus.Sent);

        await world.PostAsync(world.Payload().Status("wamid.out1", "read", "393331112222"));
        await world.EventuallyAsync(database => StatusAsync(database, message), DeliveryStatus.Read);
        await world.PostAsync(world.Payload().Status("wamid.out1", "delivered", "393331112222"));
        await world.AllDoneAsync();

        Assert.Equal(DeliveryStatus.Read, await world.ReadAsync(database => StatusAsync(database, message)));
        Assert.Contains("Good morning", Assert.Single(world.Sends).Text, StringComparison.Ordinal);
        Assert.Equal(0, await world.ReadAsync(database => database.Outbox.CountAsync()));
    }

    [Fact]
    public async Task Statuses_AreAllKeptOnceWithTheProvidersTime_AlsoThoseThatChangeNothing()
    {
        await using var world = await PipelineWorld.StartAsync(agents: 2);
        var message = await AnswerAsync(world, "Good morning");
        await world.EventuallyAsync(database => StatusAsync(database, message), DeliveryStatus.Sent);
        var at = DateTimeOffset.FromUnixTimeSeconds(1_790_000_000);

        foreach (var (status, second, code) in new[] { ("read", 3, (int?)null), ("delivered", 2, null), ("delivered", 2, null), ("failed", 4, 131026) })
        {
            await world.PostAsync(world.Payload().Status("wamid.out1", status, PipelineWorld.Customer, errorCode: code, at: at.AddSeconds(second)));
            await world.AllDoneAsync();
        }

        Assert.Equal(DeliveryStatus.Read, await world.ReadAsync(database => StatusAsync(database, message)));
        var steps = await world.Use<ReadDelivery>().HandleAsync(Reader(world.Agents[0]), message, Cancellation);
        Assert.Equal(
            [(DeliveryStatus.Delivered, at.AddSeconds(2), ""), (DeliveryStatus.Read, at.AddSeconds(3), ""), (DeliveryStatus.Failed, at.AddSeconds(4), "131026")],
            steps.Select(step => (step.Status, step.At, step.Code)));

        await world.ConfigureAsync((database, account) => database.AccountAgents.Where(member => member.UserId == world.Agents[1]).ExecuteDeleteAsync(Cancellation));
        Assert.Empty(await world.Use<ReadDelivery>().HandleAsync(Reader(world.Agents[1]), message, Cancellation));

        static CurrentUser Reader(int agentId)
        {
            var reader = new CurrentUser();
            reader.Become(DeskWorld.Person(agentId, "Agent"));
            return reader;
        }
    }

    [Fact]
    public async Task Answer_Throttled_IsTriedAgain()
    {
        await using var world = await PipelineWorld.StartAsync();
        world.AnswersSendsWith(
            Replies.Json(429, """{"error":{"code":130429,"message":"slow down"}}""", ("Retry-After", "1")),
            Replies.Json(200, """{"messages":[{"id":"wamid.second"}]}"""));

        var message = await AnswerAsync(world, "Patience");

        await world.EventuallyAsync(database => StatusAsync(database, message), DeliveryStatus.Sent);
        Assert.Equal(2, world.Sends.Count());
    }

    [Fact]
    public async Task Answer_WithServerError_IsUnknownAndNotSentAgainByItself()
    {
        await using var world = await PipelineWorld.StartAsync();
        world.AnswersSendsWith(Replies.Json(500, """{"error":{"code":131000,"message":"Something went wrong"}}"""));
        var message = await AnswerAsync(world, "Maybe");

        await world.EventuallyAsync(database => StatusAsync(database, message), DeliveryStatus.OutcomeUnknown);
        await world.RestartAsync();
        Assert.Single(world.Sends);

        // A late status with our own id, echoed, still settles it.
        await world.PostAsync(world.Payload().Status("wamid.late", "delivered", "393331112222", echo: $"{message}"));
        await world.EventuallyAsync(database => StatusAsync(database, message), DeliveryStatus.Delivered);
    }

    [Fact]
    public async Task Answer_RefusedForGood_FailsWithTheReasonAndCanBeSentAgainByAPerson()
    {
        await using var world = await PipelineWorld.StartAsync();
        world.AnswersSendsWith(
            Replies.Json(400, """{"error":{"code":131026,"message":"Message undeliverable"}}"""),
            Replies.Json(200, """{"messages":[{"id":"wamid.again"}]}"""));
        var message = await AnswerAsync(world, "Hello?");
        await world.EventuallyAsync(database => StatusAsync(database, message), DeliveryStatus.Failed);
        Assert.Equal(OutsideFailureKind.InvalidRecipient, await world.ReadAsync(database => database.Messages.Where(m => m.Id == message).Select(m => m.FailureKind).SingleAsync()));

        Assert.True((await world.Use<ResendMessage>().HandleAsync(world.Agents[0], message, Cancellation)).IsDone);

        await world.EventuallyAsync(database => StatusAsync(database, message), DeliveryStatus.Sent);
    }

    [Fact]
    public async Task Answer_WithRefusedCredentials_WaitsForSomebodyToMendThem()
    {
        await using var world = await PipelineWorld.StartAsync();
        world.AnswersSendsWith(Replies.Json(401, """{"error":{"code":190,"message":"Error validating access token"}}"""));

        var message = await AnswerAsync(world, "Waiting");

        await world.EventuallyAsync(database => database.Accounts.CountAsync(account => account.SendingStoppedAt != null), 1);
        Assert.Equal(DeliveryStatus.Queued, await world.ReadAsync(database => StatusAsync(database, message)));
        Assert.Equal(1, await world.ReadAsync(database => database.Outbox.CountAsync()));
    }

    [Fact]
    public async Task Status_BeforeTheAnswerToTheSend_FindsItsMessage()
    {
        await using var world = await PipelineWorld.StartAsync();
        await world.PostAsync(world.Payload().Status("wamid.out1", "delivered", "393331112222"));
        await world.AllDoneAsync();

        var message = await AnswerAsync(world, "Overtaken");

        await world.EventuallyAsync(database => StatusAsync(database, message), DeliveryStatus.Delivered);
        Assert.Equal(0, await world.ReadAsync(database => database.ParkedEvents.CountAsync()));
    }

    [Fact]
    public async Task Status_WhileTheProviderStillAnswersTheSend_IsNotOverwritten()
    {
        await using var world = await PipelineWorld.StartAsync();
        world.AnswersSendsWith(async context =>
        {
            var sent = await world.ReadAsync(database => database.Messages.Where(m => m.Direction == MessageDirection.Out).Select(m => m.Id).SingleAsync());
            await world.PostAsync(world.Payload().Status("wamid.quick", "read", "393331112222", echo: sent.ToString(CultureInfo.InvariantCulture)));
            await world.AllDoneAsync();
            await Replies.Json(200, """{"messages":[{"id":"wamid.quick"}]}""")(context);
        });

        var message = await AnswerAsync(world, "Read at once");

        await world.EventuallyAsync(database => database.Outbox.CountAsync(), 0);
        Assert.Equal(DeliveryStatus.Read, await world.ReadAsync(database => StatusAsync(database, message)));
    }

    [Fact]
    public async Task Status_ParkedInTheMomentItsMessageWasStored_IsMatchedByTheJob()
    {
        await using var world = await PipelineWorld.StartAsync();
        var message = await AnswerAsync(world, "Passed each other");
        await world.EventuallyAsync(database => StatusAsync(database, message), DeliveryStatus.Sent);
        await using (var database = await world.App.OpenDatabaseAsync())
        {
            database.ParkedEvents.Add(new ParkedEvent
            {
                AccountId = world.AccountId,
                ProviderMessageId = "wamid.out1",
                Event = System.Text.Json.JsonSerializer.Serialize<InboundEvent>(new StatusReported("wamid.out1", DeliveryStatus.Read, null)),
                ParkedAt = DateTimeOffset.UnixEpoch,
            });
            await database.SaveChangesAsync(Cancellation);
        }

        await world.Use<ParkedNews>().MatchAllAsync(Cancellation);

        Assert.Equal(DeliveryStatus.Read, await world.ReadAsync(database => StatusAsync(database, message)));
        Assert.Equal(0, await world.ReadAsync(database => database.ParkedEvents.CountAsync()));
    }

    [Fact]
    public async Task Answer_HeldBackAfterItWasTaken_IsSentAgainOnce_AndRepeatedNewsOfTheFirstSendChangeNothing()
    {
        await using var world = await PipelineWorld.StartAsync();
        var message = await AnswerAsync(world, "Held back");
        await world.EventuallyAsync(database => StatusAsync(database, message), DeliveryStatus.Sent);

        await HeldBackAsync("wamid.out1");
        await world.EventuallyAsync(database => database.Messages.CountAsync(m => m.ProviderMessageId == "wamid.out2"), 1);
        await HeldBackAsync("wamid.out1");
        Assert.Equal(DeliveryStatus.Sent, await world.ReadAsync(database => StatusAsync(database, message)));
        await HeldBackAsync("wamid.out2");

        Assert.Equal(DeliveryStatus.Failed, await world.ReadAsync(database => StatusAsync(database, message)));
        Assert.Equal(2, world.Sends.Count());

        async Task HeldBackAsync(string id)
        {
            await world.PostAsync(world.Payload().Status(id, "failed", "393331112222", echo: $"{message}", errorCode: 130429));
            await world.AllDoneAsync();
        }
    }

    [Fact]
    public async Task File_TheProviderCouldNotTake_IsTriedOnceMoreAndNotAgain()
    {
        await using var world = await PipelineWorld.StartAsync();
        world.AnswersSendsWith(Replies.Json(400, """{"error":{"code":131053,"message":"Media upload error"}}"""));

        var message = await AnswerAsync(world, "With a file");

        await world.EventuallyAsync(database => StatusAsync(database, message), DeliveryStatus.Failed);
        Assert.Equal(2, world.Sends.Count());
    }

    [Fact]
    public async Task Throttling_OfTheNumber_PausesTheAccount_ThatOfOneCustomerOnlyHim()
    {
        await using var world = await PipelineWorld.StartAsync();
        world.AnswersSendsWith(
            Replies.Json(400, """{"error":{"code":131056,"message":"Too many messages to one customer"}}"""),
            Replies.Json(429, """{"error":{"code":130429}}""", ("Retry-After", "600")),
            Replies.Json(200, """{"messages":[{"id":"wamid.never"}]}"""));

        await AnswerAsync(world, "to the first", "393331110001");
        await world.EventuallyAsync(database => database.Outbox.CountAsync(item => item.Attempts == 1), 1);
        await AnswerAsync(world, "to the second", "393331110002");
        await world.EventuallyAsync(database => database.Outbox.CountAsync(item => item.Attempts == 1), 2);
        await AnswerAsync(world, "to the third", "393331110003");
        await world.Use<OutboxService>().WakeAllAsync(Cancellation);

        Assert.Equal(3, await world.ReadAsync(database => database.Outbox.CountAsync()));
        Assert.Equal(2, world.Sends.Count());
        Assert.NotNull(world.Use<SendThrottle>().PausedUntil(world.AccountId));
    }

    [Fact]
    public async Task UnknownOutcome_CanBeSentAgainByAPerson_OnlyWhenNoNewsCameForTwoMinutes()
    {
        await using var world = await PipelineWorld.StartAsync();
        world.AnswersSendsWith(Replies.Json(500, "{}"), Replies.Json(200, """{"messages":[{"id":"wamid.again"}]}"""));
        var message = await AnswerAsync(world, "Maybe");
        await world.EventuallyAsync(database => StatusAsync(database, message), DeliveryStatus.OutcomeUnknown);
        var resend = world.Use<ResendMessage>();
        Assert.Equal(DeskRefusal.OutcomePending, (await resend.HandleAsync(world.Agents[0], message, Cancellation)).Refusal);

        await using (var database = await world.App.OpenDatabaseAsync())
            await database.Messages.Where(m => m.Id == message).ExecuteUpdateAsync(m => m.SetProperty(x => x.StatusAt, x => DateTimeOffset.UnixEpoch), Cancellation);

        Assert.True((await resend.HandleAsync(world.Agents[0], message, Cancellation)).IsDone);
        await world.EventuallyAsync(database => StatusAsync(database, message), DeliveryStatus.Sent);
    }

    [Fact]
    public async Task Customer_WhoHasToWait_KeepsNobodyElseWaitingHoweverManyMessagesStandBehindHim()
    {
        await using var world = await PipelineWorld.StartAsync();
        world.AnswersSendsWith(
            Replies.Json(400, """{"error":{"code":131056,"message":"Too many messages to one customer"}}""", ("Retry-After", "600")),
            Replies.Json(200, """{"messages":[{"id":"wamid.other"}]}"""));
        var first = await world.ConversationAsync("393331110001");
        _ = await SendAsync(world, first, "part 0");
        await world.EventuallyAsync(database => database.Outbox.CountAsync(item => item.Attempts == 1), 1);
        for (var i = 1; i <= 80; i++)
            _ = await SendAsync(world, first, $"part {i}");

        var other = await AnswerAsync(world, "to another", "393331110002");

        await world.EventuallyAsync(database => StatusAsync(database, other), DeliveryStatus.Sent);
        Assert.Equal(81, await world.ReadAsync(database => database.Outbox.CountAsync()));
    }

    [Fact]
    public async Task Send_ThatTakesLong_KeepsNobodyElseWaiting()
    {
        await using var world = await PipelineWorld.StartAsync();
        var answered = new TaskCompletionSource();
        world.AnswersSendsWith(
            async context =>
            {
                await answered.Task.WaitAsync(context.RequestAborted);
                await Replies.Json(200, """{"messages":[{"id":"wamid.slow"}]}""")(context);
            },
            Replies.Json(200, """{"messages":[{"id":"wamid.quick"}]}"""));
        var slow = await AnswerAsync(world, "a large film", "393331110001");
        await Eventually.IsAsync(() => Task.FromResult(world.Sends.Count()), 1);

        var quick = await AnswerAsync(world, "a word", "393331110002");
        await world.EventuallyAsync(database => StatusAsync(database, quick), DeliveryStatus.Sent);

        Assert.Equal(DeliveryStatus.Queued, await world.ReadAsync(database => StatusAsync(database, slow)));
        answered.SetResult();
        await world.EventuallyAsync(database => StatusAsync(database, slow), DeliveryStatus.Sent);
    }

    [Fact]
    public async Task Status_ThatRefusesTheAccount_StopsIt_AndATestThatTheProviderLikesStartsItAgain()
    {
        await using var world = await PipelineWorld.StartAsync();
        world.Provider.On("GET", $"/{PipelineWorld.PhoneNumberId}", Replies.Json(200, "{}"));
        var taken = await AnswerAsync(world, "Taken");
        await world.EventuallyAsync(database => StatusAsync(database, taken), DeliveryStatus.Sent);

        await world.PostAsync(world.Payload().Status("wamid.out1", "failed", "393331112222", errorCode: 131042));
        await world.AllDoneAsync();
        var waiting = await AnswerAsync(world, "Waiting", "393331110002");
        await world.Use<OutboxService>().WakeAllAsync(Cancellation);

        Assert.Equal(DeliveryStatus.Failed, await world.ReadAsync(database => StatusAsync(database, taken)));
        Assert.Equal(1, await world.ReadAsync(database => database.Accounts.CountAsync(account => account.SendingStoppedAt != null)));
        Assert.Equal(DeliveryStatus.Queued, await world.ReadAsync(database => StatusAsync(database, waiting)));
        await using var admin = await world.App.ActAsAsync(MotionApp.AdminEmail);
        _ = await admin.Get<TestAccount>().RunAsync(world.AccountId, new Dictionary<string, string?>(), Cancellation);

        await world.EventuallyAsync(database => StatusAsync(database, waiting), DeliveryStatus.Sent);
        Assert.Equal(0, await world.ReadAsync(database => database.Accounts.CountAsync(account => account.SendingStoppedAt != null)));
    }

    [Fact]
    public async Task Answer_ThatWaitedUntilItsWindowWasClosed_FailsWithoutAskingTheProvider()
    {
        var clock = new ShiftedClock();
        await using var world = await PipelineWorld.StartAsync(clock: clock);
        world.Provider.On("GET", $"/{PipelineWorld.PhoneNumberId}", Replies.Json(200, "{}"));
        world.AnswersSendsWith(Replies.Json(401, """{"error":{"code":190,"message":"Error validating access token"}}"""));
        var message = await AnswerAsync(world, "Waiting");
        await world.EventuallyAsync(database => database.Accounts.CountAsync(account => account.SendingStoppedAt != null), 1);

        clock.Advance(TimeSpan.FromHours(25));
        await using var admin = await world.App.ActAsAsync(MotionApp.AdminEmail);
        _ = await admin.Get<TestAccount>().RunAsync(world.AccountId, new Dictionary<string, string?>(), Cancellation);

        await world.EventuallyAsync(database => StatusAsync(database, message), DeliveryStatus.Failed);
        Assert.Equal(OutsideFailureKind.OutsideWindow, await world.ReadAsync(database => database.Messages.Where(m => m.Id == message).Select(m => m.FailureKind).SingleAsync()));
        Assert.Single(world.Sends);
    }

    [Fact]
    public async Task Failure_OfAMessageThatHasArrived_IsLoggedAndNotApplied()
    {
        await using var world = await PipelineWorld.StartAsync();
        var message = await AnswerAsync(world, "Arrived");
        await world.EventuallyAsync(database => StatusAsync(database, message), DeliveryStatus.Sent);
        await world.PostAsync(world.Payload().Status("wamid.out1", "delivered", "393331112222"));
        await world.EventuallyAsync(database => StatusAsync(database, message), DeliveryStatus.Delivered);

        await world.PostAsync(world.Payload().Status("wamid.out1", "failed", "393331112222", errorCode: 131042));
        await world.AllDoneAsync();

        Assert.Equal(DeliveryStatus.Delivered, await world.ReadAsync(database => StatusAsync(database, message)));
        Assert.Contains(world.App.Log, line => line.Contains($"Message {message} was reported as failed (131042) after it had arrived", StringComparison.Ordinal));
        Assert.Equal(0, await world.ReadAsync(database => database.Accounts.CountAsync(account => account.SendingStoppedAt != null)));
    }

    [Fact]
    public async Task Answers_LeaveNoFasterThanTheAccountAllows()
    {
        await using var world = await PipelineWorld.StartAsync();
        await using (var database = await world.App.OpenDatabaseAsync())
            await database.Accounts.ExecuteUpdateAsync(account => account.SetProperty(a => a.SendsPerSecond, 4), Cancellation);
        world.Use<ConfigurationChanges>().Publish();
        var id = await world.ConversationAsync();
        var started = System.Diagnostics.Stopwatch.StartNew();

        for (var i = 0; i < 5; i++)
            await world.Use<SendMessage>().HandleAsync(world.Agents[0], id, new TextContent($"part {i}"), Guid.NewGuid(), null, Cancellation);

        await world.EventuallyAsync(database => database.Messages.CountAsync(m => m.Status == DeliveryStatus.Sent), 5);
        Assert.True(started.Elapsed >= TimeSpan.FromSeconds(1), $"Five messages at four a second took {started.Elapsed}.");
    }

    [Fact]
    public async Task Answers_OfOneCustomer_LeaveInOrder()
    {
        await using var world = await PipelineWorld.StartAsync();
        var id = await world.ConversationAsync();
        for (var i = 0; i < 20; i++)
            await world.Use<SendMessage>().HandleAsync(world.Agents[0], id, new TextContent($"part {i:00}"), Guid.NewGuid(), null, Cancellation);

        await world.EventuallyAsync(database => database.Messages.CountAsync(m => m.Status == DeliveryStatus.Sent), 20);

        Assert.Equal(Enumerable.Range(0, 20).Select(i => $"part {i:00}"),
            world.Sends.Select(send => System.Text.Json.JsonDocument.Parse(send.Text).RootElement.GetProperty("text").GetProperty("body").GetString()));
    }

    [Fact]
    public async Task Answer_StoredButNotSent_LeavesAfterARestart()
    {
        await using var world = await PipelineWorld.StartAsync();
        world.AnswersSendsWith(Replies.Json(429, """{"error":{"code":130429}}""", ("Retry-After", "2")), Replies.Json(200, """{"messages":[{"id":"wamid.late"}]}"""));
        var message = await AnswerAsync(world, "After the restart");
        await world.EventuallyAsync(database => database.Outbox.CountAsync(item => item.Attempts == 1), 1);

        await world.RestartAsync();

        await world.EventuallyAsync(database => StatusAsync(database, message), DeliveryStatus.Sent);
    }

    private static async Task<long> AnswerAsync(PipelineWorld world, string text, string customer = "393331112222")
    {
        return await SendAsync(world, await world.ConversationAsync(customer), text);
    }

    private static async Task<long> SendAsync(PipelineWorld world, long interactionId, string text)
    {
        var result = await world.Use<SendMessage>().HandleAsync(world.Agents[0], interactionId, new TextContent(text), Guid.NewGuid(), null, Cancellation);
        Assert.True(result.IsDone, $"{result.Refusal}");
        return result.MessageId!.Value;
    }

    private static Task<DeliveryStatus?> StatusAsync(MotionDbContext database, long messageId) =>
        database.Messages.Where(message => message.Id == messageId).Select(message => message.Status).SingleAsync();
}
