using System.Text.Json.Nodes;
using Motion.Domain.Messaging;

namespace Motion.Providers.Sandbox;

/// <summary>What a customer's message looks like in Meta's JSON: the type, its object, and the quoted message.</summary>
internal static class MetaContent
{
    /// <param name="message">What the customer wrote.</param>
    /// <param name="businessPhone">Whom to.</param>
    /// <param name="link">Where a file is, for a provider that names the address itself; null leaves it to the file's id.</param>
    public static JsonObject Write(SandboxMessage message, string businessPhone, Func<SandboxFile, string>? link = null)
    {
        var (type, body) = Body(message, link);
        var json = new JsonObject { ["type"] = type };
        if (type == "unsupported") json["errors"] = body;
        else json[type] = body;
        if (message.ReplyToId is { } quoted) json["context"] = new JsonObject { ["from"] = businessPhone, ["id"] = quoted };
        return json;
    }

    private static (string Type, JsonNode Body) Body(SandboxMessage message, Func<SandboxFile, string>? link) => message.Content switch
    {
        TextContent text => ("text", new JsonObject { ["body"] = text.Body }),
        MediaContent media when message.File is { } file => (media.Media.ToString().ToLowerInvariant(), File(media, file, link?.Invoke(file))),
        LocationContent place => ("location", Trim(new JsonObject
        {
            ["latitude"] = place.Latitude,
            ["longitude"] = place.Longitude,
            ["name"] = place.Name,
            ["address"] = place.Address,
        })),
        ContactsContent contacts => ("contacts", new JsonArray([.. contacts.Cards.Select(Card)])),
        ReactionContent reaction => ("reaction", Trim(new JsonObject
        {
            ["message_id"] = reaction.TargetProviderMessageId,
            ["emoji"] = reaction.Emoji,
        })),
        ButtonReplyContent button when message.Pressed == SandboxChoiceKind.QuickReply => ("button", new JsonObject
        {
            ["payload"] = button.Payload ?? button.Text,
            ["text"] = button.Text,
        }),
        ButtonReplyContent button => ("interactive", new JsonObject
        {
            ["type"] = "button_reply",
            ["button_reply"] = new JsonObject { ["id"] = button.Payload ?? button.Text, ["title"] = button.Text },
        }),
        ListReplyContent row => ("interactive", new JsonObject
        {
            ["type"] = "list_reply",
            ["list_reply"] = Trim(new JsonObject { ["id"] = row.Id, ["title"] = row.Title, ["description"] = row.Description }),
        }),
        FlowReplyContent flow => ("interactive", new JsonObject
        {
            ["type"] = "nfm_reply",
            ["nfm_reply"] = Trim(new JsonObject { ["name"] = flow.Name, ["body"] = flow.Body, ["response_json"] = flow.ResponseJson }),
        }),
        OrderContent order => ("order", Trim(new JsonObject
        {
            ["catalog_id"] = order.CatalogId,
            ["text"] = order.Text,
            ["product_items"] = new JsonArray([.. order.Items.Select(item => new JsonObject
            {
                ["product_retailer_id"] = item.ProductId,
                ["quantity"] = item.Quantity,
                ["item_price"] = item.Price,
                ["currency"] = item.Currency,
            })]),
        })),
        _ => ("unsupported", new JsonArray(new JsonObject
        {
            ["code"] = 131051,
            ["title"] = "Message type unknown",
            ["message"] = "Message type unknown",
            ["error_data"] = new JsonObject { ["details"] = "Message type is currently not supported." },
        })),
    };

    /// <summary>Webhooks carry the hash in base64, the media metadata in hex.</summary>
    private static JsonObject File(MediaContent media, SandboxFile file, string? url)
    {
        var json = new JsonObject
        {
            ["mime_type"] = file.MimeType,
            ["sha256"] = Convert.ToBase64String(Convert.FromHexString(file.Sha256)),
            ["id"] = file.Id,
        };
        if (url is not null) json["url"] = url;
        if (media.Caption is not null) json["caption"] = media.Caption;
        if (media.Media == MessageKind.Document) json["filename"] = file.FileName ?? "document";
        if (media.Media == MessageKind.Audio) json["voice"] = media.IsVoice;
        if (media.Media == MessageKind.Sticker) json["animated"] = media.IsAnimated;
        return json;
    }

    private static JsonNode Card(ContactCard card)
    {
        var names = card.Name.Split(' ', 2, StringSplitOptions.TrimEntries);
        return Trim(new JsonObject
        {
            ["name"] = Trim(new JsonObject
            {
                ["first_name"] = names[0],
                ["last_name"] = names.Length > 1 ? names[1] : null,
                ["formatted_name"] = card.Name,
            }),
            ["phones"] = card.Phones.Count == 0 ? null : new JsonArray([.. card.Phones.Select(phone =>
                new JsonObject { ["phone"] = phone, ["wa_id"] = SandboxCustomer.Digits(phone), ["type"] = "CELL" })]),
            ["emails"] = card.Emails.Count == 0 ? null : new JsonArray([.. card.Emails.Select(email =>
                new JsonObject { ["email"] = email, ["type"] = "HOME" })]),
        });
    }

    private static JsonObject Trim(JsonObject json)
    {
        foreach (var (name, _) in json.Where(property => property.Value is null).ToArray()) _ = json.Remove(name);
        return json;
    }
}
