using System.Text.Json.Nodes;
using Motion.Domain.Messaging;

namespace Motion.Providers.Sandbox;

/// <summary>What a customer's message looks like in Sinch's JSON: a <c>contact_message</c> (providers.md 2.3).</summary>
internal static class SinchContent
{
    /// <returns>Null for what Sinch does not pass on.</returns>
    public static JsonObject? Write(SandboxAccount account, SandboxMessage message) => message.Content switch
    {
        TextContent text => Of("text_message", new() { ["text"] = text.Body }),
        MediaContent { Caption: { Length: > 0 } caption } when message.File is { } file =>
            Of("media_card_message", new() { ["url"] = SandboxMediaLinks.Of(account, file), ["caption"] = caption }),
        MediaContent media when message.File is { } file => Of("media_message", new()
        {
            ["url"] = SandboxMediaLinks.Of(account, file),
            ["thumbnail_url"] = "",
            ["filename_override"] = media.Media == MessageKind.Document ? file.FileName ?? "" : "",
        }),
        LocationContent place => Of("location_message", new()
        {
            ["title"] = place.Name ?? "",
            ["label"] = place.Address ?? "",
            ["coordinates"] = new JsonObject { ["latitude"] = place.Latitude, ["longitude"] = place.Longitude },
        }),
        ButtonReplyContent button => Choice(message, button.Payload ?? button.Text),
        ListReplyContent row => Choice(message, row.Id),
        OrderContent order => Of("product_response_message", new()
        {
            ["products"] = new JsonArray([.. order.Items.Select(item => new JsonObject
            {
                ["id"] = item.ProductId,
                ["marketplace"] = "FACEBOOK",
                ["quantity"] = item.Quantity,
                ["item_price"] = item.Price,
                ["currency"] = item.Currency,
            })]),
            ["title"] = order.Text ?? "",
            ["catalog_id"] = order.CatalogId ?? "",
        }),
        FlowReplyContent flow => Of("channel_specific_message", new()
        {
            ["message_type"] = "nfm_reply",
            ["message"] = new JsonObject
            {
                ["type"] = "nfm_reply",
                ["nfm_reply"] = new JsonObject { ["name"] = flow.Name ?? "", ["body"] = flow.Body ?? "", ["response_json"] = flow.ResponseJson ?? "" },
            },
        }),
        ContactsContent => null,
        _ => Of("fallback_message", new()
        {
            ["raw_message"] = "{}",
            ["reason"] = new JsonObject { ["code"] = "UNSUPPORTED_OPERATION", ["description"] = "Message type is not supported." },
        }),
    };

    private static JsonObject Choice(SandboxMessage message, string postback) => Of("choice_response_message", new()
    {
        ["message_id"] = message.ReplyToId ?? "",
        ["postback_data"] = postback,
    });

    private static JsonObject Of(string name, JsonObject body) => new() { [name] = body };
}
