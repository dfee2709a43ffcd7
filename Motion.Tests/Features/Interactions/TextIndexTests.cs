using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Motion.Blazor.Data;
using Motion.Blazor.Data.Search;
using Motion.Domain.Search;
using Motion.Tests.Support;

namespace Motion.Tests.Features.Interactions;

/// <summary>What asks for a piece of text and what keeps the index of pieces are written in two places; a million messages would tell.</summary>
[Trait("Database", "Any")]
public sealed class TextIndexTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task PieceOfText_IsLookedUpInItsIndex()
    {
        await using var app = await MotionApp.StartAsync();
        await using var database = await app.OpenDatabaseAsync();
        var texts = app.Services.GetRequiredService<ITextIndex>();
        await database.Database.OpenConnectionAsync(Cancellation);

        foreach (var (question, index) in new[]
        {
            (texts.Find(database, "REFUND SHOP", inNotes: false), "IX_Messages_SearchText_Trigrams"),
            (texts.FindContacts(database, SearchColumns.Name, "ANNA ROSSI"), "IX_Contacts_SearchName_Trigrams"),
            (texts.FindContacts(database, SearchColumns.Name, $"{SearchText.Begin}ANNA"), "IX_Contacts_SearchName"),
            (texts.FindContacts(database, SearchColumns.Phones, "4711"), "IX_Contacts_SearchPhones_Trigrams"),
        })
        {
            var wanted = database is SqliteMotionDbContext ? "VIRTUAL TABLE INDEX" : $"Bitmap Index Scan on \"{index}\"";
            Assert.Contains(await PlanAsync(database, question), step => step.Contains(wanted, StringComparison.Ordinal));
        }
    }

    private static async Task<IReadOnlyList<string>> PlanAsync(MotionDbContext database, IQueryable<long> question)
    {
        await using var command = question.CreateDbCommand();
        // Of an empty table a database would rather read all.
        command.CommandText = database is SqliteMotionDbContext ? $"EXPLAIN QUERY PLAN {command.CommandText}" : $"EXPLAIN {command.CommandText}";
        if (database is not SqliteMotionDbContext)
            await database.Database.ExecuteSqlRawAsync("SET enable_seqscan = off; SET enable_indexscan = off", Cancellation);
        var plan = new List<string>();
        await using var rows = await command.ExecuteReaderAsync(Cancellation);
        while (await rows.ReadAsync(Cancellation))
            plan.Add($"{rows.GetValue(rows.FieldCount - 1)}");
        return plan;
    }
}
