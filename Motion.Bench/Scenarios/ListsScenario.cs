using System.Diagnostics;
using System.Globalization;
using System.Security.Claims;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Motion.Bench.Support;
using Motion.Blazor.Features.Accounts;
using Motion.Blazor.Features.Administration.Users;
using Motion.Blazor.Features.Contacts;
using Motion.Blazor.Identity;
using Motion.Domain.Accounts;
using Motion.Domain.Contacts;
using Motion.Domain.Messaging;

namespace Motion.Bench.Scenarios;

/// <summary>The first page of every administrative list, with 200 accounts, 500 users and 10,000 contacts, beside the same question in hand-written SQL.</summary>
internal static class ListsScenario
{
    private const int Accounts = 200;
    private const int People = 500;
    private const int Contacts = 10_000;
    private const int Rounds = 40;

    /// <summary>A server that has run for a while: its code is compiled as well as it will ever be.</summary>
    private const int WarmUp = 400;

    public static async Task RunAsync(Figures figures)
    {
        await using var app = await BenchApp.StartAsync();
        await FillAsync(app);
        await using var scope = app.Services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CurrentUser>().Become(new ClaimsPrincipal(new ClaimsIdentity([new Claim(ClaimTypes.Role, Roles.Administrator)], "bench")));
        T Get<T>() where T : notnull => scope.ServiceProvider.GetRequiredService<T>();

        (string Name, Func<Task> Ours, string[] Sql)[] lists =
        [
            ("accounts", () => Get<ListAccounts>().RunAsync(new AccountQuery(), CancellationToken.None),
            [
                "SELECT COUNT(*) FROM Accounts",
                """
                SELECT a.Id, a.Name, a.Key, a.Type, a.Phone,
                  (SELECT COUNT(*) FROM Interactions i WHERE i.AccountId = a.Id AND i.Status = 0),
                  (SELECT MAX(i.LastInboundAt) FROM Interactions i WHERE i.AccountId = a.Id),
                  (SELECT MAX(r.At) FROM RefusedWebhooks r WHERE r.AccountId = a.Id), a.SendingStoppedAt, a.SendingStoppedReason, t.At, t.Worst,
                  (SELECT COUNT(*) FROM DeadLetters d WHERE d.AccountId = a.Id AND d.ReplayedAt IS NULL)
                FROM Accounts a LEFT JOIN AccountTests t ON t.AccountId = a.Id ORDER BY a.Name, a.Id LIMIT 50
                """,
            ]),
            ("users", () => Get<ListUsers>().RunAsync(),
            [
                "SELECT COUNT(*) FROM AspNetUsers",
                """
                SELECT u.Id, u.FullName, u.Email, r.Name, u.LockoutEnd, u.Language, s.Capacity, s.Availability, s.Since, u.TwoFactorEnabled, u.PasswordHash IS NULL,
                  (SELECT COUNT(*) FROM SupervisorAccounts l WHERE l.UserId = u.Id)
                FROM AspNetUsers u JOIN AspNetUserRoles ur ON ur.UserId = u.Id JOIN AspNetRoles r ON r.Id = ur.RoleId LEFT JOIN AgentStates s ON s.UserId = u.Id
                ORDER BY u.FullName, u.Id LIMIT 50
                """,
            ]),
            ("contacts", () => Get<ListContacts>().RunAsync(new ContactQuery(), CancellationToken.None),
            [
                "SELECT COUNT(*) FROM Contacts",
                "SELECT Id, FirstName, LastName, Phone, Mobile, Email, ListId, CreatedAt FROM Contacts ORDER BY FirstName, LastName, Id LIMIT 50",
                "SELECT Id, Name FROM ContactLists",
            ]),
            ("contacts_search", () => Get<ListContacts>().RunAsync(new ContactQuery("person 99"), CancellationToken.None),
            [
                "SELECT COUNT(*) FROM Contacts WHERE instr(SearchText, 'PERSON') > 0 AND instr(SearchText, '99') > 0",
                "SELECT Id, FirstName, LastName, Phone, Mobile, Email, ListId, CreatedAt FROM Contacts WHERE instr(SearchText, 'PERSON') > 0 AND instr(SearchText, '99') > 0 ORDER BY FirstName, LastName, Id LIMIT 50",
                "SELECT Id, Name FROM ContactLists",
            ]),
            ("contact_lists", () => Get<ListContactLists>().RunAsync(0, 50, CancellationToken.None),
            [
                "SELECT COUNT(*) FROM ContactLists", "SELECT Id, Name, Description FROM ContactLists ORDER BY Id LIMIT 50", "SELECT ListId, COUNT(*) FROM Contacts GROUP BY ListId",
                "SELECT ContactListId, Id, Name FROM Accounts ORDER BY Name", "SELECT w.ListId, a.Id, a.Name FROM AccountWhitelists w JOIN Accounts a ON a.Id = w.AccountId ORDER BY a.Name",
            ]),
        ];

        var (worstTime, worstRatio) = (0.0, 0.0);
        foreach (var (name, ours, sql) in lists)
        {
            var (mine, theirs) = (new Latencies(), new Latencies());
            for (var round = -WarmUp; round < Rounds; round++)
            {
                var one = await TimedAsync(ours);
                var other = await TimedAsync(() => AskAsync(app, sql));
                if (round < 0)
                    continue;
                mine.Add(one);
                theirs.Add(other);
            }
            var ratio = mine.Percentile(0.5) / theirs.Percentile(0.5);
            figures.Add($"{name}_ms", mine.Percentile(0.95));
            figures.Add($"{name}_ratio", ratio);
            (worstTime, worstRatio) = (Math.Max(worstTime, mine.Percentile(0.95)), Math.Max(worstRatio, ratio));
        }
        figures.Add("worst_ms", worstTime, "wanted <= 100");
        figures.Add("worst_ratio", worstRatio, "wanted <= 2");
    }

    private static async Task<TimeSpan> TimedAsync(Func<Task> work)
    {
        var started = Stopwatch.GetTimestamp();
        await work();
        return Stopwatch.GetElapsedTime(started);
    }

    /// <summary>Every row is read to its last column, as the page would have to.</summary>
    private static async Task AskAsync(BenchApp app, string[] statements)
    {
        await using var database = await app.OpenDatabaseAsync();
        var connection = database.Database.GetDbConnection();
        await database.Database.OpenConnectionAsync();
        foreach (var statement in statements)
        {
            await using var command = connection.CreateCommand();
            command.CommandText = statement;
            await using var reader = await command.ExecuteReaderAsync();
            var cells = new object[reader.FieldCount];
            while (await reader.ReadAsync())
                reader.GetValues(cells);
        }
    }

    private static async Task FillAsync(BenchApp app)
    {
        await using var database = await app.OpenDatabaseAsync();
        var vault = app.Services.GetRequiredService<CredentialVault>();
        var now = TimeProvider.System.GetUtcNow();
        var listId = await database.ContactLists.MinAsync(list => list.Id);
        var role = await database.Roles.Where(r => r.Name == Roles.Agent).Select(r => r.Id).SingleAsync();
        for (var i = 0; i < Accounts; i++)
        {
            database.Accounts.Add(new Account
            {
                Name = $"Account {i:D3}",
                Key = $"B{i:D3}",
                Type = AccountType.Twilio,
                Phone = $"39011{i:D7}",
                Domain = "bench.example.com",
                ContactListId = listId,
                ProtectedCredentials = vault.Protect(new TwilioCredentials($"AC{i:x32}", "token")),
                ProxyToken = Guid.NewGuid().ToString("N"),
                CreatedAt = now,
            });
        }
        var people = Enumerable.Range(0, People).Select(i => new MotionUser
        {
            FullName = $"Agent {i:D3}",
            UserName = $"agent{i}@bench.local",
            NormalizedUserName = $"AGENT{i}@BENCH.LOCAL",
            Email = $"agent{i}@bench.local",
            NormalizedEmail = $"AGENT{i}@BENCH.LOCAL",
            SecurityStamp = "s",
        }).ToList();
        database.AddRange(people);
        await database.SaveChangesAsync();
        database.AddRange(people.Select(person => new Microsoft.AspNetCore.Identity.IdentityUserRole<int> { UserId = person.Id, RoleId = role }));
        foreach (var batch in Enumerable.Range(0, Contacts).Chunk(1000))
        {
            foreach (var i in batch)
            {
                var number = string.Create(CultureInfo.InvariantCulture, $"39333{i:D7}");
                var contact = new Contact { ListId = listId, FirstName = $"Person {i}", LastName = "Bench", Phone = number, Mobile = number, Email = $"person{i}@example.com", CreatedAt = now };
                contact.Identities.Add(new ContactIdentity { ListId = listId, Kind = IdentityKind.Phone, Value = number });
                database.Contacts.Add(contact);
            }
            await database.SaveChangesAsync();
            database.ChangeTracker.Clear();
        }
        var account = await database.Accounts.OrderBy(a => a.Id).FirstAsync();
        var contactIds = await database.Contacts.OrderBy(c => c.Id).Select(c => c.Id).Take(2000).ToListAsync();
        database.AddRange(contactIds.Select((id, index) => new Domain.Interactions.Interaction
        {
            AccountId = account.Id + index % 2,
            ContactId = id,
            CustomerIdentity = $"{id}",
            StartedAt = now,
            LastMessageAt = now,
            LastInboundAt = now,
        }));
        await database.SaveChangesAsync();
    }
}
