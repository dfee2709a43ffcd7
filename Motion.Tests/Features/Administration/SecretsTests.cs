using System.Net;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Motion.Blazor.Features;
using Motion.Blazor.Features.Administration.Keys;
using Motion.Blazor.Features.Administration.Users;
using Motion.Blazor.Identity;
using Motion.Tests.Features.Accounts;
using Motion.Tests.Support;

namespace Motion.Tests.Features.Administration;

/// <summary>Secrets go in and never come out: not in pages, not in answers, not in the log, not in the audit, not readable in the database.</summary>
[Trait("Database", "Any")]
public sealed class SecretsTests
{
    private static readonly string[] Secrets =
        ["tok-en-of-meta-9f1", "app-secret-9f2", "verify-9f3", "sinch-key-9f4", "sinch-hook-9f5", "kaleyra-9f6", "kaleyra-cb-9f7", "twilio-9f8", "vidaoo-9f9", "AKIA9FA", "aws-9fb", "google-9fc"];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Secrets_Entered_AppearNowhere()
    {
        await using var app = await MotionApp.StartAsync();
        using var api = app.Api();
        var said = new List<string>();
        foreach (var (type, index) in new[] { "META", "SINCH_V2", "KALEYRA", "TWILIO" }.Select((type, index) => (type, index)))
        {
            var body = AccountRuleCases.Good(type);
            (body["name"], body["key"]) = (type, $"K{index}");
            foreach (var (field, secret) in SecretsOf(type))
                body["credentials"]![field] = secret;
            if (type == "META")
                body["video"] = new JsonObject { ["enabled"] = true, ["apiKey"] = Secrets[8], ["topic"] = "t" };
            var added = await api.PostJsonAsync("/api/v1/whatsapp/accounts", body);
            Assert.Equal(HttpStatusCode.Created, added.Status);
            said.Add(added.Text);
            body["credentials"]!["accountSid"] = "not valid at all";
            body["credentials"]!["appId"] = "with space";
            said.Add((await api.PutJsonAsync($"/api/v1/whatsapp/accounts/{added.Id}", body)).Text);
            said.Add((await api.GetJsonAsync($"/api/v1/whatsapp/accounts/{added.Id}")).Text);
        }
        said.Add((await api.PutJsonAsync("/api/v1/settings", new { awsRegion = "eu-south-1", awsAccessKey = Secrets[9], awsSecretKey = Secrets[10], googleKey = Secrets[11] })).Text);
        await using var admin = await app.ActAsAsync(MotionApp.AdminEmail);
        var key = ((Outcome<NewApiKey>.Done)await admin.Get<AddApiKey>().RunAsync("CRM", Cancel)).Value.Key;
        var user = await admin.Get<AddUser>().RunAsync(new NewUser("Anna", "anna@test.local", Roles.Agent), Cancel);
        var invited = await admin.Get<InviteUser>().RunAsync(new NewUser("Bea", "bea@test.local", Roles.Agent), "http://x/", Cancel);

        foreach (var path in new[] { "/api/v1/whatsapp/accounts", "/api/v1/settings", "/api/v1/users", "/api/v1/contacts", "/api/v1/lists", "/openapi/v1.json" })
            said.Add((await api.GetJsonAsync(path)).Text);
        using var browser = app.Browser();
        (await browser.SignInAsync(MotionApp.AdminEmail, MotionApp.AdminPassword)).Dispose();
        foreach (var path in new[] { "/accounts", "/accounts/1/settings", "/accounts/1/video", "/administration/settings", "/administration/api-keys", "/administration/audit", "/users" })
            said.Add(await browser.GetStringAsync(new Uri(app.Address, path), Cancel));
        await using var database = await app.OpenDatabaseAsync();
        foreach (var account in await database.Accounts.ToListAsync(Cancel))
            said.Add($"{account.ProtectedCredentials} {account.ProtectedVideoKey}");
        said.AddRange(await database.Settings.Select(setting => setting.Value).ToListAsync(Cancel));
        said.AddRange((await database.Audit.ToListAsync(Cancel)).Select(entry => $"{entry.SubjectName} {entry.Changes}"));
        said.AddRange(app.Log);

        var everything = string.Join('\n', said);
        string[] once = [key, user.TemporaryPassword!, Uri.UnescapeDataString(invited.InvitationLink!.Split("token=")[1]), invited.InvitationLink.Split("token=")[1], MotionApp.AdminPassword, MotionApp.ApiKey];
        Assert.All(Secrets.Concat(once), secret => Assert.DoesNotContain(secret, everything, StringComparison.Ordinal));
        Assert.Contains("\"credentials.authorizationToken\":[null,\"set\"]", everything, StringComparison.Ordinal);
    }

    private static (string Field, string Secret)[] SecretsOf(string type) => type switch
    {
        "META" => [("authorizationToken", Secrets[0]), ("appSecret", Secrets[1]), ("verifyToken", Secrets[2])],
        "SINCH_V2" => [("keySecret", Secrets[3]), ("webhookSecret", Secrets[4])],
        "KALEYRA" => [("apiKey", Secrets[5]), ("callbackSecret", Secrets[6])],
        _ => [("authorizationToken", Secrets[7])],
    };
}
