using System.Globalization;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Motion.Blazor.Data;
using Motion.Blazor.Data.Search;
using Motion.Domain.Contacts;
using Motion.Domain.Dispositions;
using Motion.Domain.Interactions;
using Motion.Domain.Messaging;
using Motion.Domain.Search;
using Npgsql;

namespace Motion.Bench.Support;

/// <summary>
/// A contact centre's history, written straight into the tables: five messages to a conversation on average, two years, few agents who
/// do most, few tags that are common. The same on each database.
/// </summary>
internal sealed class SearchData(MotionDbContext database, int interactions)
{
    public const string RareWord = "xylophone";

    private const int MessagesPerInteraction = 5;
    private const int Batch = 1000;
    private static readonly DateTimeOffset Start = new(2024, 11, 1, 0, 0, 0, TimeSpan.Zero);

    private static readonly string[] FirstNames = ["Anna", "Marco", "Giulia", "Luca", "Sofia", "Hana", "Ahmed", "Chiara", "Paolo", "Elena", "Omar", "Yuki", "Ines", "Jonas", "Mira"];
    private static readonly string[] LastNames = ["Rossi", "Bianchi", "Verdi", "Ferrari", "Esposito", "Ricci", "Romano", "Colombo", "Moretti", "Fontana", "Silva", "Novak", "Okafor", "Tanaka"];

    private static readonly string[] Words =
        ("where is my order parcel has not arrived yet please help thank you very much invoice refund shop open tomorrow delivery broken address change number "
        + "waiting since monday the colour wrong size return label payment failed card account password cannot sign page error photo attached see below regards morning evening").Split(' ');

    private readonly Random _random = new(7);
    private readonly BulkRows _rows = new(database);

    public async Task WriteAsync()
    {
        var accounts = await database.Accounts.OrderBy(a => a.Id).Select(a => a.Id).ToListAsync();
        var agents = await database.AccountAgents.Select(a => a.UserId).Distinct().OrderBy(id => id).ToListAsync();
        var queues = await database.Queues.OrderBy(q => q.Id).Select(q => q.Id).ToListAsync();
        var dispositions = await database.Dispositions.Where(d => d.System == null).OrderBy(d => d.Id).Select(d => d.Id).ToListAsync();
        var listId = await database.ContactLists.MinAsync(l => l.Id);
        database.Tags.AddRange(Enumerable.Range(1, 12).Select(n => new Tag { Name = $"tag {n}" }));
        await database.SaveChangesAsync();
        var tags = await database.Tags.OrderBy(t => t.Id).Select(t => t.Id).ToListAsync();
        for (var first = 1; first <= interactions; first += Batch)
            await WriteBatchAsync(first, Math.Min(interactions, first + Batch - 1), listId, accounts, agents, queues, tags, dispositions);
        await FinishAsync();
    }

    private async Task WriteBatchAsync(int first, int last, int listId, List<int> accounts, List<int> agents, List<int> queues, List<int> tags, List<int> dispositions)
    {
        List<object?[]> contacts = [], conversations = [], messages = [], tagged = [], given = [];
        for (var number = first; number <= last; number++)
        {
            // Two conversations of three are a customer's first.
            var contactId = (long)number;
            var (firstName, lastName) = (FirstNames[_random.Next(FirstNames.Length)], $"{LastNames[_random.Next(LastNames.Length)]} {number / 40}");
            var phone = string.Create(CultureInfo.InvariantCulture, $"39{3_000_000_000L + number * 7919L % 999_999_937:D10}");
            contacts.Add([contactId, listId, firstName, lastName, phone, phone, Start, SearchText.KeptName(firstName, lastName), SearchColumns.KeptPhones(phone, phone)]);

            var started = Start.AddSeconds((double)number / interactions * 2 * 365 * 86_400 + _random.Next(3600));
            var isOpen = number > interactions - interactions / 40;
            var count = 1 + _random.Next(MessagesPerInteraction * 2 - 1);
            var lastAt = started.AddMinutes(count * 3);
            var agent = Skewed(agents);
            var wait = _random.Next(10) == 0 ? (int?)null : (int)(Math.Pow(_random.NextDouble(), 3) * 3600);
            conversations.Add([(long)number, accounts[Math.Min(accounts.Count - 1, (int)(Math.Pow(_random.NextDouble(), 2) * accounts.Count))], contactId, isOpen ? 0 : 1, isOpen ? _random.Next(2) == 0 : _random.Next(50) > 0,
                _random.Next(12) == 0 ? null : agent, queues[_random.Next(queues.Count)], phone, started, lastAt, _random.Next(2), started, wait is null ? null : started.AddSeconds(wait.Value),
                isOpen ? null : lastAt.AddHours(1), count, wait, Guid.NewGuid()]);
            for (var at = 0; at < count; at++)
            {
                var direction = _random.Next(12) == 0 ? MessageDirection.Note : (MessageDirection)(at % 2);
                var body = Sentence(number, at);
                messages.Add([(long)number * 10 + at, (long)number, conversations[^1][1], (int)direction, body, JsonSerializer.Serialize<MessageContent>(new TextContent(body)), started.AddMinutes(at * 3), SearchText.Kept(body)]);
            }
            if (_random.Next(3) == 0)
                tagged.Add([(long)number, tags[Math.Min(tags.Count - 1, (int)(Math.Pow(_random.NextDouble(), 3) * tags.Count))], started]);
            if (!isOpen)
                given.Add([(long)number, dispositions[_random.Next(dispositions.Count)], agent, lastAt]);
        }
        await _rows.InsertAsync("Contacts", ["Id", "ListId", "FirstName", "LastName", "Phone", "Mobile", "CreatedAt", SearchColumns.Name, SearchColumns.Phones], contacts, _rows.Rest<Contact>(Start));
        await _rows.InsertAsync("Interactions",
            ["Id", "AccountId", "ContactId", "Status", "IsRead", "OwnerId", "QueueId", "CustomerIdentity", "StartedAt", "LastMessageAt", "LastMessageDirection", "LastInboundAt", "AcceptedAt", "ClosedAt", "MessageCount", SearchColumns.Wait, "Version"],
            conversations, _rows.Rest<Interaction>(Start));
        await _rows.InsertAsync("Messages", ["Id", "InteractionId", "AccountId", "Direction", "Body", "Content", "CreatedAt", SearchColumns.Text], messages, _rows.Rest<Message>(Start));
        await _rows.InsertAsync("InteractionTags", ["InteractionId", "TagId", "TaggedAt"], tagged);
        await _rows.InsertAsync("InteractionDispositions", ["InteractionId", "DispositionId", "UserId", "GivenAt"], given);
    }

    private string Sentence(int number, int at)
    {
        var words = new string[4 + _random.Next(12)];
        for (var word = 0; word < words.Length; word++)
            words[word] = Words[(int)(Math.Pow(_random.NextDouble(), 1.6) * Words.Length)];
        if (at == 0 && number % 1000 == 3)
            words[2] = RareWord;
        return string.Create(CultureInfo.InvariantCulture, $"{string.Join(' ', words)} {number:x}");
    }

    private int Skewed(List<int> from) => from[Math.Min(from.Count - 1, (int)(Math.Pow(_random.NextDouble(), 1.5) * from.Count))];

    private async Task FinishAsync()
    {
        // As a database that has run for a while: PostgreSQL's own housekeeping would have come by.
        if (database.Database.GetDbConnection() is NpgsqlConnection)
            await database.Database.ExecuteSqlRawAsync("VACUUM ANALYZE");
    }
}
