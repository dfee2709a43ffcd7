using System.Net;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Motion.Blazor.Hosting;
using Motion.Domain.Contacts;
using Motion.Domain.Interactions;
using Motion.Domain.Messaging;
using Motion.Tests.Support;

namespace Motion.Tests.Features.Api;

[Trait("Database", "Any")]
public sealed class InteractionsApiTests
{
    private static readonly DateTimeOffset At = new(2026, 11, 22, 9, 5, 0, TimeSpan.Zero);

    [Fact]
    public async Task Interactions_WithMessages_AreListedFilteredAndRead()
    {
        await using var app = await MotionApp.StartAsync();
        using var api = app.Api();
        var account = await AddAccountAsync(api);
        var (open, closed) = (await AddInteractionAsync(app, account, InteractionStatus.Open, file: "voice.ogg"), await AddInteractionAsync(app, account, InteractionStatus.Closed));

        var all = await api.GetJsonAsync("/api/v1/whatsapp/interactions");
        var filtered = await api.GetJsonAsync($"/api/v1/whatsapp/interactions?status=open&accountId={account}");
        var messages = await api.GetJsonAsync($"/api/v1/whatsapp/interactions/{open}/messages");

        Assert.Equal([closed, open], all.Json["rows"]!.AsArray().Select(row => row!["id"]!.GetValue<long>()));
        var row = (JsonObject)Assert.Single(filtered.Json["rows"]!.AsArray())!;
        Assert.Equal(
            ["id", "accountId", "status", "ownerId", "read", "contact", "queueId", "startedAt", "lastMessageAt", "closedAt", "dispositions", "tags"],
            row.Select(field => field.Key));
        Assert.Equal(("open", "Customer", "15551230000"), (row["status"]!.GetValue<string>(), row["contact"]!["firstName"]!.GetValue<string>(), row["contact"]!["mobile"]!.GetValue<string>()));
        Assert.Equal(At, row["startedAt"]!.GetValue<DateTimeOffset>());
        var message = (JsonObject)Assert.Single(messages.Json["rows"]!.AsArray())!;
        Assert.Equal(("in", "audio", "Hello", "wamid.1"), (
            message["direction"]!.GetValue<string>(), message["kind"]!.GetValue<string>(), message["body"]!.GetValue<string>(), message["providerMessageId"]!.GetValue<string>()));
        Assert.Equal("audio/ogg", message["attachment"]!["mimeType"]!.GetValue<string>());
        Assert.Equal(0, (await api.GetJsonAsync("/api/v1/whatsapp/interactions?ownerId=1")).Json["count"]!.GetValue<int>());
    }

    [Fact]
    public async Task Interactions_BadFilterOrNumber_AreRefused()
    {
        await using var app = await MotionApp.StartAsync();
        using var api = app.Api();

        Assert.NotEmpty((await api.GetJsonAsync("/api/v1/whatsapp/interactions?status=ajar")).ErrorOf("status"));
        Assert.NotEmpty((await api.GetJsonAsync("/api/v1/whatsapp/interactions?accountId=one")).ErrorOf("accountId"));
        Assert.Equal(HttpStatusCode.NotFound, (await api.GetJsonAsync("/api/v1/whatsapp/interactions/999")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await api.GetJsonAsync("/api/v1/whatsapp/interactions/999/messages")).Status);
        using var nobody = app.Api(key: null);
        Assert.Equal(HttpStatusCode.Unauthorized, (await nobody.GetJsonAsync("/api/v1/whatsapp/interactions")).Status);
    }

    [Fact]
    public async Task Account_Deleted_TakesItsConversationsAndFilesAndLeavesContacts()
    {
        await using var app = await MotionApp.StartAsync();
        using var api = app.Api();
        var account = await AddAccountAsync(api);
        _ = await AddInteractionAsync(app, account, InteractionStatus.Open, file: "voice.ogg");
        var file = Path.Combine(app.Services.GetRequiredService<DataPaths>().Media, "voice.ogg");
        Assert.True(File.Exists(file));

        Assert.Equal(HttpStatusCode.NoContent, (await api.DeleteJsonAsync($"/api/v1/whatsapp/accounts/{account}")).Status);

        await using var database = await app.OpenDatabaseAsync();
        Assert.Equal((0, 0, 0), (await database.Interactions.CountAsync(), await database.Messages.CountAsync(), await database.Attachments.CountAsync()));
        Assert.Equal(1, await database.Contacts.CountAsync());
        Assert.False(File.Exists(file));
    }

    private static async Task<int> AddAccountAsync(HttpClient api) => (await api.PostJsonAsync("/api/v1/whatsapp/accounts", new
    {
        name = "Support",
        key = "SUP",
        type = "TWILIO",
        phone = "+15550100100",
        domain = "care.example.com",
        credentials = new { accountSid = "AC00000000000000000000000000000000", authorizationToken = "token" },
    })).Id;

    private static async Task<long> AddInteractionAsync(MotionApp app, int account, InteractionStatus status, string? file = null)
    {
        await using var database = await app.OpenDatabaseAsync();
        var contact = new Contact { ListId = await database.ContactLists.Select(list => list.Id).FirstAsync(), FirstName = "Customer", Mobile = "15551230000", CreatedAt = At };
        database.Add(contact);
        await database.SaveChangesAsync();
        var interaction = new Interaction
        {
            AccountId = account,
            ContactId = contact.Id,
            Status = status,
            CustomerIdentity = "15551230000",
            StartedAt = At,
            LastMessageAt = At,
            ClosedAt = status == InteractionStatus.Closed ? At : null,
        };
        database.Add(interaction);
        await database.SaveChangesAsync();
        if (file is not null)
        {
            await File.WriteAllTextAsync(Path.Combine(app.Services.GetRequiredService<DataPaths>().Media, file), "sound");
            database.Add(new Message
            {
                InteractionId = interaction.Id,
                AccountId = account,
                Kind = MessageKind.Audio,
                Body = "Hello",
                Content = "{}",
                ProviderMessageId = "wamid.1",
                CreatedAt = At,
                Attachment = new Attachment { MimeType = "audio/ogg", State = AttachmentState.Stored, Path = file, Size = 5 },
            });
            await database.SaveChangesAsync();
        }
        return interaction.Id;
    }
}
