using System.Security.Cryptography;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;
using Motion.Blazor.Data;
using Motion.Blazor.Features.Accounts;
using Motion.Blazor.Features.Administration.Settings;
using Motion.Blazor.Features.Desk;
using Motion.Blazor.Identity;
using Motion.Domain.Accounts;
using Motion.Domain.Agents;
using Motion.Domain.Contacts;
using Motion.Domain.Queues;
using Motion.Domain.Routing;
using Motion.Providers.Sandbox;

namespace Motion.Blazor.Hosting.FirstRun;

/// <summary>A small contact centre for a newcomer: two accounts at sandbox providers, two queues, four people. Development only.</summary>
internal sealed class DemoData(UserManager<MotionUser> users, CredentialVault vault, SettingVault secrets, IOptions<MotionOptions> motion, TimeProvider clock)
{
    public async Task AddAsync(MotionDbContext database)
    {
        var now = clock.GetUtcNow();
        var agents = await AddPeopleAsync();
        await using var transaction = await database.Database.BeginTransactionAsync();

        var customers = new ContactList { Name = "Customers", Description = "Customers who wrote to the demo accounts" };
        var supportDesk = new Queue { Name = "Support desk", Strategy = QueueStrategy.BeepAll, AgentTimeout = 30, Description = "Everyone rings, the first to accept gets it" };
        var salesDesk = new Queue { Name = "Sales desk", Strategy = QueueStrategy.RoundRobinMemory, AgentTimeout = 15, Description = "One agent at a time, in turn" };
        database.AddRange(customers, supportDesk, salesDesk);
        await database.SaveChangesAsync();

        var support = NewAccount("Support", "SUP", "15550100100", MetaSandbox(), customers.Id, now);
        var sales = NewAccount("Sales", "SAL", "15550100200", TwilioSandbox(), customers.Id, now);
        AddServices(database, support, sales);
        database.AddRange(support, sales);
        await database.SaveChangesAsync();

        database.PlanRows.AddRange(
            new PlanRow { AccountId = support.Id, Position = 1, Application = PlanApplication.Queue, QueueId = supportDesk.Id, Timeout = 60 },
            new PlanRow { AccountId = sales.Id, Position = 1, Application = PlanApplication.Queue, QueueId = salesDesk.Id, Timeout = 60 });
        foreach (var (agent, position) in agents.Select((agent, index) => (agent, index + 1)))
        {
            database.AgentStates.Add(new AgentState { UserId = agent.Id, Availability = AgentAvailability.Online, Since = now });
            foreach (var account in new[] { support, sales })
                database.AccountAgents.Add(new AccountAgent { AccountId = account.Id, UserId = agent.Id });
            foreach (var queue in new[] { supportDesk, salesDesk })
                database.QueueMembers.Add(new QueueMember { QueueId = queue.Id, UserId = agent.Id, Position = position });
        }

        await database.SaveChangesAsync();
        await transaction.CommitAsync();
    }

    private async Task<List<MotionUser>> AddPeopleAsync()
    {
        var agents = new List<MotionUser>();
        foreach (var person in DemoPeople.All)
        {
            var user = await Bootstrap.AddPersonAsync(users, person.FullName, person.Email, PasswordRules.Generate(), person.Role);
            if (person.Role == Roles.Agent)
                agents.Add(user);
        }

        return agents;
    }

    private Account NewAccount(string name, string key, string phone, ProviderCredentials credentials, int listId, DateTimeOffset now) => new()
    {
        Name = name,
        Key = key,
        Type = credentials.Type,
        Phone = phone,
        Description = "Demo account; its provider is the sandbox",
        ContactListId = listId,
        Domain = motion.Value.PublicUrl is { } address ? new Uri(address).Authority : "localhost:5080",
        ProtectedCredentials = vault.Protect(credentials),
        ProxyToken = RandomNumberGenerator.GetHexString(32, lowercase: true),
        CreatedAt = now,
    };

    /// <summary>Translation and video calls, played by the sandbox as well.</summary>
    private void AddServices(MotionDbContext database, Account support, Account sales)
    {
        (support.TranslationEnabled, support.TranslationService) = (true, TranslationService.Aws);
        (sales.TranslationEnabled, sales.TranslationService) = (true, TranslationService.Google);
        foreach (var account in new[] { support, sales })
        {
            (account.VideoEnabled, account.VideoTopic) = (true, account.Name);
            account.ProtectedVideoKey = secrets.Protect(SandboxKeys.Key);
        }

        database.Settings.AddRange(
            new SystemSetting { Name = SettingFields.AwsRegion.Name, Value = "eu-south-1" },
            new SystemSetting { Name = SettingFields.AwsAccessKey.Name, Value = secrets.Protect(SandboxKeys.AwsAccessKey) },
            new SystemSetting { Name = SettingFields.AwsSecretKey.Name, Value = secrets.Protect(SandboxKeys.AwsSecretKey) },
            new SystemSetting { Name = SettingFields.GoogleKey.Name, Value = secrets.Protect(SandboxKeys.Key) });
    }

    private static MetaCredentials MetaSandbox() => new(
        AccountSid: Digits(15), AuthorizationToken: $"sandbox-{Hex(32)}", AppId: Digits(15), PhoneNumberId: Digits(15),
        AppSecret: Hex(32), VerifyToken: Hex(24));

    private static TwilioCredentials TwilioSandbox() => new(AccountSid: $"AC{Hex(32)}", AuthorizationToken: Hex(32));

    private static string Hex(int length) => RandomNumberGenerator.GetHexString(length, lowercase: true);

    private static string Digits(int length) => $"1{RandomNumberGenerator.GetString("0123456789", length - 1)}";
}
