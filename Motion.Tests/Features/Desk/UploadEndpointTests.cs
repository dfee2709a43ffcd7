using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Motion.Domain.Contacts;
using Motion.Domain.Interactions;
using Motion.Tests.Support;

namespace Motion.Tests.Features.Desk;

[Trait("Database", "Any")]
public sealed class UploadEndpointTests
{
    private static readonly CancellationToken Cancellation = TestContext.Current.CancellationToken;

    [Fact]
    public async Task Upload_ByAnAgentOfTheAccount_IsTakenInAndToldWhatItIsSentAs()
    {
        await using var app = await MotionApp.StartAsync("Development");
        using var browser = app.Browser();
        _ = await browser.SubmitAsync("/sign-in", [], "/sign-in/demo/agent-one");

        using var answer = await PostAsync(browser, await InteractionAsync(app), "%PDF-1.7"u8.ToArray(), "../../prices\u202Egpj.pdf");

        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        var taken = await answer.Content.ReadFromJsonAsync<JsonObject>(Cancellation);
        Assert.Equal(("document", "application/pdf", "pricesgpj.pdf"), (
            taken!["kind"]!.GetValue<string>(), taken["mimeType"]!.GetValue<string>(), taken["fileName"]!.GetValue<string>()));
    }

    [Fact]
    public async Task Upload_NobodyNoMemberOrAForeignPage_IsTurnedAway()
    {
        await using var app = await MotionApp.StartAsync("Development");
        var interaction = await InteractionAsync(app);
        using var nobody = app.Browser();
        using var agent = app.Browser();
        _ = await agent.SubmitAsync("/sign-in", [], "/sign-in/demo/agent-one");

        using var unknown = await PostAsync(nobody, interaction, [1], "x");
        using var foreignPage = await PostAsync(agent, interaction, [1], "x", origin: "https://evil.example");
        await using (var database = await app.OpenDatabaseAsync())
            await database.AccountAgents.ExecuteDeleteAsync(Cancellation);
        using var noMember = await PostAsync(agent, interaction, [1], "x");

        Assert.False(unknown.IsSuccessStatusCode);
        Assert.Equal((HttpStatusCode.Forbidden, HttpStatusCode.NotFound), (foreignPage.StatusCode, noMember.StatusCode));
        await using var after = await app.OpenDatabaseAsync();
        Assert.Equal(0, await after.Uploads.CountAsync(Cancellation));
    }

    private static Task<HttpResponseMessage> PostAsync(HttpClient browser, long interaction, byte[] bytes, string name, string? origin = null)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, $"/media/uploads?interaction={interaction}&name={Uri.EscapeDataString(name)}")
        {
            Content = new ByteArrayContent(bytes),
        };
        request.Headers.Add("Origin", origin ?? browser.BaseAddress!.GetLeftPart(UriPartial.Authority));
        return browser.SendAsync(request, Cancellation);
    }

    private static async Task<long> InteractionAsync(MotionApp app)
    {
        await using var database = await app.OpenDatabaseAsync();
        var account = await database.Accounts.OrderBy(a => a.Id).FirstAsync(Cancellation);
        var now = TimeProvider.System.GetUtcNow();
        var interaction = new Interaction
        {
            AccountId = account.Id,
            Contact = new Contact { ListId = account.ContactListId, CreatedAt = now },
            CustomerIdentity = "15551230000",
            StartedAt = now,
            LastMessageAt = now,
            LastInboundAt = now,
        };
        database.Add(interaction);
        await database.SaveChangesAsync(Cancellation);
        return interaction.Id;
    }
}
