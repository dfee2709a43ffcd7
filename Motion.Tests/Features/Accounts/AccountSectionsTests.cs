using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Motion.Blazor.Features;
using Motion.Blazor.Features.Accounts;
using Motion.Blazor.Features.Administration.Settings;
using Motion.Blazor.Features.Templates;
using Motion.Domain.Accounts;
using Motion.Domain.Assistants;
using Motion.Domain.Contacts;
using Motion.Providers;
using Motion.Tests.Support;

namespace Motion.Tests.Features.Accounts;

[Trait("Database", "Any")]
public sealed class AccountSectionsTests
{
    private const string Accounts = "/api/v1/whatsapp/accounts";
    private const string VideoKey = "vidaoo-key-nobody-may-read";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Sections_SavedAndReadBack_AreTheSame()
    {
        await using var app = await MotionApp.StartAsync();
        using var api = app.Api();
        var (pause, assistant, lists) = await AddThingsAsync(app);
        var body = AccountRuleCases.Good();
        body["mandatoryDisposition"] = new JsonObject { ["enabled"] = true, ["pauseId"] = pause };
        body["assistantId"] = assistant;
        body["translation"] = new JsonObject { ["enabled"] = true, ["provider"] = "google" };
        body["whitelist"] = new JsonObject { ["enabled"] = true, ["responseMessage"] = "Sorry", ["listIds"] = new JsonArray(lists[1], lists[0], lists[1]) };
        body["video"] = new JsonObject { ["enabled"] = true, ["apiKey"] = VideoKey, ["topic"] = "support", ["note"] = "n", ["metadata"] = new JsonObject { ["team"] = 7 } };

        var added = await api.PostJsonAsync(Accounts, body);
        var read = await api.GetJsonAsync($"{Accounts}/{added.Id}");
        var again = await api.PutJsonAsync($"{Accounts}/{added.Id}", read.Json);

        Assert.Equal((HttpStatusCode.Created, HttpStatusCode.OK), (added.Status, again.Status));
        foreach (var answer in new[] { added, read, again })
        {
            Assert.Equal($$"""{"enabled":true,"pauseId":{{pause}}}""", answer.Json["mandatoryDisposition"]!.ToJsonString());
            Assert.Equal(assistant, answer.Json["assistantId"]!.GetValue<int>());
            Assert.Equal("""{"enabled":true,"provider":"Google"}""", answer.Json["translation"]!.ToJsonString());
            Assert.Equal($$"""{"enabled":true,"responseMessage":"Sorry","listIds":[{{lists[0]}},{{lists[1]}}]}""", answer.Json["whitelist"]!.ToJsonString());
            Assert.Equal("""{"enabled":true,"topic":"support","note":"n","metadata":{"team":7}}""", answer.Json["video"]!.ToJsonString());
            Assert.DoesNotContain(VideoKey, answer.Text, StringComparison.Ordinal);
        }
        await using var database = await app.OpenDatabaseAsync();
        var account = await database.Accounts.SingleAsync(Cancel);
        Assert.Equal(VideoKey, app.Services.GetRequiredService<SettingVault>().Read(account.ProtectedVideoKey!));
        Assert.DoesNotContain(VideoKey, account.ProtectedVideoKey, StringComparison.Ordinal);
        Assert.All(await database.Audit.Select(entry => entry.Changes ?? "").ToListAsync(Cancel), changes => Assert.DoesNotContain(VideoKey, changes, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Whitelist_ListsThatStay_KeepTheirCounters()
    {
        await using var app = await MotionApp.StartAsync();
        using var api = app.Api();
        var (_, _, lists) = await AddThingsAsync(app);
        var body = AccountRuleCases.Good();
        body["whitelist"] = new JsonObject { ["listIds"] = new JsonArray(lists[0]) };
        var added = await api.PostJsonAsync(Accounts, body);
        await using var database = await app.OpenDatabaseAsync();
        await database.AccountWhitelists.ExecuteUpdateAsync(set => set.SetProperty(w => w.Hits, 7), Cancel);
        await using var admin = await app.ActAsAsync(MotionApp.AdminEmail);
        var before = ((Outcome<AccountDetails>.Done)await admin.Get<GetAccount>().RunAsync(added.Id, Cancel)).Value;

        Assert.IsType<Outcome<bool>.Done>(await admin.Get<AddWhitelistLists>().RunAsync(added.Id, [lists[0], lists[1]], Cancel));

        var after = ((Outcome<AccountDetails>.Done)await admin.Get<GetAccount>().RunAsync(added.Id, Cancel)).Value;
        Assert.Equal((7L, 0L), (after.WhitelistHits[lists[0]], after.WhitelistHits[lists[1]]));
        Assert.NotEqual(before.Version, after.Version);
        Assert.IsType<Outcome<AccountDetails>.Conflict>(await admin.Get<UpdateAccount>().RunAsync(added.Id, before.Version, before.Settings, Cancel));
    }

    [Fact]
    public async Task RecontactTemplate_OnlyAnApprovedOne_IsTaken()
    {
        await using var app = await MotionApp.StartAsync();
        using var api = app.Api();
        var added = await api.PostJsonAsync(Accounts, AccountRuleCases.Good());
        await using var database = await app.OpenDatabaseAsync();
        foreach (var (name, status) in new[] { ("hello", TemplateStatus.Approved), ("draft", TemplateStatus.Pending) })
        {
            var template = new ProviderTemplate(name, name, "it", status, null, null, null, null, "Ciao", null, [], []);
            database.Templates.Add(new AccountTemplate { AccountId = added.Id, Name = name, Language = "it", Listed = JsonSerializer.Serialize(template) });
        }
        await database.SaveChangesAsync(Cancel);
        var body = (JsonObject)(await api.GetJsonAsync($"{Accounts}/{added.Id}")).Json;
        _ = body.Remove("version");

        body["recontactTemplate"] = new JsonObject { ["name"] = "draft", ["language"] = "it" };
        Assert.Contains("not approved", (await api.PutJsonAsync($"{Accounts}/{added.Id}", body)).ErrorOf("recontactTemplate"), StringComparison.Ordinal);
        body["recontactTemplate"] = new JsonObject { ["name"] = "hello", ["language"] = "it" };
        Assert.Equal(HttpStatusCode.OK, (await api.PutJsonAsync($"{Accounts}/{added.Id}", body)).Status);

        // It loses its approval: the account can still be saved.
        await database.Templates.ExecuteDeleteAsync(Cancel);
        body["description"] = "still savable";
        Assert.Equal(HttpStatusCode.OK, (await api.PutJsonAsync($"{Accounts}/{added.Id}", body)).Status);
    }

    [Fact]
    public async Task Feature_SwitchedOff_CannotBeSwitchedOnInAnAccountButStays()
    {
        await using var app = await MotionApp.StartAsync();
        using var api = app.Api();
        var on = AccountRuleCases.Good();
        on["translation"] = new JsonObject { ["enabled"] = true, ["provider"] = "AWS" };
        var added = await api.PostJsonAsync(Accounts, on);
        _ = await api.PutJsonAsync("/api/v1/features", new { translation = false, video = false, assistant = false });

        var other = AccountRuleCases.Good();
        (other["name"], other["key"]) = ("Other", "OTH");
        other["translation"] = on["translation"]!.DeepClone();
        other["video"] = new JsonObject { ["enabled"] = true, ["apiKey"] = "k", ["topic"] = "t" };
        var refused = await api.PostJsonAsync(Accounts, other);

        Assert.Contains("not in your plan", refused.ErrorOf("translation.enabled"), StringComparison.Ordinal);
        Assert.Contains("not in your plan", refused.ErrorOf("video.enabled"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await api.PutJsonAsync($"{Accounts}/{added.Id}", on)).Status);
    }

    [Fact]
    public async Task Account_Changed_IsInTheAuditWithBeforeAndAfter()
    {
        await using var app = await MotionApp.StartAsync();
        using var api = app.Api();
        var added = await api.PostJsonAsync(Accounts, AccountRuleCases.Good());
        var body = AccountRuleCases.Good();
        body["assignedAgentWait"] = 30;
        body["credentials"]!["authorizationToken"] = "another-token";
        _ = await api.PutJsonAsync($"{Accounts}/{added.Id}", body);
        _ = await api.DeleteJsonAsync($"{Accounts}/{added.Id}");

        await using var database = await app.OpenDatabaseAsync();
        var entries = await database.Audit.Where(entry => entry.SubjectId == added.Id).OrderBy(entry => entry.Id).ToListAsync(Cancel);
        Assert.Equal(["Added", "Changed", "Deleted"], entries.Select(entry => entry.Action.ToString()));
        Assert.Equal("""{"assignedAgentWait":[10,30],"credentials.authorizationToken":["set","replaced"]}""", entries[1].Changes);
        Assert.All(entries, entry => Assert.Equal("Support", entry.SubjectName));
    }

    private static async Task<(int Pause, int Assistant, int[] Lists)> AddThingsAsync(MotionApp app)
    {
        await using var database = await app.OpenDatabaseAsync();
        var assistant = new Assistant { Name = "Helper", Endpoint = "https://ai.example.com/v1", Model = "m" };
        ContactList[] lists = [new() { Name = "Customers" }, new() { Name = "Suppliers" }];
        database.Add(assistant);
        database.AddRange(lists);
        await database.SaveChangesAsync(Cancel);
        return (await database.Pauses.Select(p => p.Id).FirstAsync(Cancel), assistant.Id, [.. lists.Select(list => list.Id).Order()]);
    }
}
