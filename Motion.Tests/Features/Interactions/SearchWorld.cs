using System.Text.Json;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Motion.Blazor.Data;
using Motion.Blazor.Features.Interactions.Search;
using Motion.Blazor.Identity;
using Motion.Domain.Accounts;
using Motion.Domain.Contacts;
using Motion.Domain.Dispositions;
using Motion.Domain.Interactions;
using Motion.Domain.Messaging;
using Motion.Domain.Queues;
using Motion.Domain.Search;
using Motion.Tests.Support;

namespace Motion.Tests.Features.Interactions;

/// <summary>
/// The real application with some conversations of every sort, and beside them what a search may ask of each, so that one can compare.
/// </summary>
internal sealed class SearchWorld : IAsyncDisposable
{
    public static readonly DateTimeOffset Start = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);

    /// <summary>Names and texts that have tripped searches before.</summary>
    public static readonly string[] Hostile =
    [
        "100% sure", "100 % sure", "under_score", "underXscore", "100q% sure", "back\\slash", "O'Brien", "say \"hi\"", "'; DROP TABLE Messages; --", "🦄 unicorn", "a🦄b", "שלום עולם",
        "مرحبا", "ok", "k", "İstanbul", "straße", "STRASSE", "Ärger", "a\u0308rger", "<script>alert(1)</script>", "=1+1", "+39 333", "@SUM(A1)", "[a-c]*", "?", "tab\there", "two\nlines", "ﬁne", "",
    ];

    private readonly List<Contact> _contacts = [];

    private SearchWorld(MotionApp app, int few)
    {
        App = app;
        Few = few;
    }

    public MotionApp App { get; }
    public int Few { get; }
    public List<SearchableInteraction> All { get; } = [];
    public List<int> Agents { get; } = [];
    public List<int> Queues { get; } = [];
    public List<int> Accounts { get; } = [];
    public List<int> Tags { get; } = [];

    /// <param name="count">Conversations.</param>
    /// <param name="few">Up to how many interactions are asked for by number; 0 takes the other way always.</param>
    public static async Task<SearchWorld> StartAsync(int count = 80, int few = 3000, IReadOnlyDictionary<string, string?>? settings = null)
    {
        var app = await MotionApp.StartAsync(settings: settings, services: services => services.AddSingleton(new SearchLimits(few)));
        var world = new SearchWorld(app, few);
        await world.FillAsync(count, new Random(20260302));
        return world;
    }

    public Task<ActingPerson> AdminAsync() => App.ActAsAsync(MotionApp.AdminEmail);

    /// <summary>Someone new of a role, an agent of an account, or a supervisor limited to one.</summary>
    public async Task<ActingPerson> PersonAsync(string role, string email, int? member = null, int? limit = null)
    {
        await using (var scope = App.Services.CreateAsyncScope())
        {
            var users = scope.ServiceProvider.GetRequiredService<UserManager<MotionUser>>();
            var person = new MotionUser { FullName = email, UserName = email, Email = email };
            Assert.True((await users.CreateAsync(person)).Succeeded);
            Assert.True((await users.AddToRoleAsync(person, role)).Succeeded);
            await using var database = await App.OpenDatabaseAsync();
            if (member is { } account)
                database.AccountAgents.Add(new AccountAgent { AccountId = account, UserId = person.Id });
            if (limit is { } only)
                database.SupervisorAccounts.Add(new SupervisorAccount { AccountId = only, UserId = person.Id });
            await database.SaveChangesAsync();
        }
        return await App.ActAsAsync(email);
    }

    public async Task<IReadOnlyList<long>> FindAsync(SearchDefinition search, InteractionOrder order = InteractionOrder.Id, bool descending = true, int limit = 1000)
    {
        await using var admin = await AdminAsync();
        var found = new List<long>();
        for (string? after = null; ;)
        {
            var page = await admin.Get<SearchInteractions>().RunAsync(new InteractionSearch(search, order, descending, after, limit), TestContext.Current.CancellationToken);
            Assert.Empty(page.Errors);
            found.AddRange(page.Value!.Ids);
            after = page.Value.Next;
            if (after is null)
                return found;
        }
    }

    private async Task FillAsync(int count, Random random)
    {
        await using var database = await App.OpenDatabaseAsync();
        var list = new ContactList { Name = "Customers of the search" };
        var people = new[] { "Agent One", "agent two", "Ágent Three" }.Select((name, at) => new MotionUser { FullName = name, UserName = $"s{at}@test.local", Email = $"s{at}@test.local" }).ToArray();
        var queues = new[] { new Queue { Name = "Support" }, new Queue { Name = "Sales" } };
        var tags = new[] { new Tag { Name = "vip" }, new Tag { Name = "late", Colour = TagColour.Red }, new Tag { Name = "unused" } };
        database.AddRange([list, .. people, .. queues, .. tags]);
        await database.SaveChangesAsync();
        var accounts = new[] { (Key: "META", Type: AccountType.Meta), (Key: "TWIL", Type: AccountType.Twilio), (Key: "SINC", Type: AccountType.SinchV2) }.Select(a => new Account
        {
            Name = $"Account {a.Key}",
            Key = a.Key,
            Type = a.Type,
            Phone = "15550100100",
            Domain = "localhost",
            ContactListId = list.Id,
            ProtectedCredentials = "",
            ProxyToken = a.Key,
            CreatedAt = Start,
        }).ToArray();
        var first = new Disposition { Name = "Solved with 100%" };
        database.AddRange([.. accounts, first]);
        await database.SaveChangesAsync();
        var second = new Disposition { Name = "Order_handled", ParentId = first.Id };
        var other = new Disposition { Name = "Spam" };
        database.AddRange(second, other);
        await database.SaveChangesAsync();
        Agents.AddRange(people.Select(person => person.Id));
        Queues.AddRange(queues.Select(queue => queue.Id));
        Accounts.AddRange(accounts.Select(account => account.Id));
        Tags.AddRange(tags.Select(tag => tag.Id));
        (Disposition Given, string[] Names)[] dispositions = [(first, [first.Name]), (second, [second.Name, first.Name]), (other, [other.Name])];
        for (var number = 0; number < count; number++)
            await AddAsync(database, random, number, list.Id, accounts, dispositions);
    }

    private async Task AddAsync(MotionDbContext database, Random random, int number, int listId, Account[] accounts, (Disposition Given, string[] Names)[] dispositions)
    {
        var account = accounts[random.Next(accounts.Length)];
        var contact = ContactOf(random, listId);
        var stranger = contact is null && random.Next(3) > 0 ? $"39344{random.Next(10_000):D4}" : null;
        var started = Start.AddMinutes(random.Next(0, 20_000)).AddMicroseconds(random.Next(3));
        // Of a contact at most one is open per account, and nobody unknown has an open one.
        var isClosed = contact is null || contact.Id != 0 || random.Next(3) > 0;
        var accepted = random.Next(3) == 0 ? (DateTimeOffset?)null : started.AddMilliseconds(random.Next(0, 400_000));
        var interaction = new Interaction
        {
            AccountId = account.Id,
            Contact = contact,
            Status = isClosed ? InteractionStatus.Closed : InteractionStatus.Open,
            IsRead = random.Next(2) == 0,
            OwnerId = random.Next(3) == 0 ? null : Agents[random.Next(Agents.Count)],
            QueueId = random.Next(3) == 0 ? null : Queues[random.Next(Queues.Count)],
            CustomerIdentity = stranger ?? $"c{number}",
            CustomerIdentityKind = stranger is null ? IdentityKind.UserId : IdentityKind.Phone,
            StartedAt = started,
            LastMessageAt = started.AddMinutes(random.Next(0, 3) * 30),
            LastMessageDirection = random.Next(2) == 0 ? MessageDirection.In : MessageDirection.Out,
            AcceptedAt = accepted,
            ClosedAt = isClosed ? started.AddHours(random.Next(1, 100)) : null,
        };
        database.Add(interaction);
        var (messages, notes) = (new List<string>(), new List<string>());
        for (var at = random.Next(0, 5); at > 0; at--)
        {
            var direction = (MessageDirection)random.Next(3);
            var text = random.Next(5) == 0 ? Pick(random, Hostile) : $"{Pick(random, Hostile)} {Pick(random, Hostile)}";
            var isRevoked = direction == MessageDirection.In && random.Next(6) == 0;
            database.Add(new Message
            {
                Interaction = interaction,
                AccountId = account.Id,
                Direction = direction,
                Body = text,
                Content = JsonSerializer.Serialize<MessageContent>(new TextContent(text)),
                CreatedAt = started.AddMinutes(at),
                RevokedAt = isRevoked ? started : null,
            });
            if (!isRevoked)
                (direction == MessageDirection.Note ? notes : messages).Add(text);
        }
        interaction.MessageCount = messages.Count;
        var tags = Tags.Take(2).Where(_ => random.Next(3) == 0).ToArray();
        foreach (var tag in tags)
            database.Add(new InteractionTag { Interaction = interaction, TagId = tag, TaggedAt = started });
        var given = dispositions.Where(_ => random.Next(4) == 0).ToArray();
        foreach (var (disposition, _) in given)
            database.Add(new InteractionDisposition { Interaction = interaction, DispositionId = disposition.Id, GivenAt = started });
        await database.SaveChangesAsync();
        All.Add(new SearchableInteraction
        {
            Id = interaction.Id,
            ContactName = contact is null ? "" : $"{contact.FirstName} {contact.LastName}",
            Phones = [.. new[] { contact?.Mobile, contact?.Phone, stranger }.OfType<string>()],
            Messages = messages,
            Notes = notes,
            Dispositions = [.. given.SelectMany(g => g.Names)],
            MessageCount = interaction.MessageCount,
            AcceptedWait = accepted is { } at2 ? (int)(at2 - started).TotalSeconds : null,
            StartedAt = started,
            LastMessageAt = interaction.LastMessageAt,
            ClosedAt = interaction.ClosedAt,
            Status = interaction.Status,
            IsRead = interaction.IsRead,
            AgentId = interaction.OwnerId,
            QueueId = interaction.QueueId,
            AccountId = account.Id,
            TagIds = tags,
            Type = account.Type,
            LastDirection = interaction.LastMessageDirection,
        });
    }

    /// <summary>Mostly somebody new; sometimes a customer who comes back, sometimes a sender whom a whitelist refused.</summary>
    private Contact? ContactOf(Random random, int listId)
    {
        if (random.Next(8) == 0)
            return null;
        if (_contacts.Count > 0 && random.Next(5) == 0)
            return _contacts[random.Next(_contacts.Count)];
        var mobile = random.Next(4) == 0 ? null : $"39333{random.Next(10_000):D4}";
        var phone = random.Next(3) == 0 ? mobile : random.Next(2) == 0 ? null : $"3902{random.Next(1000):D3}";
        var contact = new Contact { ListId = listId, FirstName = Pick(random, Hostile), LastName = random.Next(2) == 0 ? "" : Pick(random, Hostile), Mobile = mobile, Phone = phone, CreatedAt = Start };
        _contacts.Add(contact);
        return contact;
    }

    private static string Pick(Random random, string[] from) => from[random.Next(from.Length)];

    public ValueTask DisposeAsync() => App.DisposeAsync();
}
