using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Motion.Blazor.Features;
using Motion.Blazor.Features.Administration.Audit;
using Motion.Blazor.Features.Contacts;
using Motion.Blazor.Identity;
using Motion.Domain.Contacts;
using Motion.Domain.Interactions;
using Motion.Domain.Messaging;
using Motion.Tests.Features.Accounts;
using Motion.Tests.Support;

namespace Motion.Tests.Features.Contacts;

[Trait("Database", "Any")]
public sealed class ContactsTests
{
    private const string Contacts = "/api/v1/contacts";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Contact_AddedReadChangedDeleted_ThroughTheApi()
    {
        await using var app = await MotionApp.StartAsync();
        using var api = app.Api();

        var added = await api.PostJsonAsync(Contacts, new { firstName = " Élodie ", lastName = "Rossi", mobile = "+39 333 555 0100", email = "e@example.com", freeFields = new { city = "Torino" } });
        Assert.Equal(HttpStatusCode.Created, added.Status);
        Assert.Equal(("Élodie", "393335550100"), (added.Json["firstName"]!.GetValue<string>(), added.Json["mobile"]!.GetValue<string>()));
        Assert.Equal("""[{"kind":"phone","value":"393335550100"}]""", added.Json["identities"]!.ToJsonString());

        var id = added.Json["id"]!.GetValue<long>();
        var saved = await api.PutJsonAsync($"{Contacts}/{id}", new { firstName = "Élodie", phone = "390115550111" });
        Assert.Equal("""[{"kind":"phone","value":"390115550111"}]""", saved.Json["identities"]!.ToJsonString());
        Assert.Empty(saved.Json["freeFields"]!.AsObject());
        Assert.Equal(HttpStatusCode.NoContent, (await api.DeleteJsonAsync($"{Contacts}/{id}")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await api.GetJsonAsync($"{Contacts}/{id}")).Status);
        await using var database = await app.OpenDatabaseAsync();
        Assert.Equal(["Added", "Changed", "Deleted"], (await database.Audit.Where(e => e.Subject == AuditSubject.Contact).OrderBy(e => e.Id).ToListAsync(Cancel)).Select(e => e.Action.ToString()));
    }

    [Fact]
    public async Task Contact_BadValues_AreRefusedByName()
    {
        await using var app = await MotionApp.StartAsync();
        using var api = app.Api();
        _ = await api.PostJsonAsync(Contacts, new { firstName = "Anna", mobile = "393335550100" });

        Assert.Contains("one of them", (await api.PostJsonAsync(Contacts, new { })).ErrorOf("firstName"), StringComparison.Ordinal);
        var refused = await api.PostJsonAsync(Contacts, new { firstName = new string('n', 256), phone = "12", mobile = "+39 333 555 0100", email = "nobody", listId = 99 });
        Assert.Contains("255", refused.ErrorOf("firstName"), StringComparison.Ordinal);
        Assert.Contains("6 to 15", refused.ErrorOf("phone"), StringComparison.Ordinal);
        Assert.Contains("name@example.com", refused.ErrorOf("email"), StringComparison.Ordinal);
        Assert.Contains("99", refused.ErrorOf("listId"), StringComparison.Ordinal);
        Assert.Contains("Anna", (await api.PostJsonAsync(Contacts, new { firstName = "Other", mobile = "+39 333 555 0100" })).ErrorOf("mobile"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("élodie", 1)]
    [InlineData("ROSSI élo", 1)]
    [InlineData("+39 333 555", 1)]
    [InlineData("555-0100", 1)]
    [InlineData("e@example", 1)]
    [InlineData("rossi", 2)]
    [InlineData("nobody", 0)]
    public async Task Search_ByNameNumberOrEmail_FindsWhateverTheCase(string search, int found)
    {
        await using var app = await MotionApp.StartAsync();
        using var api = app.Api();
        _ = await api.PostJsonAsync(Contacts, new { firstName = "Élodie", lastName = "Rossi", mobile = "393335550100", email = "E@Example.com" });
        _ = await api.PostJsonAsync(Contacts, new { firstName = "Bruno", lastName = "Rossi", mobile = "393339990200" });

        var page = await api.GetJsonAsync($"{Contacts}?search={Uri.EscapeDataString(search)}");

        Assert.Equal(found, page.Json["count"]!.GetValue<int>());
    }

    [Fact]
    public async Task Lists_InUse_CannotBeDeletedAndSayWhy()
    {
        await using var app = await MotionApp.StartAsync();
        using var api = app.Api();
        var list = await api.PostJsonAsync("/api/v1/lists", new { name = "Guests" });
        Assert.Equal(HttpStatusCode.Created, list.Status);
        Assert.Contains("Guests", (await api.PostJsonAsync("/api/v1/contacts/lists", new { name = "GUESTS" })).ErrorOf("name"), StringComparison.Ordinal);
        var body = AccountRuleCases.Good();
        (body["listId"], body["whitelist"]) = (list.Id, new JsonObject { ["listIds"] = new JsonArray(list.Id) });
        var account = await api.PostJsonAsync("/api/v1/whatsapp/accounts", body);

        Assert.Contains("put new contacts into the list: Support", (await api.DeleteJsonAsync($"/api/v1/lists/{list.Id}")).Text, StringComparison.Ordinal);
        body["listId"] = null;
        _ = await api.PutJsonAsync($"/api/v1/whatsapp/accounts/{account.Id}", body);
        Assert.Contains("whitelist of these accounts", (await api.DeleteJsonAsync($"/api/v1/lists/{list.Id}")).Text, StringComparison.Ordinal);
        Assert.Equal($"[{account.Id}]", (await api.GetJsonAsync($"/api/v1/lists/{list.Id}")).Json["whitelistOf"]!.ToJsonString());
        body["whitelist"] = null;
        _ = await api.PutJsonAsync($"/api/v1/whatsapp/accounts/{account.Id}", body);
        var actions = $"/api/v1/whatsapp/accounts/{account.Id}/actions";
        var plan = new { rows = new object[] { new { application = "goToIf", condition = new { subject = "contactList", listIds = new[] { list.Id } }, target = 2 }, new { application = "log", text = "A guest" } } };
        Assert.Equal(HttpStatusCode.OK, (await api.PutJsonAsync(actions, plan)).Status);
        Assert.Contains("looks at this list: Support", (await api.DeleteJsonAsync($"/api/v1/lists/{list.Id}")).Text, StringComparison.Ordinal);
        _ = await api.PutJsonAsync(actions, new { rows = Array.Empty<object>() });
        var contact = await api.PostJsonAsync(Contacts, new { firstName = "A", listId = list.Id });
        Assert.Contains("1 contacts", (await api.DeleteJsonAsync($"/api/v1/lists/{list.Id}")).Text, StringComparison.Ordinal);
        _ = await api.DeleteJsonAsync($"{Contacts}/{contact.Id}");
        Assert.Equal(HttpStatusCode.NoContent, (await api.DeleteJsonAsync($"/api/v1/lists/{list.Id}")).Status);
        _ = await api.DeleteJsonAsync($"/api/v1/whatsapp/accounts/{account.Id}");
        Assert.Contains("only list", (await api.DeleteJsonAsync("/api/v1/lists/1")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Merge_AcrossLists_MovesConversationsAndIdentitiesAndIsAudited()
    {
        await using var app = await MotionApp.StartAsync();
        using var api = app.Api();
        var account = await api.PostJsonAsync("/api/v1/whatsapp/accounts", AccountRuleCases.Good());
        var list = await api.PostJsonAsync("/api/v1/lists", new { name = "Guests" });
        var kept = await api.PostJsonAsync(Contacts, new { firstName = "Anna", mobile = "393335550100" });
        var absorbed = await api.PostJsonAsync(Contacts, new { firstName = "Anna R.", mobile = "393335550100", phone = "390115550111", email = "a@example.com", listId = list.Id });
        await using var database = await app.OpenDatabaseAsync();
        database.Interactions.Add(new Interaction { AccountId = account.Id, ContactId = absorbed.Id, CustomerIdentity = "390115550111", StartedAt = DateTimeOffset.UnixEpoch, LastMessageAt = DateTimeOffset.UnixEpoch });
        await database.SaveChangesAsync(Cancel);
        Assert.Contains("part of the history", (await api.DeleteJsonAsync($"{Contacts}/{absorbed.Id}")).Text, StringComparison.Ordinal);

        var merged = await api.PostJsonAsync($"{Contacts}/{kept.Id}/merge", new { contactId = absorbed.Id });

        Assert.Equal(HttpStatusCode.OK, merged.Status);
        Assert.Equal(("Anna", "a@example.com", 1), (merged.Json["firstName"]!.GetValue<string>(), merged.Json["email"]!.GetValue<string>(), merged.Json["interactions"]!.GetValue<int>()));
        Assert.Equal(["390115550111", "393335550100"], merged.Json["identities"]!.AsArray().Select(identity => identity!["value"]!.GetValue<string>()).Order());
        Assert.Equal(HttpStatusCode.NotFound, (await api.GetJsonAsync($"{Contacts}/{absorbed.Id}")).Status);
        var entry = await database.Audit.SingleAsync(e => e.Action == AuditAction.Merged, Cancel);
        Assert.Contains("Anna R.", entry.Changes, StringComparison.Ordinal);
        Assert.True(await database.ContactIdentities.AllAsync(i => i.ContactId != kept.Id || i.ListId == 1, Cancel));
    }

    [Fact]
    public async Task LimitedSupervisor_SeesContactsOfHisAccountsOnly()
    {
        await using var app = await MotionApp.StartAsync("Development");
        using var api = app.Api();
        var list = await api.PostJsonAsync("/api/v1/lists", new { name = "Elsewhere" });
        var hidden = await api.PostJsonAsync(Contacts, new { firstName = "Hidden", listId = list.Id });
        var wrote = await api.PostJsonAsync(Contacts, new { firstName = "Wrote", listId = list.Id });
        await using var database = await app.OpenDatabaseAsync();
        await using var supervisor = await app.ActAsAsync("supervisor@demo.motion.local");
        var account = await database.Accounts.OrderBy(a => a.Id).FirstAsync(Cancel);
        Assert.IsType<Outcome<ContactDetails>.Done>(await supervisor.Get<GetContact>().RunAsync(hidden.Id, Cancel));
        database.SupervisorAccounts.Add(new SupervisorAccount { UserId = supervisor.UserId, AccountId = account.Id });
        database.Interactions.Add(new Interaction { AccountId = account.Id, ContactId = wrote.Id, CustomerIdentity = "1", StartedAt = DateTimeOffset.UnixEpoch, LastMessageAt = DateTimeOffset.UnixEpoch });
        await database.SaveChangesAsync(Cancel);

        var page = ((Outcome<PageOf<ContactRow>>.Done)await supervisor.Get<ListContacts>().RunAsync(new ContactQuery(ListId: list.Id), Cancel)).Value;

        Assert.Equal(["Wrote"], page.Rows.Select(row => row.FirstName));
        Assert.IsType<Outcome<ContactDetails>.NotFound>(await supervisor.Get<GetContact>().RunAsync(hidden.Id, Cancel));
        Assert.IsType<Outcome<long>.NotFound>(await supervisor.Get<SaveContact>().RunAsync(hidden.Id, new ContactEntry(null, "X", null, null, null, null), Cancel));
    }

    [Fact]
    public async Task Save_OfAContactThatAnotherSavedMeanwhile_OverwritesNothingUnseen()
    {
        await using var app = await MotionApp.StartAsync();
        using var api = app.Api();
        var contact = await api.PostJsonAsync(Contacts, new { firstName = "Anna", freeFields = new { City = "Turin" } });
        await using var admin = await app.ActAsAsync(MotionApp.AdminEmail);
        var seen = ((Outcome<ContactDetails>.Done)await admin.Get<GetContact>().RunAsync(contact.Id, Cancel)).Value.Entry;
        var mine = ContactForm.Of(seen);
        mine.LastName = "Rossi";
        _ = await api.PutJsonAsync($"{Contacts}/{contact.Id}", new { firstName = "Anna", email = "a@example.com", freeFields = new { City = "Milan" } });

        var clash = await admin.Get<SaveContact>().RunAsync(contact.Id, mine.ToEntry(), Cancel, seen);

        Assert.Equal(ConflictReason.ContactChangedByOther, Assert.IsType<Outcome<long>.Conflict>(clash).Reason);
        var theirs = ((Outcome<ContactDetails>.Done)await admin.Get<GetContact>().RunAsync(contact.Id, Cancel)).Value.Entry;
        var together = mine.Over(seen, theirs);
        Assert.Equal(("Anna", "Rossi", "a@example.com", "Milan"), (together.FirstName, together.LastName, together.Email, together.FreeFields.Single().Value));
        Assert.IsType<Outcome<long>.Done>(await admin.Get<SaveContact>().RunAsync(contact.Id, together.ToEntry(), Cancel, theirs));
    }

    [Fact]
    public async Task Import_GoodBadAndDoubleLines_AreAddedUpdatedAndRefusedByLine()
    {
        await using var app = await MotionApp.StartAsync();
        using var api = app.Api();
        _ = await api.PostJsonAsync(Contacts, new { firstName = "Old", mobile = "393335550100" });
        await using var admin = await app.ActAsAsync(MotionApp.AdminEmail);
        var file = await FileAsync(app, "\uFEFFNome;Cognome;Cellulare;Email;Città\nAnna;Rossi;+39 333 555 0100;anna@example.com;Torino\n\"Bea;\nTwo lines\";Neri;+39 333 555 0101;;Milano\nCarlo;Blu;12;;Roma\nDora;Viola;;dora@example;Bari\nEva;Gialli;+39 333 555 0101;;Pisa\n=cmd;X;nope;;Y\n");
        Assert.Equal([ContactColumn.FirstName, ContactColumn.LastName, ContactColumn.Mobile, ContactColumn.Email, ContactColumn.FreeField], ContactCsv.Preview(app.Services.GetRequiredService<ImportFiles>().Find(file)!).Guess);
        var asked = new ContactImport(file, "people.csv", 1, [ContactColumn.FirstName, ContactColumn.LastName, ContactColumn.Mobile, ContactColumn.Email, ContactColumn.FreeField], DuplicatePolicy.Update);

        var done = ((Outcome<ImportProgress>.Done)await admin.Get<ImportContacts>().RunAsync(asked, null, Cancel)).Value;

        Assert.Equal(new ImportProgress(6, 2, 2, 0, 2), done);
        await using var database = await app.OpenDatabaseAsync();
        var anna = await database.Contacts.SingleAsync(c => c.Mobile == "393335550100", Cancel);
        Assert.Equal(("Anna", "Rossi", "anna@example.com", """{"Citt\u00E0":"Torino"}"""), (anna.FirstName, anna.LastName, anna.Email, anna.FreeFields));
        Assert.Equal("Eva", (await database.Contacts.SingleAsync(c => c.Mobile == "393335550101", Cancel)).FirstName);
        var errors = await File.ReadAllLinesAsync(app.Services.GetRequiredService<ImportFiles>().FindErrors(file)!, Cancel);
        Assert.Equal(3, errors.Length);
        Assert.StartsWith("5,", errors[1], StringComparison.Ordinal);
        Assert.Contains("Carlo", errors[1], StringComparison.Ordinal);
        Assert.StartsWith("8,", errors[2], StringComparison.Ordinal);
        Assert.Contains("'=cmd", errors[2], StringComparison.Ordinal);
        Assert.True(await database.Audit.AnyAsync(e => e.Action == AuditAction.Imported && e.SubjectName == "people.csv", Cancel));
    }

    [Fact]
    public async Task Import_Skipping_LeavesWhatIsThere()
    {
        await using var app = await MotionApp.StartAsync();
        using var api = app.Api();
        _ = await api.PostJsonAsync(Contacts, new { firstName = "Old", mobile = "393335550100" });
        await using var admin = await app.ActAsAsync(MotionApp.AdminEmail);
        var file = await FileAsync(app, "name,mobile\nNew,+393335550100\nNext,+393335550102\n");

        var done = ((Outcome<ImportProgress>.Done)await admin.Get<ImportContacts>().RunAsync(
            new ContactImport(file, "people.csv", 1, [ContactColumn.FirstName, ContactColumn.Mobile], DuplicatePolicy.Skip), null, Cancel)).Value;

        Assert.Equal(new ImportProgress(2, 1, 0, 1, 0), done);
        await using var database = await app.OpenDatabaseAsync();
        Assert.Equal("Old", (await database.Contacts.SingleAsync(c => c.Mobile == "393335550100", Cancel)).FirstName);
    }

    [Fact]
    public async Task Import_ManyLines_TellsItsProgressInBatchesAndExportBringsThemBack()
    {
        await using var app = await MotionApp.StartAsync();
        await using var admin = await app.ActAsAsync(MotionApp.AdminEmail);
        var text = new StringBuilder("firstName,mobile,note\n");
        for (var i = 0; i < 2_300; i++)
            text.Append(CultureInfo.InvariantCulture, $"Person {i},+39333{i:D7},\"=note, {i}\"\n");
        var file = await FileAsync(app, text.ToString());
        var seen = new List<int>();

        var done = ((Outcome<ImportProgress>.Done)await admin.Get<ImportContacts>().RunAsync(
            new ContactImport(file, "many.csv", 1, [ContactColumn.FirstName, ContactColumn.Mobile, ContactColumn.FreeField], DuplicatePolicy.Skip), progress => seen.Add(progress.Lines), Cancel)).Value;

        Assert.Equal(new ImportProgress(2_300, 2_300, 0, 0, 0), done);
        Assert.Equal([500, 1000, 1500, 2000, 2300], seen);
        using var bytes = new MemoryStream();
        Assert.Equal(2_300, ((Outcome<int>.Done)await admin.Get<ExportContacts>().RunAsync(new ContactQuery(), () => bytes, Cancel)).Value);
        var lines = Encoding.UTF8.GetString(bytes.ToArray()).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(2_301, lines.Length);
        Assert.Contains("Person 0", lines[1], StringComparison.Ordinal);
        Assert.Contains(",'+393330000000,", lines[1], StringComparison.Ordinal);
    }

    private static Task<Guid> FileAsync(MotionApp app, string text) =>
        app.Services.GetRequiredService<ImportFiles>().StoreAsync(new MemoryStream(Encoding.UTF8.GetBytes(text)), Cancel);
}
