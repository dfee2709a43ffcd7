using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Data.Sqlite;

namespace Motion.E2E.Support;

/// <summary>What an administrator has set up before the story begins: tags, canned answers, dispositions, rules of the accounts.</summary>
internal static class House
{
    /// <summary>Meta's number of the account that <see cref="AddMetaAccountAsync"/> adds.</summary>
    public const string PhoneNumberId = "106540352242922";

    public const string Transfers = """UPDATE "Accounts" SET "TransferToAgent" = 1, "TransferToAgentTimeout" = 60, "TransferToQueue" = 1, "TransferToQueueTimeout" = 60""";

    public const string TransferToColleagues = """UPDATE "Accounts" SET "TransferToAgent" = 1, "TransferToAgentTimeout" = 60""";

    public const string Canned =
        """
        INSERT INTO "CannedAnswers" ("Key", "NormalizedKey", "Text", "AccountId") VALUES
          ('hello', 'HELLO', 'Hello {{contact.firstName}}, this is {{agent.fullname}}.', NULL),
          ('hours', 'HOURS', 'We are open from *9* to *18*.', NULL),
          ('refund', 'REFUND', 'Your refund is on its way.', (SELECT "Id" FROM "Accounts" WHERE "Key" = 'SUP'))
        """;

    public const string Tags = """INSERT INTO "Tags" ("Name", "Colour") VALUES ('Urgent', 1), ('VIP', 6)""";

    public const string Mandatory =
        """UPDATE "Accounts" SET "MandatoryDisposition" = 1, "MandatoryPauseId" = (SELECT "Id" FROM "Pauses" ORDER BY "Id" LIMIT 1)""";

    /// <summary>Waits until the application has done what it does by itself, e.g. read the providers' templates: the statement counts to more than none.</summary>
    public static async Task UntilAsync(this RunningMotion motion, string statement)
    {
        for (var tried = 0; tried < 600; tried++)
        {
            await using var database = new SqliteConnection($"Data Source={Path.Combine(motion.DataDirectory, "motion.db")};Pooling=False");
            await database.OpenAsync(TestContext.Current.CancellationToken);
            await using var command = database.CreateCommand();
            command.CommandText = statement;
            if (await command.ExecuteScalarAsync(TestContext.Current.CancellationToken) is long and > 0)
                return;
            await Task.Delay(100, TestContext.Current.CancellationToken);
        }
        Assert.Fail($"It never came to this: {statement}");
    }

    /// <summary>Writes the rows, then saves a queue as it is, so that the application reads its configuration again.</summary>
    public static async Task SetUpAsync(this RunningMotion motion, params string[] statements)
    {
        await using (var database = new SqliteConnection($"Data Source={Path.Combine(motion.DataDirectory, "motion.db")};Pooling=False"))
        {
            await database.OpenAsync();
            foreach (var statement in statements)
            {
                await using var command = database.CreateCommand();
                command.CommandText = statement;
                await command.ExecuteNonQueryAsync();
            }
        }
        using var api = motion.Api();
        var queue = (await api.GetFromJsonAsync<JsonObject>("/api/v1/queues?limit=1"))!["rows"]!.AsArray()[0]!.AsObject();
        (await api.PutAsJsonAsync($"/api/v1/queues/{queue["id"]}", queue)).EnsureSuccessStatusCode();
    }

    /// <summary>An account of Meta whose provider is the test; the address to which it sends.</summary>
    public static async Task<Uri> AddMetaAccountAsync(this RunningMotion motion, string name, string key, string appSecret)
    {
        using var api = motion.Api();
        using var answer = await api.PostAsJsonAsync("/api/v1/whatsapp/accounts", new
        {
            name,
            key,
            type = "META",
            phone = "15550783881",
            credentials = new { accountSid = "1", authorizationToken = "token", appId = "2", phoneNumberId = PhoneNumberId, appSecret },
        });
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
        var receiveUrl = new Uri((await answer.Content.ReadFromJsonAsync<JsonObject>())!["receiveUrl"]!.GetValue<string>());
        return new Uri(motion.Address, receiveUrl.PathAndQuery);
    }

    /// <summary>A webhook as Meta sends it.</summary>
    public static HttpRequestMessage Signed(Uri receive, string payload, string appSecret)
    {
        var body = Encoding.UTF8.GetBytes(payload);
        var request = new HttpRequestMessage(HttpMethod.Post, receive) { Content = new ByteArrayContent(body) };
        request.Headers.Add("X-Hub-Signature-256", $"sha256={Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(appSecret), body))}");
        return request;
    }
}
