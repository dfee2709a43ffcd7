using System.Diagnostics;
using Microsoft.EntityFrameworkCore;
using Motion.Bench.Support;
using Motion.Blazor.Data;
using Motion.Blazor.Features.Interactions.Search;
using Motion.Domain.Search;

namespace Motion.Bench.Scenarios;

/// <summary>
/// The first page of filters, sorts, conditions and a nested search over 200,000 conversations with 1,000,000 messages: beside the best
/// hand-written SQL for the same rows in the same run, and beside a tenth of the data.
/// </summary>
internal static class SearchScenario
{
    private const int Small = 20_000;
    private const int Large = 200_000;
    private const int Rounds = 100;
    private const int PageSize = 50;
    private const string CommonWords = "refund shop";

    /// <summary>The first ones pay for compiling the query, and run code that is not compiled well yet.</summary>
    private const int WarmUp = 30;

    public static async Task RunAsync(Figures figures)
    {
        foreach (var (suffix, server) in SearchBench.Databases)
        {
            Dictionary<string, double> small;
            await using (var bench = await SearchBench.StartAsync(server, Small))
                small = await QuestionsAsync(bench, null);
            await using (var bench = await SearchBench.StartAsync(server, Large))
            {
                var ratios = new Dictionary<string, double>(StringComparer.Ordinal);
                var large = await QuestionsAsync(bench, ratios);
                foreach (var (name, milliseconds) in large)
                    Console.Error.WriteLine($"  {name,-34} p95 {milliseconds,8:N1} ms   sql x {ratios.GetValueOrDefault(name),6:N2}   growth x {milliseconds / small[name],5:N2}");
                figures.Add($"worst_p95_ms{suffix}", large.Where(q => !IsText(q.Key)).Max(q => q.Value), "wanted <= 100");
                figures.Add($"worst_ratio_sql{suffix}", ratios.Where(q => !IsText(q.Key)).Max(q => q.Value), "wanted <= 2");
                figures.Add($"growth_ratio{suffix}", large.Where(q => !IsText(q.Key)).Max(q => Math.Max(q.Value, 5) / Math.Max(small[q.Key], 5)), "wanted <= 2");
                figures.Add($"text_ms{suffix}", large.Where(q => IsText(q.Key)).Max(q => q.Value), "wanted <= 300");
                figures.Add($"text_ratio{suffix}", ratios.Where(q => IsText(q.Key)).Max(q => q.Value), "wanted <= 2");
                figures.Add($"count_ms{suffix}", await CountsAsync(bench), "wanted <= 300");
                figures.Add($"deep_ratio{suffix}", await DeepAsync(bench), "wanted <= 2");
            }
        }
    }

    /// <summary>Text has limits of its own.</summary>
    private static bool IsText(string question) => question.StartsWith("text", StringComparison.Ordinal);

    private static IEnumerable<(string Name, SearchDefinition Search, InteractionOrder Order, string? Sql)> Questions(bool isSqlite, int agent, int queue, int account, int tag)
    {
        string TextSql(string piece) => isSqlite
            ? $"SELECT DISTINCT i.\"Id\", i.\"LastMessageAt\" FROM \"MessageTexts\" t JOIN \"Messages\" m ON m.\"Id\" = t.rowid JOIN \"Interactions\" i ON i.\"Id\" = m.\"InteractionId\" WHERE t.\"MessageTexts\" MATCH '\"{piece.ToUpperInvariant()}\"' ORDER BY 2 DESC, 1 DESC LIMIT 51"
            : $"SELECT DISTINCT i.\"Id\", i.\"LastMessageAt\" FROM \"Messages\" m JOIN \"Interactions\" i ON i.\"Id\" = m.\"InteractionId\" WHERE replace(m.\"SearchText\", ' ', 'q') LIKE '%{piece.ToUpperInvariant().Replace(' ', 'q')}%' ORDER BY 2 DESC, 1 DESC LIMIT 51";

        const string newest = "ORDER BY i.\"LastMessageAt\" DESC, i.\"Id\" DESC LIMIT 51";
        var everything = SearchDefinition.Everything;
        yield return ("all", everything, InteractionOrder.LastMessage, $"SELECT i.\"Id\" FROM \"Interactions\" i {newest}");
        yield return ("by id", everything, InteractionOrder.Id, "SELECT i.\"Id\" FROM \"Interactions\" i ORDER BY i.\"Id\" DESC LIMIT 51");
        yield return ("by start", everything, InteractionOrder.Started, "SELECT i.\"Id\" FROM \"Interactions\" i ORDER BY i.\"StartedAt\" DESC, i.\"Id\" DESC LIMIT 51");
        yield return ("by contact", everything, InteractionOrder.Contact, "SELECT i.\"Id\" FROM \"Contacts\" c JOIN \"Interactions\" i ON i.\"ContactId\" = c.\"Id\" ORDER BY c.\"SearchName\" DESC, i.\"Id\" DESC LIMIT 51");
        yield return ("by agent", everything, InteractionOrder.Agent, null);
        yield return ("by queue", everything, InteractionOrder.Queue, null);
        yield return ("by status", everything, InteractionOrder.Status, null);
        yield return ("open", One(SearchField.Status, SearchOperator.Equal, "open"), InteractionOrder.LastMessage, $"SELECT i.\"Id\" FROM \"Interactions\" i WHERE i.\"Status\" = 0 {newest}");
        yield return ("unread", One(SearchField.Read, SearchOperator.Equal, "unread"), InteractionOrder.LastMessage, null);
        yield return ("agent", One(SearchField.Agent, SearchOperator.Equal, $"{agent}"), InteractionOrder.LastMessage, $"SELECT i.\"Id\" FROM \"Interactions\" i WHERE i.\"OwnerId\" = {agent} {newest}");
        yield return ("queue", One(SearchField.Queue, SearchOperator.Equal, $"{queue}"), InteractionOrder.LastMessage, $"SELECT i.\"Id\" FROM \"Interactions\" i WHERE i.\"QueueId\" = {queue} {newest}");
        yield return ("account", One(SearchField.Account, SearchOperator.Equal, $"{account}"), InteractionOrder.LastMessage, $"SELECT i.\"Id\" FROM \"Interactions\" i WHERE i.\"AccountId\" = {account} {newest}");
        yield return ("rare tag", One(SearchField.Tag, SearchOperator.Equal, $"{tag}"), InteractionOrder.LastMessage,
            $"SELECT i.\"Id\" FROM \"InteractionTags\" t JOIN \"Interactions\" i ON i.\"Id\" = t.\"InteractionId\" WHERE t.\"TagId\" = {tag} {newest}");
        yield return ("days of start", One(SearchField.StartedAt, SearchOperator.Between, "2025-10-01", "2025-10-31"), InteractionOrder.LastMessage, null);
        yield return ("long wait", One(SearchField.AcceptedWait, SearchOperator.Greater, "3500"), InteractionOrder.LastMessage, $"SELECT i.\"Id\" FROM \"Interactions\" i WHERE i.\"AcceptedWait\" > 3500 {newest}");
        yield return ("many messages", One(SearchField.MessageCount, SearchOperator.AtLeast, "9"), InteractionOrder.LastMessage, null);
        yield return ("name starts", One(SearchField.ContactName, SearchOperator.StartsWith, "Anna Rossi 49"), InteractionOrder.LastMessage,
            $"SELECT i.\"Id\" FROM \"Contacts\" c JOIN \"Interactions\" i ON i.\"ContactId\" = c.\"Id\" WHERE c.\"SearchName\" LIKE '\u0002ANNA ROSSI 49%' {newest}");
        yield return ("phone ends", One(SearchField.Phone, SearchOperator.EndsWith, "4711"), InteractionOrder.LastMessage,
            $"SELECT i.\"Id\" FROM \"Contacts\" c JOIN \"Interactions\" i ON i.\"ContactId\" = c.\"Id\" WHERE c.\"Mobile\" LIKE '%4711' OR c.\"Phone\" LIKE '%4711' {newest}");
        yield return ("disposition", One(SearchField.Disposition, SearchOperator.Contains, "spam"), InteractionOrder.LastMessage, null);
        yield return ("common word", One(SearchField.MessageText, SearchOperator.Contains, "order"), InteractionOrder.LastMessage, null);
        yield return ("without a word", One(SearchField.MessageText, SearchOperator.DoesNotContain, SearchData.RareWord), InteractionOrder.LastMessage, null);
        yield return ("text", One(SearchField.MessageText, SearchOperator.Contains, SearchData.RareWord), InteractionOrder.LastMessage, TextSql(SearchData.RareWord));
        yield return ("text, two common words", One(SearchField.MessageText, SearchOperator.Contains, CommonWords), InteractionOrder.LastMessage, TextSql(CommonWords));
        yield return ("nested five", new SearchDefinition
        {
            Root = new SearchGroup
            {
                Items =
                [
                    Condition(SearchField.Status, SearchOperator.Equal, "closed"),
                    Condition(SearchField.Account, SearchOperator.Equal, $"{account}"),
                    new SearchGroup
                    {
                        Match = SearchMatch.Any,
                        Items =
                        [
                            Condition(SearchField.MessageText, SearchOperator.Contains, CommonWords),
                            Condition(SearchField.Tag, SearchOperator.Equal, $"{tag}"),
                            Condition(SearchField.AcceptedWait, SearchOperator.AtLeast, "3000"),
                        ],
                    },
                ],
            },
        }, InteractionOrder.LastMessage, null);
    }

    private static async Task<Dictionary<string, double>> QuestionsAsync(SearchBench bench, Dictionary<string, double>? ratios)
    {
        await using var database = await bench.App.OpenDatabaseAsync();
        var agent = await database.AccountAgents.MinAsync(a => a.UserId);
        var (queue, account, tag) = (await database.Queues.MinAsync(q => q.Id), await database.Accounts.MinAsync(a => a.Id), await database.Tags.MaxAsync(t => t.Id));
        var figures = new Dictionary<string, double>(StringComparer.Ordinal);
        foreach (var (name, search, order, sql) in Questions(bench.Connection is null, agent, queue, account, tag))
        {
            var latencies = await TimeAsync(async () => (await bench.Get<SearchInteractions>().RunAsync(new InteractionSearch(search, order, Limit: PageSize), CancellationToken.None)).Value!.Ids.Count);
            figures[name] = latencies;
            if (ratios is null || sql is null)
                continue;
            ratios[name] = Math.Max(latencies, 1) / Math.Max(await TimeAsync(() => CountAsync(database, sql)), 1);
        }
        return figures;
    }

    private static async Task<double> CountsAsync(SearchBench bench)
    {
        var worst = 0.0;
        foreach (var search in new[]
        {
            SearchDefinition.Everything, One(SearchField.Status, SearchOperator.Equal, "closed"), One(SearchField.MessageText, SearchOperator.Contains, "order"),
            One(SearchField.MessageText, SearchOperator.DoesNotContain, "order"), One(SearchField.ContactName, SearchOperator.Contains, "a"),
        })
            worst = Math.Max(worst, await TimeAsync(async () => (await bench.Get<SearchInteractions>().CountAsync(search, CancellationToken.None)).Value!.Count));
        return worst;
    }

    /// <summary>Page 400 against the first, walked to by its cursors.</summary>
    private static async Task<double> DeepAsync(SearchBench bench)
    {
        var search = bench.Get<SearchInteractions>();
        string? cursor = null;
        for (var page = 0; page < 20; page++)
            cursor = (await search.RunAsync(new InteractionSearch(SearchDefinition.Everything, After: cursor, Limit: 1000), CancellationToken.None)).Value!.Next;
        var first = await TimeAsync(async () => (await search.RunAsync(new InteractionSearch(SearchDefinition.Everything), CancellationToken.None)).Value!.Ids.Count);
        var deep = await TimeAsync(async () => (await search.RunAsync(new InteractionSearch(SearchDefinition.Everything, After: cursor), CancellationToken.None)).Value!.Ids.Count);
        return Math.Max(deep, 1) / Math.Max(first, 1);
    }

    private static async Task<double> TimeAsync(Func<Task<int>> ask)
    {
        for (var round = 0; round < WarmUp; round++)
            _ = await ask();
        var latencies = new Latencies();
        for (var round = 0; round < Rounds; round++)
        {
            var begun = Stopwatch.GetTimestamp();
            _ = await ask();
            latencies.Add(Stopwatch.GetElapsedTime(begun));
        }
        return latencies.Percentile(0.95);
    }

    private static async Task<int> CountAsync(MotionDbContext database, string sql)
    {
        await database.Database.OpenConnectionAsync();
        await using var command = database.Database.GetDbConnection().CreateCommand();
        command.CommandText = sql;
        await using var rows = await command.ExecuteReaderAsync();
        var count = 0;
        while (await rows.ReadAsync())
            count++;
        return count;
    }

    private static SearchDefinition One(SearchField field, SearchOperator comparison, params string[] values) => new() { Root = new SearchGroup { Items = [Condition(field, comparison, values)] } };

    private static SearchCondition Condition(SearchField field, SearchOperator comparison, params string[] values) => new() { Field = field, Operator = comparison, Values = values };
}
