using System.Net;
using System.Net.Http.Headers;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Motion.Blazor.Hosting;
using Motion.Domain.Contacts;
using Motion.Domain.Interactions;
using Motion.Domain.Messaging;
using Motion.Tests.Support;

namespace Motion.Tests.Features.Desk;

[Trait("Database", "Any")]
public sealed class MediaEndpointTests
{
    private static readonly CancellationToken Cancellation = TestContext.Current.CancellationToken;

    [Fact]
    public async Task Media_OfAnAgentsAccount_IsServedHarmlessAndInRanges()
    {
        await using var app = await MotionApp.StartAsync("Development");
        var picture = await FileAsync(app, "image/png", "cat.png", "pixels of a cat", "a/cat.png");
        var page = await FileAsync(app, "text/html", "è <b>.html", "<script>alert(1)</script>", "a/page.html");
        var outside = await FileAsync(app, "image/png", "x.png", "secret", "../secret.txt");
        using var browser = app.Browser();
        _ = await browser.SubmitAsync("/sign-in", [], "/sign-in/demo/agent-one");

        using var shown = await browser.GetAsync($"/media/{picture}", Cancellation);
        Assert.Equal("pixels of a cat", await shown.Content.ReadAsStringAsync(Cancellation));
        Assert.Equal(("image/png", "inline", "nosniff"), (
            shown.Content.Headers.ContentType?.MediaType, shown.Content.Headers.ContentDisposition?.DispositionType, shown.Headers.GetValues("X-Content-Type-Options").Single()));

        using var part = new HttpRequestMessage(HttpMethod.Get, $"/media/{picture}") { Headers = { Range = new RangeHeaderValue(0, 5) } };
        using var partly = await browser.SendAsync(part, Cancellation);
        Assert.Equal((HttpStatusCode.PartialContent, "pixels"), (partly.StatusCode, await partly.Content.ReadAsStringAsync(Cancellation)));

        using var saved = await browser.GetAsync($"/media/{page}", Cancellation);
        Assert.Equal(("application/octet-stream", "attachment"), (saved.Content.Headers.ContentType?.MediaType, saved.Content.Headers.ContentDisposition?.DispositionType));
        Assert.Contains("sandbox", saved.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);

        using var escaped = await browser.GetAsync($"/media/{outside}", Cancellation);
        Assert.Equal(HttpStatusCode.NotFound, escaped.StatusCode);
    }

    [Fact]
    public async Task Media_NobodyOrNoMember_IsNotServed()
    {
        await using var app = await MotionApp.StartAsync("Development");
        var picture = await FileAsync(app, "image/png", "cat.png", "pixels of a cat", "a/cat.png");
        await using (var database = await app.OpenDatabaseAsync())
            await database.AccountAgents.ExecuteDeleteAsync(Cancellation);
        using var nobody = app.Browser();
        using var agent = app.Browser();
        _ = await agent.SubmitAsync("/sign-in", [], "/sign-in/demo/agent-one");

        using var unknown = await nobody.GetAsync($"/media/{picture}", Cancellation);
        using var foreign = await agent.GetAsync($"/media/{picture}", Cancellation);

        Assert.False(unknown.IsSuccessStatusCode);
        Assert.Equal(HttpStatusCode.NotFound, foreign.StatusCode);
    }

    private static async Task<long> FileAsync(MotionApp app, string mimeType, string name, string content, string path)
    {
        var full = Path.GetFullPath(path, app.Services.GetRequiredService<DataPaths>().Media);
        _ = Directory.CreateDirectory(Path.GetDirectoryName(full)!);
        await File.WriteAllTextAsync(full, content, Cancellation);
        await using var database = await app.OpenDatabaseAsync();
        var account = await database.Accounts.FirstAsync(Cancellation);
        var now = TimeProvider.System.GetUtcNow();
        var message = new Message
        {
            Interaction = new Interaction
            {
                AccountId = account.Id,
                Contact = new Contact { ListId = account.ContactListId, CreatedAt = now },
                CustomerIdentity = name,
                StartedAt = now,
                LastMessageAt = now,
            },
            AccountId = account.Id,
            Kind = MessageKind.Image,
            Content = "{}",
            CreatedAt = now,
            Attachment = new Attachment { State = AttachmentState.Stored, MimeType = mimeType, FileName = name, Path = path },
        };
        database.Add(message);
        await database.SaveChangesAsync(Cancellation);
        return message.Attachment.Id;
    }
}
