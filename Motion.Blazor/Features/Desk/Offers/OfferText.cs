using System.Text.Json;
using AngleSharp.Html.Parser;
using Microsoft.AspNetCore.Components;
using Motion.Blazor.Features.Accounts.Notifications;
using Motion.Domain.Notifications;

namespace Motion.Blazor.Features.Desk.Offers;

/// <summary>The account's template filled for one offer.</summary>
internal sealed class OfferText(ViewerZone zone)
{
    /// <summary>Reduced to harmless markup by <see cref="NotificationTemplate"/>.</summary>
    public MarkupString Html(RingingOffer offer, string agentName) => NotificationTemplate.Render(offer.Account.Template, Facts(offer, agentName));

    /// <summary>The same without markup, for the browser's own notifications.</summary>
    public string Plain(RingingOffer offer, string agentName)
    {
        using var document = new HtmlParser().ParseDocument(Html(offer, agentName).Value);
        return document.Body?.TextContent ?? "";
    }

    private NotificationFacts Facts(RingingOffer offer, string agentName) => new(
        new NotificationAccount(offer.Account.Name, offer.Account.Key, offer.Account.Type, offer.Account.Phone, offer.Account.Description),
        new NotificationContact(
            offer.Contact.Id, offer.Contact.FirstName, offer.Contact.LastName, offer.Contact.Phone, offer.Contact.Mobile, offer.Contact.Email,
            FreeFields(offer.Contact.FreeFields)),
        new NotificationInteraction(offer.InteractionId, zone.Local(offer.StartedAt)),
        offer.LastMessage,
        offer.From,
        offer.Queue is { } queue ? new NotificationQueue(queue.Name, queue.Description) : null,
        offer.ListName,
        agentName);

    private static Dictionary<string, string> FreeFields(string? json) => json is null
        ? []
        : JsonSerializer.Deserialize<Dictionary<string, JsonElement>>(json)?.ToDictionary(field => field.Key, field => field.Value.ToString(), StringComparer.Ordinal) ?? [];
}
