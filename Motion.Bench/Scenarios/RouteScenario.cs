using System.Diagnostics;
using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Motion.Bench.Support;
using Motion.Blazor.Realtime;
using Motion.Domain.Agents;
using Motion.Domain.Interactions;
using Motion.Domain.Queues;
using Motion.Domain.Routing;

namespace Motion.Bench.Scenarios;

/// <summary>Messages routed a second by fifty agents, ten queues and a plan of twenty rows, beside a short history and a long one.</summary>
internal static class RouteScenario
{
    private const int Short = 10_000;
    private const int Long = 1_000_000;
    private const int Agents = 50;
    private const int Queues = 10;
    private const int Messages = 3000;
    private const int Customers = 600;
    private const int Runs = 3;
    private const int FirstId = 1_000_000;

    public static async Task RunAsync(Figures figures)
    {
        if (Options.Number("stored") is { } only)
        {
            figures.Add("per_s", await MeasureAsync(only));
            return;
        }
        var few = await MeasureAsync(Short);
        var many = await MeasureAsync(Long);
        figures.Add("per_s_10k", few);
        figures.Add("per_s_1m", many);
        figures.Add("ratio", many / few, "wanted >= 0.8");
    }

    private static async Task<double> MeasureAsync(int stored)
    {
        await using var app = await BenchApp.StartAsync();
        await SetUpAsync(app);
        await WriteHistoryAsync(app, stored);
        var load = new MetaLoad(app.Credentials);
        _ = await RouteAsync(app, load, 0);
        var best = 0.0;
        for (var run = 1; run <= Runs; run++)
            best = Math.Max(best, await RouteAsync(app, load, run));
        Console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{stored:N0} stored: {best:N0} messages/s"));
        return best;
    }

    /// <summary>From the first message to the last one routed; the best of the runs, because a busy disk is no news.</summary>
    private static async Task<double> RouteAsync(BenchApp app, MetaLoad load, int run)
    {
        byte[][] payloads = [.. Enumerable.Range(0, Messages).Select(i => load.Payload([load.Message($"3931{run}{i % Customers:0000000}", $"wamid.route.{run}.{i}", $"please help with topic{i % Queues}")]))];
        HttpRequestMessage[] requests = [.. payloads.Select(payload => load.Request(app.NotifyPath, payload))];
        var started = Stopwatch.GetTimestamp();
        await MetaLoad.PostAllAsync(app.Address, requests, 8);
        await app.WorkedOffAsync();
        return Messages / Stopwatch.GetElapsedTime(started).TotalSeconds;
    }

    private static async Task SetUpAsync(BenchApp app)
    {
        var hired = await app.HireAsync(Agents);
        await app.SeatAgentsAsync();
        await using var database = await app.OpenDatabaseAsync();
        var queues = Enumerable.Range(0, Queues).Select(n => new Queue { Name = string.Create(CultureInfo.InvariantCulture, $"Bench {n}"), Strategy = (QueueStrategy)(n % 3) }).ToList();
        database.AddRange(queues);
        await database.SaveChangesAsync();
        foreach (var (queue, n) in queues.Select((queue, n) => (queue, n)))
            database.AddRange(hired.Skip(n * Agents / Queues).Take(Agents / Queues).Select((agent, at) => new QueueMember { QueueId = queue.Id, UserId = agent.UserId, Position = at }));
        await database.PlanRows.Where(row => row.AccountId == app.Account.Id).ExecuteDeleteAsync();
        // Ten questions about what the customer wants, each with a queue behind them.
        for (var n = 0; n < Queues; n++)
        {
            database.Add(new PlanRow
            {
                AccountId = app.Account.Id,
                Position = n + 1,
                Application = PlanApplication.GoToIf,
                Target = Queues + n + 1,
                Condition = new PlanCondition { Subject = ConditionSubject.MessageText, Operator = ConditionOperator.Contains, Text = string.Create(CultureInfo.InvariantCulture, $"topic{n}") }.ToJson(),
            });
            database.Add(new PlanRow { AccountId = app.Account.Id, Position = Queues + n + 1, Application = PlanApplication.Queue, QueueId = queues[n].Id, Timeout = 600 });
        }
        await database.SaveChangesAsync();
        app.Services.GetRequiredService<ConfigurationChanges>().Publish();
    }

    /// <summary>Closed conversations of customers who do not write now.</summary>
    private static async Task WriteHistoryAsync(BenchApp app, int count)
    {
        const int batch = 10_000;
        await using var database = await app.OpenDatabaseAsync();
        var rows = new BulkRows(database);
        var past = TimeProvider.System.GetUtcNow().AddDays(-30);
        var (restOfContact, restOfInteraction) = (rows.Rest<Domain.Contacts.Contact>(past), rows.Rest<Interaction>(past));
        for (var done = 0; done < count; done += batch)
        {
            List<object?[]> contacts = [], interactions = [];
            for (var id = (long)FirstId + done; id < FirstId + done + batch; id++)
            {
                var phone = string.Create(CultureInfo.InvariantCulture, $"44{id:0000000000}");
                contacts.Add([id, app.Account.ContactListId, phone, phone, past]);
                interactions.Add([id, app.Account.Id, id, (int)InteractionStatus.Closed, true, phone, past, past, past, past, 2, Guid.NewGuid()]);
            }
            await rows.InsertAsync("Contacts", ["Id", "ListId", "Phone", "Mobile", "CreatedAt"], contacts, restOfContact);
            await rows.InsertAsync("Interactions", ["Id", "AccountId", "ContactId", "Status", "IsRead", "CustomerIdentity", "StartedAt", "LastMessageAt", "LastInboundAt", "ClosedAt", "MessageCount", "Version"], interactions, restOfInteraction);
        }
    }
}
