using System.Diagnostics;
using Microsoft.EntityFrameworkCore;
using Motion.Bench.Support;
using Motion.Domain.Messaging;

namespace Motion.Bench.Scenarios;

/// <summary>Nothing lost, nothing twice, everything in order and routed, under repetitions, bursts of new customers, and mixed payloads.</summary>
internal static class BurstScenario
{
    public static async Task RunAsync(Figures figures)
    {
        await using var app = await BenchApp.StartAsync();
        await app.SeatAgentsAsync();
        var load = new MetaLoad(app.Credentials);
        await PostAsync(app, load, [.. Enumerable.Range(0, 2000).Select(i => load.Payload([load.Message($"39300{i % 300:0000000}", $"wamid.warm.{i}", "warm")]))], 8);
        await RoutedAsync(app);
        var before = await CountsAsync(app);

        // 600 deliveries of 300 messages: each one twice, in random order.
        var repeated = Enumerable.Range(0, 300).Select(i => load.Payload([load.Message($"39301{i % 100:0000000}", $"wamid.twice.{i}", $"{i}")])).ToArray();
        var deliveries = repeated.Concat(repeated).ToArray();
        Random.Shared.Shuffle(deliveries);
        await PostAsync(app, load, deliveries, 8);

        // 200 new customers with three quick messages each: one after the other per customer, all customers at once.
        await Parallel.ForEachAsync(Enumerable.Range(0, 200), new ParallelOptions { MaxDegreeOfParallelism = 32 }, async (customer, _) =>
            await PostAsync(app, load, [.. Enumerable.Range(0, 3).Select(i => load.Payload([load.Message($"39302{customer:0000000}", $"wamid.quick.{customer}.{i}", $"{i:0000}")]))], 1));

        // Payloads that mix messages of two customers and statuses of messages nobody knows.
        await PostAsync(app, load, [.. Enumerable.Range(0, 100).Select(i => load.Payload(
            [load.Message($"39303{i:0000000}", $"wamid.mixed.{i}.0", "0000"), load.Message($"39304{i:0000000}", $"wamid.mixed.{i}.1", "0000"), load.Message($"39303{i:0000000}", $"wamid.mixed.{i}.2", "0001")],
            [load.Status($"wamid.nobody.{i}", "delivered", $"39303{i:0000000}"), load.Status($"wamid.nobody.{i}", "read", $"39303{i:0000000}")]))], 8);
        await RoutedAsync(app);

        // 2,000 messages of 200 customers at 8 in flight, timed until the last one is routed.
        var timed = Enumerable.Range(0, 2000).Select(i => load.Payload([load.Message($"39305{i % 200:0000000}", $"wamid.timed.{i}", $"{i / 200:0000}")])).ToArray();
        var started = Stopwatch.GetTimestamp();
        await PostAsync(app, load, timed, 8);
        await RoutedAsync(app);
        var took = Stopwatch.GetElapsedTime(started);

        var after = await CountsAsync(app);
        const int expected = 300 + 600 + 300 + 2000;
        const int customers = 100 + 200 + 200 + 200;
        figures.Add("expected", expected);
        figures.Add("stored", after.Messages - before.Messages, $"wanted = {expected}");
        figures.Add("contacts", after.Contacts - before.Contacts, $"wanted = {customers}");
        figures.Add("interactions", after.Interactions - before.Interactions, $"wanted = {customers}");
        figures.Add("out_of_order", await OutOfOrderAsync(app), "wanted = 0");
        figures.Add("routed_per_s", timed.Length / took.TotalSeconds, "wanted >= 500");
    }

    private static Task PostAsync(BenchApp app, MetaLoad load, byte[][] payloads, int inFlight) =>
        MetaLoad.PostAllAsync(app.Address, [.. payloads.Select(payload => load.Request(app.NotifyPath, payload))], inFlight);

    private static async Task RoutedAsync(BenchApp app)
    {
        await app.WorkedOffAsync();
        await using var database = await app.OpenDatabaseAsync();
        var unrouted = await database.Interactions.CountAsync(i => i.RoundNumber == 0);
        if (unrouted > 0)
            throw new InvalidOperationException($"{unrouted} interactions were not routed.");
    }

    private static async Task<(int Messages, int Contacts, int Interactions)> CountsAsync(BenchApp app)
    {
        await using var database = await app.OpenDatabaseAsync();
        return (await database.Messages.CountAsync(), await database.Contacts.CountAsync(), await database.Interactions.CountAsync());
    }

    /// <summary>
    /// Neighbours of one thread that stand in the wrong order. Only customers whose messages were posted one after the other count:
    /// eight requests in flight have no order among themselves.
    /// </summary>
    private static async Task<int> OutOfOrderAsync(BenchApp app)
    {
        await using var database = await app.OpenDatabaseAsync();
        var bodies = await database.Messages
            .Where(message => message.Direction == MessageDirection.In && (message.ProviderMessageId!.StartsWith("wamid.quick") || message.ProviderMessageId.StartsWith("wamid.mixed")))
            .OrderBy(message => message.InteractionId).ThenBy(message => message.CreatedAt).ThenBy(message => message.Id)
            .Select(message => new { message.InteractionId, message.Body }).ToListAsync();
        return bodies.Zip(bodies.Skip(1)).Count(pair => pair.First.InteractionId == pair.Second.InteractionId
            && string.CompareOrdinal(pair.First.Body, pair.Second.Body) >= 0);
    }
}
