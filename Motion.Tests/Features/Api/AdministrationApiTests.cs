using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Motion.Tests.Support;

namespace Motion.Tests.Features.Api;

/// <summary>Users, keys and the audit log, as a program sees them.</summary>
[Trait("Database", "Any")]
public sealed class AdministrationApiTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task User_AddedChangedLockedAndDeleted()
    {
        await using var app = await MotionApp.StartAsync();
        using var api = app.Api();
        var id = await AddAsync(api, "anna@test.local");

        using var saved = await api.PutAsJsonAsync($"/api/v1/users/{id}", new { fullName = "Anna Agent", email = "anna.a@test.local", role = "supervisor", language = "it", capacity = 3 }, Cancellation);
        Assert.Equal(HttpStatusCode.OK, saved.StatusCode);
        using var locked = await api.PutAsJsonAsync($"/api/v1/users/{id}/lock", new { locked = true }, Cancellation);
        Assert.Equal(HttpStatusCode.OK, locked.StatusCode);

        var user = await ReadAsync(api, $"/api/v1/users/{id}");
        Assert.Equal(
            ("Anna Agent", "anna.a@test.local", "supervisor", "it", 3, true, false),
            (Text(user, "fullName"), Text(user, "email"), Text(user, "role"), Text(user, "language"), user["capacity"]!.GetValue<int>(), user["locked"]!.GetValue<bool>(), user["twoFactor"]!.GetValue<bool>()));

        using var deleted = await api.DeleteAsync($"/api/v1/users/{id}", Cancellation);
        Assert.Equal(HttpStatusCode.NoContent, deleted.StatusCode);
        using var gone = await api.GetAsync($"/api/v1/users/{id}", Cancellation);
        Assert.Equal(HttpStatusCode.NotFound, gone.StatusCode);
    }

    [Fact]
    public async Task User_RefusedChanges_NameTheFieldOrTheReason()
    {
        await using var app = await MotionApp.StartAsync();
        using var api = app.Api();
        var id = await AddAsync(api, "anna@test.local");

        using var invalid = await api.PutAsJsonAsync($"/api/v1/users/{id}", new { fullName = "", email = "no address", role = "king", capacity = -1 }, Cancellation);
        Assert.Equal(HttpStatusCode.BadRequest, invalid.StatusCode);
        Assert.Equal(["capacity", "email", "fullName", "role"], (await JsonAsync(invalid))["errors"]!.AsObject().Select(field => field.Key).Order(StringComparer.Ordinal));

        using var taken = await api.PutAsJsonAsync($"/api/v1/users/{id}", new { fullName = "Anna", email = MotionApp.AdminEmail, role = "agent" }, Cancellation);
        Assert.Equal(HttpStatusCode.BadRequest, taken.StatusCode);
        Assert.NotNull((await JsonAsync(taken))["errors"]!["email"]);

        var admin = (await ReadAsync(api, "/api/v1/users"))["rows"]!.AsArray().Single(row => Text(row!, "email") == MotionApp.AdminEmail)!["id"];
        using var last = await api.DeleteAsync($"/api/v1/users/{admin}", Cancellation);
        Assert.Equal(HttpStatusCode.Conflict, last.StatusCode);
        Assert.Contains("administrator", Text(await JsonAsync(last), "detail"), StringComparison.Ordinal);
        using var unclear = await api.PutAsJsonAsync($"/api/v1/users/{id}/lock", new { }, Cancellation);
        Assert.NotNull((await JsonAsync(unclear))["errors"]!["locked"]);
        using var unknown = await api.PostAsync("/api/v1/users/999999/password", null, Cancellation);
        Assert.Equal(HttpStatusCode.NotFound, unknown.StatusCode);
    }

    [Fact]
    public async Task Password_Replaced_IsTheOneThatSignsIn()
    {
        await using var app = await MotionApp.StartAsync();
        using var api = app.Api();
        var id = await AddAsync(api, "anna@test.local");

        using var answer = await api.PostAsync($"/api/v1/users/{id}/password", null, Cancellation);

        var password = Text(await JsonAsync(answer), "temporaryPassword");
        using var browser = app.Browser();
        (await browser.SignInAsync("anna@test.local", password)).Dispose();
        Assert.True(await browser.IsSignedInAsync());
    }

    [Fact]
    public async Task Key_MadeListedAndRevoked_WorksOnlyBetween_AndTheAuditTellsIt()
    {
        await using var app = await MotionApp.StartAsync();
        using var api = app.Api();

        using var answer = await api.PostAsJsonAsync("/api/v1/api-keys", new { name = "CRM" }, Cancellation);
        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        var made = await JsonAsync(answer);
        using var other = app.Api(Text(made, "key"));
        Assert.Single((await ReadAsync(other, "/api/v1/users?limit=1"))["rows"]!.AsArray());
        var listed = await ReadAsync(other, "/api/v1/api-keys");
        Assert.Contains(listed["rows"]!.AsArray(), row => Text(row!, "name") == "CRM" && row!["key"] is null);

        using var revoked = await api.DeleteAsync($"/api/v1/api-keys/{made["id"]}", Cancellation);
        Assert.Equal(HttpStatusCode.NoContent, revoked.StatusCode);
        using var refused = await other.GetAsync("/api/v1/users", Cancellation);
        Assert.Equal(HttpStatusCode.Unauthorized, refused.StatusCode);

        var audit = await ReadAsync(api, "/api/v1/audit?search=crm");
        Assert.Equal(["revoked", "added"], audit["rows"]!.AsArray().Select(row => Text(row!, "action")));
        Assert.DoesNotContain(Text(made, "key"), audit.ToJsonString(), StringComparison.Ordinal);
        Assert.Equal(0, (await ReadAsync(api, "/api/v1/audit?from=2100-01-01"))["count"]!.GetValue<int>());
        using var badDay = await api.GetAsync("/api/v1/audit?to=yesterday", Cancellation);
        Assert.NotNull((await JsonAsync(badDay))["errors"]!["to"]);
    }

    private static async Task<int> AddAsync(HttpClient api, string email)
    {
        using var added = await api.PostAsJsonAsync("/api/v1/users", new { fullName = "Anna", email, role = "agent" }, Cancellation);
        Assert.Equal(HttpStatusCode.Created, added.StatusCode);
        return (await JsonAsync(added))["id"]!.GetValue<int>();
    }

    private static async Task<JsonNode> ReadAsync(HttpClient api, string path) => (await api.GetFromJsonAsync<JsonNode>(path, Cancellation))!;

    private static async Task<JsonNode> JsonAsync(HttpResponseMessage answer) => (await answer.Content.ReadFromJsonAsync<JsonNode>(Cancellation))!;

    private static string Text(JsonNode node, string field) => node[field]!.GetValue<string>();
}
