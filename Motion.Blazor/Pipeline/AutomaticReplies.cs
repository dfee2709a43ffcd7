using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Motion.Blazor.Features.Desk.Work;
using Motion.Domain.Contacts;
using Motion.Domain.Interactions;
using Motion.Domain.Messaging;
using Motion.Domain.Notifications;
using Motion.Domain.Routing;

namespace Motion.Blazor.Pipeline;

/// <summary>Texts nobody types: they go out like any other message and have no author.</summary>
internal static class AutomaticReplies
{
    /// <summary>The longest text WhatsApp takes.</summary>
    private const int MostCharacters = 4096;

    public static async Task AddAsync(
        WorkUnit work, AccountEntry account, Interaction row, RoutingEffect.Reply reply, DateTimeOffset now, CancellationToken cancellation)
    {
        var text = reply.IsTemplate ? Fill(reply.Text, await FactsAsync(work, account, row, cancellation)) : reply.Text;
        if (string.IsNullOrWhiteSpace(text))
            return;
        Outbound.Add(work, row, new TextContent(text.Length > MostCharacters ? text[..MostCharacters] : text), authorId: null, now);
    }

    /// <summary>WhatsApp shows text as it is: values are not encoded, only the text's own variables are filled.</summary>
    public static string Fill(string template, NotificationFacts facts) =>
        MustacheText.Parse(template).Text?.Render(facts.ToVariables(), value => value) ?? template;

    private static async Task<NotificationFacts> FactsAsync(WorkUnit work, AccountEntry account, Interaction row, CancellationToken cancellation)
    {
        var contact = row.Contact ?? await work.Database.Contacts.FindAsync([row.ContactId], cancellation);
        var queue = row.QueueId is { } queueId
            ? await work.Database.Queues.AsNoTracking().Where(queue => queue.Id == queueId)
                .Select(queue => new NotificationQueue(queue.Name, queue.Description)).FirstOrDefaultAsync(cancellation)
            : null;
        var list = contact is null
            ? null
            : await work.Database.ContactLists.Where(list => list.Id == contact.ListId).Select(list => list.Name).FirstOrDefaultAsync(cancellation);
        return new NotificationFacts(
            account.Named,
            new NotificationContact(
                contact?.Id ?? 0, contact?.FirstName ?? "", contact?.LastName ?? "", contact?.Phone, contact?.Mobile, contact?.Email, FreeFieldsOf(contact)),
            new NotificationInteraction(row.Id, row.StartedAt),
            row.LastMessagePreview,
            row.CustomerIdentityKind == IdentityKind.Phone ? $"+{row.CustomerIdentity}" : row.CustomerIdentity,
            queue,
            list);
    }

    private static Dictionary<string, string> FreeFieldsOf(Contact? contact) => contact?.FreeFields is { } json
        ? JsonSerializer.Deserialize<Dictionary<string, JsonElement>>(json)?.ToDictionary(field => field.Key, field => field.Value.ToString(), StringComparer.Ordinal) ?? []
        : [];
}
