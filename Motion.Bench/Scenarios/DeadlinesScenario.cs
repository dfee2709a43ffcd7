using System.Diagnostics;
using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Motion.Bench.Support;
using Motion.Blazor.Pipeline;
using Motion.Domain.Interactions;
using Motion.Domain.Messaging;

namespace Motion.Bench.Scenarios;

/// <summary>A hundred thousand conversations whose customers may still answer, and two hundred a second whose time is over.</summary>
internal static class DeadlinesScenario
{
    private const int Pending = 100_000;
    private const int PerSecond = 200;
    private const int Seconds = 60;
    private const int FirstId = 1_000_000;
    private static readonly TimeSpan Inactivity = TimeSpan.FromHours(1);
    private static readonly TimeSpan Watched = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    public static async Task RunAsync(Figures figures)
    {
        await using var app = await BenchApp.StartAsync();
        await using var database = await app.OpenDatabaseAsync();
        await database.Accounts.ExecuteUpdateAsync(set => set.SetProperty(account => account.InactivityTimeout, (int)Inactivity.TotalMinutes));
        var ownerId = await database.AccountAgents.Where(member => member.AccountId == app.Account.Id).Select(member => member.UserId).FirstAsync();
        var later = TimeProvider.System.GetUtcNow().AddHours(2);
        await WriteAsync(app, FirstId, [.. Enumerable.Range(0, Pending).Select(at => later.AddSeconds(at))], ownerId);

        // The configuration above is read, and nothing is due.
        app.Services.GetRequiredService<Blazor.Realtime.ConfigurationChanges>().Publish();
        await Task.Delay(Watched / 3);
        var busyBefore = Process.GetCurrentProcess().TotalProcessorTime;
        await Task.Delay(Watched);
        figures.Add("idle_cpu_percent", (Process.GetCurrentProcess().TotalProcessorTime - busyBefore) / Watched * 100, "wanted <= 5");

        var begin = TimeProvider.System.GetUtcNow().AddSeconds(15);
        DateTimeOffset[] due = [.. Enumerable.Range(0, PerSecond * Seconds).Select(at => begin.AddMilliseconds(1000.0 / PerSecond * at))];
        var first = FirstId + Pending;
        await WriteAsync(app, first, due, ownerId);
        app.Services.GetRequiredService<DeadlineClock>().WakeAt(begin);

        var open = database.Interactions.Where(interaction => interaction.Id >= first && interaction.Status == InteractionStatus.Open);
        await Task.Delay(due[^1] - TimeProvider.System.GetUtcNow());
        var waited = Stopwatch.StartNew();
        while (await open.AnyAsync() && waited.Elapsed < Patience)
            await Task.Delay(100);

        var closed = await database.Interactions.Where(interaction => interaction.Id >= first && interaction.ClosedAt != null)
            .Select(interaction => new { interaction.Id, interaction.ClosedAt }).ToListAsync();
        var lags = new Latencies();
        foreach (var interaction in closed)
            lags.Add(interaction.ClosedAt!.Value - due[interaction.Id - first]);
        figures.Add("pending", Pending);
        figures.Add("fired", closed.Count, string.Create(CultureInfo.InvariantCulture, $"wanted = {due.Length}"));
        figures.Add("lag_p50_ms", lags.Percentile(0.5));
        figures.Add("lag_p99_ms", lags.Percentile(0.99), "wanted <= 1500");
        figures.Add("early", closed.Count(interaction => interaction.ClosedAt < due[interaction.Id - first]), "wanted = 0");
        figures.Add("fired_twice", await database.InteractionDispositions.Where(given => given.InteractionId >= first).GroupBy(given => given.InteractionId).CountAsync(given => given.Count() > 1), "wanted = 0");
        figures.Add("missed", due.Length - closed.Count, "wanted = 0");
    }

    private static async Task WriteAsync(BenchApp app, int firstId, DateTimeOffset[] due, int ownerId)
    {
        await using var database = await app.OpenDatabaseAsync();
        var rows = new BulkRows(database);
        List<object?[]> contacts = [], interactions = [], deadlines = [];
        for (var at = 0; at < due.Length; at++)
        {
            var (id, phone, answered) = ((long)firstId + at, string.Create(CultureInfo.InvariantCulture, $"39{firstId + at:0000000000}"), due[at] - Inactivity);
            contacts.Add([id, app.Account.ContactListId, phone, phone, answered]);
            interactions.Add([id, app.Account.Id, id, (int)InteractionStatus.Open, true, ownerId, phone, answered, answered, (int)MessageDirection.Out, answered, answered, answered, 2, Guid.NewGuid()]);
            deadlines.Add([id, (int)DeadlineKind.InactivityEnds, 0, due[at]]);
        }
        await rows.InsertAsync("Contacts", ["Id", "ListId", "Phone", "Mobile", "CreatedAt"], contacts, rows.Rest<Domain.Contacts.Contact>(due[0]));
        await rows.InsertAsync(
            "Interactions",
            ["Id", "AccountId", "ContactId", "Status", "IsRead", "OwnerId", "CustomerIdentity", "StartedAt", "LastMessageAt", "LastMessageDirection", "LastInboundAt", "AcceptedAt", "AnsweredAt", "MessageCount", "Version"],
            interactions, rows.Rest<Interaction>(due[0]));
        await rows.InsertAsync("Deadlines", ["InteractionId", "Kind", "RoundNumber", "DueAt"], deadlines);
    }
}
