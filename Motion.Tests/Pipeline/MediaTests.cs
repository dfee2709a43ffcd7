using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Motion.Blazor.Features.Desk;
using Motion.Blazor.Features.Desk.Work;
using Motion.Blazor.Hosting;
using Motion.Domain.Messaging;
using Motion.Tests.Support;

namespace Motion.Tests.Pipeline;

/// <summary>A customer's file: the message is there at once, the bytes follow from the provider to the data directory.</summary>
[Trait("Database", "Any")]
public sealed class MediaTests
{
    private static readonly byte[] Picture = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, .. RandomNumberGenerator.GetBytes(100_000)];

    [Fact]
    public async Task Picture_IsFetchedCheckedAndTypedByItsBytes()
    {
        await using var world = await PipelineWorld.StartAsync();
        Offers(world, Convert.ToHexStringLower(SHA256.HashData(Picture)));

        await PostAsync(world);

        await world.EventuallyAsync(database => database.Attachments.CountAsync(file => file.State == AttachmentState.Stored), 1);
        var file = await world.ReadAsync(database => database.Attachments.SingleAsync());
        Assert.Equal(("image/png", Picture.LongLength), (file.MimeType, file.Size));
        Assert.Equal(Picture, await File.ReadAllBytesAsync(
            Path.Combine(world.App.Services.GetRequiredService<DataPaths>().Media, file.Path!), TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Picture_WithAnotherHash_IsNotKept()
    {
        await using var world = await PipelineWorld.StartAsync();
        Offers(world, Convert.ToHexStringLower(SHA256.HashData("something else"u8)));

        await PostAsync(world);

        await world.EventuallyAsync(database => database.Attachments.CountAsync(file => file.Attempts >= 1), 1);
        Assert.NotEqual(AttachmentState.Stored, await world.ReadAsync(database => database.Attachments.Select(file => file.State).SingleAsync()));
        Assert.Equal("Look at this", await world.ReadAsync(database => database.Messages.Select(message => message.Body).SingleAsync()));
        Assert.Empty(Directory.GetFiles(world.App.Services.GetRequiredService<DataPaths>().Media, "*", SearchOption.AllDirectories));
    }

    [Fact]
    public async Task Picture_GivenUp_IsFetchedWhenAnAgentOfTheAccountAsksAgain()
    {
        await using var world = await PipelineWorld.StartAsync();
        world.Provider.On("GET", "/media-1", Replies.Status(400));
        await PostAsync(world);
        await world.EventuallyAsync(database => database.Attachments.CountAsync(file => file.State == AttachmentState.Failed), 1);
        var id = await world.ReadAsync(database => database.Attachments.Select(file => file.Id).SingleAsync());
        Offers(world, Convert.ToHexStringLower(SHA256.HashData(Picture)));
        var again = world.Use<FetchFileAgain>();

        Assert.Equal(DeskRefusal.NotMember, (await again.HandleAsync(999_999, id, TestContext.Current.CancellationToken)).Refusal);
        Assert.True((await again.HandleAsync(world.Agents[0], id, TestContext.Current.CancellationToken)).IsDone);

        await world.EventuallyAsync(database => database.Attachments.CountAsync(file => file.State == AttachmentState.Stored), 1);
        Assert.Equal(DeskRefusal.NothingToDo, (await again.HandleAsync(world.Agents[0], id, TestContext.Current.CancellationToken)).Refusal);
    }

    [Fact]
    public async Task Message_FromAnAdvertisementOrForwardedOften_KeepsThatForTheDesk()
    {
        await using var world = await PipelineWorld.StartAsync();

        await world.PostAsync(world.Payload().Message(new JsonObject
        {
            ["from"] = "393331110001",
            ["id"] = "wamid.ad",
            ["timestamp"] = "1790000000",
            ["type"] = "text",
            ["text"] = new JsonObject { ["body"] = "Is it still to be had?" },
            ["referral"] = new JsonObject { ["source_url"] = "https://ads.example/1", ["headline"] = "Sofas from 99" },
            ["context"] = new JsonObject { ["frequently_forwarded"] = true },
        }));
        await world.AllDoneAsync();

        var message = await world.ReadAsync(database => database.Messages.SingleAsync());
        Assert.Contains("Sofas from 99", message.Referral, StringComparison.Ordinal);
        Assert.Equal((true, true), (message.Forwarded, message.ForwardedOften));
    }

    [Fact]
    public async Task File_ThatComesSlowly_KeepsNoOtherWaiting()
    {
        await using var world = await PipelineWorld.StartAsync();
        Offers(world, Convert.ToHexStringLower(SHA256.HashData(Picture)));
        var goOn = new TaskCompletionSource();
        var asked = new TaskCompletionSource();
        world.Provider.On("GET", "/file-1", async context =>
        {
            asked.TrySetResult();
            await goOn.Task.WaitAsync(context.RequestAborted);
            await Replies.File(Picture, "image/jpeg")(context);
        });
        world.Provider.On("GET", "/media-2", Replies.Json(200, $$"""{"url":"{{world.Provider.Address}}file-2","mime_type":"image/png","id":"media-2"}"""));
        world.Provider.On("GET", "/file-2", Replies.File(Picture, "image/png"));
        await PostAsync(world);
        await asked.Task.WaitAsync(TestContext.Current.CancellationToken);

        await world.PostAsync(world.Payload().Message(new JsonObject
        {
            ["from"] = "393331110002",
            ["id"] = "wamid.quick",
            ["timestamp"] = "1790000000",
            ["type"] = "image",
            ["image"] = new JsonObject { ["id"] = "media-2" },
        }));

        await world.EventuallyAsync(database => database.Attachments.CountAsync(file => file.State == AttachmentState.Stored), 1);
        Assert.Equal("wamid.quick", await world.ReadAsync(database =>
            database.Messages.Where(message => message.Attachment!.State == AttachmentState.Stored).Select(message => message.ProviderMessageId).SingleAsync()));
        goOn.SetResult();
        await world.EventuallyAsync(database => database.Attachments.CountAsync(file => file.State == AttachmentState.Stored), 2);
    }

    [Fact]
    public async Task ContactCard_ThatComesAsAFile_IsShownAsACard()
    {
        await using var world = await PipelineWorld.StartAsync();
        var bytes = "BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Ann Example\r\nTEL;type=CELL;waid=15551230000:+1 555 123 0000\r\nEND:VCARD\r\n"u8.ToArray();
        world.Provider.On("GET", "/media-2", Replies.Json(200, $$"""{"url":"{{world.Provider.Address}}file-2","mime_type":"text/x-vcard","id":"media-2"}"""));
        world.Provider.On("GET", "/file-2", Replies.File(bytes, "text/x-vcard"));

        await world.PostAsync(world.Payload().Message(new JsonObject
        {
            ["from"] = "393331110001",
            ["id"] = "wamid.card",
            ["timestamp"] = "1790000000",
            ["type"] = "document",
            ["document"] = new JsonObject { ["id"] = "media-2", ["mime_type"] = "text/x-vcard" },
        }));

        await world.EventuallyAsync(database => database.Messages.CountAsync(message => message.Kind == MessageKind.Contacts), 1);
        var message = await world.ReadAsync(database => database.Messages.SingleAsync());
        var card = Assert.Single(Assert.IsType<ContactsContent>(System.Text.Json.JsonSerializer.Deserialize<MessageContent>(message.Content)).Cards);
        Assert.Equal(("Ann Example", "+1 555 123 0000", "Ann Example"), (card.Name, Assert.Single(card.Phones), message.Body));
    }

    private static void Offers(PipelineWorld world, string sha256)
    {
        world.Provider.On("GET", "/media-1", Replies.Json(200,
            $$"""{"url":"{{world.Provider.Address}}file-1","mime_type":"image/jpeg","sha256":"{{sha256}}","file_size":{{Picture.Length}},"id":"media-1"}"""));
        world.Provider.On("GET", "/file-1", Replies.File(Picture, "image/jpeg"));
    }

    private static Task<HttpResponseMessage> PostAsync(PipelineWorld world) => world.PostAsync(world.Payload().Message(new JsonObject
    {
        ["from"] = "393331110001",
        ["id"] = "wamid.picture",
        ["timestamp"] = "1790000000",
        ["type"] = "image",
        ["image"] = new JsonObject { ["id"] = "media-1", ["mime_type"] = "image/jpeg", ["caption"] = "Look at this" },
    }));
}
