using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Motion.Blazor.Data;
using Motion.Blazor.Features.Desk;
using Motion.Blazor.Features.Desk.Files;
using Motion.Blazor.Features.Desk.Work;
using Motion.Blazor.Hosting;
using Motion.Blazor.Pipeline;
using Motion.Domain.Messaging;
using Motion.Tests.Support;

namespace Motion.Tests.Pipeline;

/// <summary>Every kind of message on its way out, from the use case or the API down to the provider (product.md sections 7 and 12).</summary>
[Trait("Database", "Any")]
public sealed class OutgoingKindsTests
{
    private static readonly byte[] Picture = [0xFF, 0xD8, 0xFF, 0xE0, .. new byte[3000]];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task File_HandedInAndSent_ReachesTheProviderWithItsWordsAndTypeByItsBytes()
    {
        await using var world = await WorldAsync();
        var id = await world.ConversationAsync();
        using var api = world.App.Api();

        var upload = await HandInAsync(api, id, Picture, "holiday.pdf");
        var sent = await api.PostAsJsonAsync(Messages(id), new { fileId = upload["id"]!.GetValue<Guid>(), body = "Our shop" }, Cancellation);

        Assert.Equal(HttpStatusCode.Created, sent.StatusCode);
        Assert.Equal(("image", "image/jpeg"), (upload["kind"]!.GetValue<string>(), upload["mimeType"]!.GetValue<string>()));
        await world.EventuallyAsync(database => database.Messages.CountAsync(m => m.Status == DeliveryStatus.Sent), 1);
        Assert.Contains("Our shop", Assert.Single(world.Sends).Text, StringComparison.Ordinal);
        Assert.Contains("\"id\":\"media-77\"", world.Sends.Single().Text, StringComparison.Ordinal);
        var uploaded = Assert.Single(world.Provider.Requests, request => request.Path == $"/{PipelineWorld.PhoneNumberId}/media");
        Assert.True(uploaded.Body.AsSpan().IndexOf(Picture) > 0, "The bytes did not arrive as they were.");
        Assert.Equal(0, await world.ReadAsync(database => database.Uploads.CountAsync()));
        Assert.Equal("holiday.pdf", await world.ReadAsync(database => database.Attachments.Select(file => file.FileName).SingleAsync()));
    }

    [Fact]
    public async Task File_SentTwiceWithOneKey_LeavesOnceAndASecondMessageMayNotTakeIt()
    {
        await using var world = await WorldAsync();
        var id = await world.ConversationAsync();
        using var api = world.App.Api();
        var file = (await HandInAsync(api, id, Picture, "a.jpg"))["id"]!.GetValue<Guid>();
        var (send, key) = (world.Use<SendMessage>(), Guid.NewGuid());

        var results = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => Task.Run(() =>
            send.HandleAsync(world.Agents[0], id, new MediaContent(MessageKind.Image, null), key, null, Cancellation, file))));
        var other = await send.HandleAsync(world.Agents[0], id, new MediaContent(MessageKind.Image, null), Guid.NewGuid(), null, Cancellation, file);

        Assert.Single(results.Select(result => result.MessageId).Distinct());
        Assert.Equal(DeskRefusal.FileGone, other.Refusal);
        await world.EventuallyAsync(database => database.Messages.CountAsync(m => m.Status == DeliveryStatus.Sent), 1);
        Assert.Single(world.Sends);
    }

    [Fact]
    public async Task OtherKinds_OverTheApi_LeaveAsTheyAre()
    {
        await using var world = await WorldAsync();
        var id = await world.ConversationAsync();
        var inbound = await world.ReadAsync(database => database.Messages.Select(m => new { m.Id, m.ProviderMessageId }).SingleAsync());
        using var api = world.App.Api();

        foreach (var body in new object[]
        {
            new { location = new { latitude = 45.0703, longitude = 7.6869, name = "Shop" } },
            new { contacts = new[] { new { name = "Help desk", phones = new[] { "+39 011 555 0100" } } } },
            new { body = "As you said", replyTo = inbound.Id },
            new { reaction = new { messageId = inbound.Id, emoji = "👍" } },
            new { reaction = new { messageId = inbound.Id } },
        })
        {
            Assert.Equal(HttpStatusCode.Created, (await api.PostAsJsonAsync(Messages(id), body, Cancellation)).StatusCode);
        }

        await world.EventuallyAsync(database => database.Messages.CountAsync(m => m.Status == DeliveryStatus.Sent), 5);
        var sent = world.Sends.Select(request => JsonNode.Parse(request.Text)!).ToList();
        Assert.Equal(["location", "contacts", "text", "reaction", "reaction"], sent.Select(body => body["type"]!.GetValue<string>()));
        Assert.Equal(45.0703, sent[0]["location"]!["latitude"]!.GetValue<double>());
        Assert.Equal("+39 011 555 0100", sent[1]["contacts"]![0]!["phones"]![0]!["phone"]!.GetValue<string>());
        Assert.Equal(inbound.ProviderMessageId, sent[2]["context"]!["message_id"]!.GetValue<string>());
        Assert.Equal(("👍", ""), (sent[3]["reaction"]!["emoji"]!.GetValue<string>(), sent[4]["reaction"]!["emoji"]!.GetValue<string>()));
        // A reaction is no turn of the conversation: the lists show the words before it.
        Assert.Equal("As you said", await world.ReadAsync(database => database.Interactions.Select(i => i.LastMessagePreview).SingleAsync()));
    }

    [Fact]
    public async Task WhatCannotBeSent_IsRefusedInWords()
    {
        await using var world = await WorldAsync();
        var id = await world.ConversationAsync();
        using var api = world.App.Api();

        async Task RefusedAsync(object body, HttpStatusCode status, string words)
        {
            var answer = await api.PostAsJsonAsync(Messages(id), body, Cancellation);
            Assert.Equal(status, answer.StatusCode);
            Assert.Contains(words, await answer.Content.ReadAsStringAsync(Cancellation), StringComparison.Ordinal);
        }

        await RefusedAsync(new { location = new { latitude = 91, longitude = 0 } }, HttpStatusCode.BadRequest, "degrees");
        await RefusedAsync(new { contacts = new[] { new { name = "Nobody" } } }, HttpStatusCode.BadRequest, "at least one number");
        await RefusedAsync(new { fileId = Guid.NewGuid() }, HttpStatusCode.BadRequest, "handed in");
        await RefusedAsync(new { body = "x", replyTo = 999 }, HttpStatusCode.BadRequest, "999");
        await RefusedAsync(new { body = "x", location = new { latitude = 1, longitude = 1 } }, HttpStatusCode.BadRequest, "one thing");
        var sound = (await HandInAsync(api, id, [.. "OggS"u8, .. new byte[100]], "hello.ogg"))["id"]!.GetValue<Guid>();
        await RefusedAsync(new { fileId = sound, body = "Listen" }, HttpStatusCode.BadRequest, "carries no words");
        Assert.Empty(world.Sends);
    }

    [Fact]
    public async Task React_ByWhoeverMayNot_IsRefused()
    {
        await using var world = await WorldAsync();
        var id = await world.ConversationAsync();
        var message = await world.ReadAsync(database => database.Messages.Where(m => m.InteractionId == id).Select(m => m.Id).SingleAsync());
        var react = world.Use<ReactToMessage>();

        Assert.Equal(DeskRefusal.NotMember, (await react.HandleAsync(999_999, message, "👍", Cancellation)).Refusal);
        Assert.Equal(DeskRefusal.NotOwner, (await react.HandleAsync(world.Agents[1], message, "👍", Cancellation)).Refusal);
        Assert.Equal(DeskRefusal.NotFound, (await react.HandleAsync(world.Agents[0], message, "<script>", Cancellation)).Refusal);
        Assert.True((await react.HandleAsync(world.Agents[0], message, "👍", Cancellation)).IsDone);
    }

    [Fact]
    public async Task File_TooLarge_IsRefusedAndLeavesNothing()
    {
        await using var world = await WorldAsync();
        var id = await world.ConversationAsync();
        using var api = world.App.Api();

        using var announced = new ByteArrayContent(new byte[UploadFile.LargestFile + 1]);
        using var answer = await api.PostAsync($"/api/v1/whatsapp/interactions/{id}/files?name=big.bin", announced, Cancellation);
        using var unannounced = new HttpRequestMessage(HttpMethod.Post, $"/api/v1/whatsapp/interactions/{id}/files?name=big.bin")
        {
            Content = new StreamContent(new MemoryStream(new byte[UploadFile.LargestFile + 1])),
        };
        unannounced.Headers.TransferEncodingChunked = true;
        using var chunked = await api.SendAsync(unannounced, Cancellation);

        Assert.Equal((HttpStatusCode.RequestEntityTooLarge, HttpStatusCode.RequestEntityTooLarge), (answer.StatusCode, chunked.StatusCode));
        Assert.Empty(Directory.GetFiles(world.App.Services.GetRequiredService<DataPaths>().Media, "*", SearchOption.AllDirectories));
    }

    [Fact]
    public async Task Picture_LargerThanPicturesMayBe_GoesAsADocument()
    {
        await using var world = await WorldAsync();
        var id = await world.ConversationAsync();
        using var api = world.App.Api();

        var upload = await HandInAsync(api, id, [.. Picture, .. new byte[6 * 1024 * 1024]], "large.jpg");

        Assert.Equal("document", upload["kind"]!.GetValue<string>());
    }

    [Fact]
    public async Task File_NeverSent_GoesAfterADayAndASentOneStays()
    {
        var clock = new ShiftedClock();
        await using var world = await WorldAsync(clock);
        var id = await world.ConversationAsync();
        using var api = world.App.Api();
        _ = await HandInAsync(api, id, Picture, "forgotten.jpg");
        var sent = (await HandInAsync(api, id, Picture, "sent.jpg"))["id"]!.GetValue<Guid>();
        await api.PostAsJsonAsync(Messages(id), new { fileId = sent }, Cancellation);

        await world.Use<DiscardUploads>().DiscardForgottenAsync(Cancellation);
        Assert.Equal(1, await world.ReadAsync(database => database.Uploads.CountAsync()));
        clock.Advance(TimeSpan.FromHours(25));
        await world.Use<DiscardUploads>().DiscardForgottenAsync(Cancellation);

        Assert.Equal(0, await world.ReadAsync(database => database.Uploads.CountAsync()));
        var left = Assert.Single(Directory.GetFiles(world.App.Services.GetRequiredService<DataPaths>().Media, "*", SearchOption.AllDirectories));
        Assert.EndsWith(await world.ReadAsync(database => database.Attachments.Select(file => file.Path!).SingleAsync()), left.Replace('\\', '/'), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Link_ForAProviderThatFetches_GivesThisFileUntilItEnds()
    {
        var clock = new ShiftedClock();
        await using var world = await WorldAsync(clock);
        var id = await world.ConversationAsync();
        using var api = world.App.Api();
        var handedIn = (await HandInAsync(api, id, Picture, "Über uns.jpg"))["id"]!.GetValue<Guid>();
        await api.PostAsJsonAsync(Messages(id), new { fileId = handedIn }, Cancellation);
        var account = (await world.Use<AccountDirectory>().FindAsync(world.AccountId))!;
        var file = await world.ReadAsync(database => database.Attachments.SingleAsync());
        var link = new Uri(world.Use<OutboundFiles>().For(account, file).PublicUrl);

        Assert.Equal("https://care.test", link.GetLeftPart(UriPartial.Authority));
        using var given = await world.Client.GetAsync(link.PathAndQuery, Cancellation);
        Assert.Equal(Picture, await given.Content.ReadAsByteArrayAsync(Cancellation));
        Assert.Equal(("image/jpeg", "attachment", "Über uns.jpg", "nosniff"), (
            given.Content.Headers.ContentType?.MediaType, given.Content.Headers.ContentDisposition?.DispositionType,
            given.Content.Headers.ContentDisposition?.FileNameStar, given.Headers.GetValues("X-Content-Type-Options").Single()));
        using var part = new HttpRequestMessage(HttpMethod.Get, link.PathAndQuery) { Headers = { Range = new RangeHeaderValue(0, 2) } };
        using var partly = await world.Client.SendAsync(part, Cancellation);
        Assert.Equal(HttpStatusCode.PartialContent, partly.StatusCode);
        var forged = link.PathAndQuery[..^2] + (link.PathAndQuery[^2] == 'A' ? "B" : "A") + link.PathAndQuery[^1];
        Assert.Equal(HttpStatusCode.NotFound, (await world.Client.GetAsync(forged, Cancellation)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await world.Client.GetAsync($"{OutboundFiles.Path}{file.Id}", Cancellation)).StatusCode);

        clock.Advance(TimeSpan.FromHours(13));
        Assert.Equal(HttpStatusCode.NotFound, (await world.Client.GetAsync(link.PathAndQuery, Cancellation)).StatusCode);
    }

    [Fact]
    public async Task Cards_ForAProviderThatKnowsThemAsAFile_HaveALinkOfTheirOwn()
    {
        var clock = new ShiftedClock();
        await using var world = await WorldAsync(clock);
        var id = await world.ConversationAsync();
        using var api = world.App.Api();
        await api.PostAsJsonAsync(Messages(id), new { contacts = new[] { new { name = "Help, desk", phones = new[] { "+39 011 555 0100" } } } }, Cancellation);
        var message = await world.ReadAsync(database => database.Messages.SingleAsync(m => m.Direction == MessageDirection.Out));
        var account = (await world.Use<AccountDirectory>().FindAsync(world.AccountId))!;
        var files = world.Use<OutboundFiles>();
        var cards = Assert.IsType<ContactsContent>(System.Text.Json.JsonSerializer.Deserialize<MessageContent>(message.Content));
        var link = new Uri(files.ForCards(account, message.Id, cards).PublicUrl);

        using var given = await world.Client.GetAsync(link.PathAndQuery, Cancellation);

        Assert.Equal(("text/vcard", "Help, desk.vcf"), (given.Content.Headers.ContentType?.MediaType, given.Content.Headers.ContentDisposition?.FileNameStar));
        Assert.Equal("Help, desk", Assert.Single(VCard.Read(await given.Content.ReadAsStringAsync(Cancellation))).Name);
        // A link to a card opens no file of the same number, and the other way round.
        var token = link.Segments[^1];
        Assert.Equal(HttpStatusCode.NotFound, (await world.Client.GetAsync(OutboundFiles.Path + token, Cancellation)).StatusCode);
        var inbound = await world.ReadAsync(database => database.Messages.Where(m => m.Direction == MessageDirection.In).Select(m => m.Id).SingleAsync());
        var foreign = new Uri(files.ForCards(account, inbound, cards).PublicUrl);
        Assert.Equal(HttpStatusCode.NotFound, (await world.Client.GetAsync(foreign.PathAndQuery, Cancellation)).StatusCode);
        clock.Advance(TimeSpan.FromHours(13));
        Assert.Equal(HttpStatusCode.NotFound, (await world.Client.GetAsync(link.PathAndQuery, Cancellation)).StatusCode);
    }

    [Fact]
    public async Task File_GoneFromTheDisk_FailsInWordsInsteadOfStayingForEver()
    {
        await using var world = await WorldAsync();
        var id = await world.ConversationAsync();
        using var api = world.App.Api();
        var file = (await HandInAsync(api, id, Picture, "a.jpg"))["id"]!.GetValue<Guid>();
        foreach (var path in Directory.GetFiles(world.App.Services.GetRequiredService<DataPaths>().Media, "*", SearchOption.AllDirectories))
            File.Delete(path);

        await api.PostAsJsonAsync(Messages(id), new { fileId = file }, Cancellation);

        await world.EventuallyAsync(database => database.Messages.CountAsync(m => m.Status == DeliveryStatus.Failed && m.FailureDetail!.Contains("no longer")), 1);
    }

    private static string Messages(long interactionId) => $"/api/v1/whatsapp/interactions/{interactionId}/messages";

    private static async Task<JsonObject> HandInAsync(HttpClient api, long interactionId, byte[] bytes, string name)
    {
        using var content = new ByteArrayContent(bytes);
        var answer = await api.PostAsync($"/api/v1/whatsapp/interactions/{interactionId}/files?name={Uri.EscapeDataString(name)}", content, Cancellation);
        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        return (await answer.Content.ReadFromJsonAsync<JsonObject>(Cancellation))!;
    }

    private static async Task<PipelineWorld> WorldAsync(TimeProvider? clock = null)
    {
        var world = await PipelineWorld.StartAsync(clock: clock);
        world.Provider.On("POST", $"/{PipelineWorld.PhoneNumberId}/media", Replies.Json(200, """{"id":"media-77"}"""));
        return world;
    }
}
