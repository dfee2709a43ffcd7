using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Motion.Domain.Messaging;

namespace Motion.Tests.Pipeline;

/// <summary>product.md section 12, messages of an interaction, down to the provider.</summary>
[Trait("Database", "Any")]
public sealed class ApiMessagesTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Post_ToTheCustomer_LeavesAndNeitherTakesNorStartsTheInactivityClock()
    {
        await using var world = await PipelineWorld.StartAsync();
        var id = await world.ConversationAsync();
        using var api = world.App.Api();

        var answer = await api.PostAsJsonAsync($"/api/v1/whatsapp/interactions/{id}/messages", new { body = "Your parcel is on its way." }, Cancellation);

        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        await world.EventuallyAsync(database => database.Messages.CountAsync(m => m.Status == DeliveryStatus.Sent), 1);
        Assert.Contains("parcel", Assert.Single(world.Sends).Text, StringComparison.Ordinal);
        Assert.Null(await world.ReadAsync(database => database.Interactions.Select(i => i.AnsweredAt).SingleAsync()));
    }

    [Fact]
    public async Task Post_ANote_IsSeenByAgentsOnly()
    {
        await using var world = await PipelineWorld.StartAsync();
        var id = await world.ConversationAsync();
        using var api = world.App.Api();

        await api.PostAsJsonAsync($"/api/v1/whatsapp/interactions/{id}/messages", new { body = "Called back by phone.", direction = "note" }, Cancellation);

        var rows = (await api.GetFromJsonAsync<JsonObject>($"/api/v1/whatsapp/interactions/{id}/messages", Cancellation))!["rows"]!.AsArray();
        Assert.Equal(["in", "note"], rows.Select(row => row!["direction"]!.GetValue<string>()));
        Assert.Empty(world.Sends);
    }

    [Fact]
    public async Task Post_WhatCannotBeSent_NamesTheReason()
    {
        await using var world = await PipelineWorld.StartAsync();
        var id = await world.ConversationAsync();
        using var api = world.App.Api();
        var path = $"/api/v1/whatsapp/interactions/{id}/messages";

        Assert.Equal(HttpStatusCode.BadRequest, (await api.PostAsJsonAsync(path, new { body = " " }, Cancellation)).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await api.PostAsJsonAsync(path, new { body = new string('x', 5000) }, Cancellation)).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await api.PostAsJsonAsync(path, new { body = "x", direction = "sideways" }, Cancellation)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await api.PostAsJsonAsync("/api/v1/whatsapp/interactions/999/messages", new { body = "x" }, Cancellation)).StatusCode);
        await using (var database = await world.App.OpenDatabaseAsync())
            await database.Interactions.ExecuteUpdateAsync(row => row.SetProperty(i => i.LastInboundAt, TimeProvider.System.GetUtcNow().AddHours(-25)), Cancellation);
        var late = await api.PostAsJsonAsync(path, new { body = "Too late" }, Cancellation);
        Assert.Equal(HttpStatusCode.Conflict, late.StatusCode);
        Assert.Contains("24 hours", await late.Content.ReadAsStringAsync(Cancellation), StringComparison.Ordinal);
        Assert.Empty(world.Sends);
    }

    [Fact]
    public async Task Interactions_OverTheApi_ShowWhatTheWebhookBrought()
    {
        await using var world = await PipelineWorld.StartAsync();
        await world.PostAsync(world.Payload().Text("393331110001", "wamid.1", "first").Text("393331110001", "wamid.2", "second").Text("393331110002", "wamid.3", "other"));
        await world.AllDoneAsync();
        using var api = world.App.Api();

        var list = await api.GetFromJsonAsync<JsonObject>("/api/v1/whatsapp/interactions", Cancellation);

        Assert.Equal(2, list!["count"]!.GetValue<int>());
        var bodies = new List<string>();
        foreach (var row in list["rows"]!.AsArray())
        {
            var messages = await api.GetFromJsonAsync<JsonObject>($"/api/v1/whatsapp/interactions/{row!["id"]}/messages", Cancellation);
            bodies.AddRange(messages!["rows"]!.AsArray().Select(message => message!["body"]!.GetValue<string>()));
        }
        Assert.Equal(["first", "other", "second"], bodies.Order(StringComparer.Ordinal));
    }
}
