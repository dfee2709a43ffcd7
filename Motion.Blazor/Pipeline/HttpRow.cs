using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Motion.Blazor.Data;
using Motion.Blazor.Features.Administration.Settings;
using Motion.Blazor.Hosting;
using Motion.Domain.Interactions;
using Motion.Domain.Routing;
using Motion.Providers.Addresses;

namespace Motion.Blazor.Pipeline;

/// <summary>
/// Sends a conversation as JSON to an address of the allow-list and reads what it wants: <c>{"tags":["VIP"],"text":"…","target":3}</c>,
/// everything optional (product.md section 6, HTTP request).
/// </summary>
internal sealed class HttpRow(AccountDirectory directory, SystemSettings settings, AddressClient client, IOptions<SandboxOptions> sandbox, TimeProvider time)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    public async Task<RoutingEvent> AskAsync(MotionDbContext database, Interaction row, CancellationToken cancellation)
    {
        var account = await directory.FindAsync(row.AccountId);
        if (account?.Steps.ElementAtOrDefault(row.PlanPosition ?? -1)?.Address is not { } address)
            return RoutingEvent.HttpFailed(row.RoundNumber, "The row is gone.");
        if (!HttpAllowList.Allows(address, settings.Current.AllowedAddresses))
            return RoutingEvent.HttpFailed(row.RoundNumber, "The address is not in the allow-list.");

        var left = row.RoundEndsAt - time.GetUtcNow() is { } rest && rest > TimeSpan.Zero ? rest : TimeSpan.FromMilliseconds(1);
        var body = JsonSerializer.Serialize(await DescribeAsync(database, account, row, cancellation), Json);
        var answer = await client.PostAsync(new Uri(address), body, left, sandbox.Value.Enabled, cancellation);
        return answer.Body is { } text
            ? await UnderstandAsync(database, row, text, cancellation)
            : RoutingEvent.HttpFailed(row.RoundNumber, answer.Failure!);
    }

    private static async Task<object> DescribeAsync(MotionDbContext database, AccountEntry account, Interaction row, CancellationToken cancellation)
    {
        var messages = await database.Messages.AsNoTracking().Where(message => message.InteractionId == row.Id)
            .OrderByDescending(message => message.CreatedAt).ThenByDescending(message => message.Id).Take(20)
            .Select(message => new { message.Id, message.Direction, message.Kind, message.Body, message.CreatedAt })
            .ToListAsync(cancellation);
        var tags = await database.InteractionTags.Where(tagged => tagged.InteractionId == row.Id)
            .Join(database.Tags, tagged => tagged.TagId, tag => tag.Id, (_, tag) => tag.Name).ToListAsync(cancellation);
        return new
        {
            row.Id,
            Round = row.RoundNumber,
            Account = new { account.Id, account.Named.Key, account.Named.Name, account.Phone },
            Contact = row.Contact is { } contact
                ? new { contact.Id, contact.FirstName, contact.LastName, contact.Phone, contact.Mobile, contact.Email, contact.ListId }
                : null,
            From = row.CustomerIdentity,
            row.StartedAt,
            row.LastInboundAt,
            Tags = tags,
            Messages = messages.AsEnumerable().Reverse().Select(message => new
            {
                message.Id,
                Direction = message.Direction.ToString().ToLowerInvariant(),
                Kind = JsonNamingPolicy.CamelCase.ConvertName(message.Kind.ToString()),
                message.Body,
                message.CreatedAt,
            }),
        };
    }

    private static async Task<RoutingEvent> UnderstandAsync(MotionDbContext database, Interaction row, string body, CancellationToken cancellation)
    {
        if (string.IsNullOrWhiteSpace(body))
            return RoutingEvent.HttpAnswered(row.RoundNumber, [], "", null);
        Wish? wish;
        try
        {
            wish = JsonSerializer.Deserialize<Wish>(body, Json);
        }
        catch (JsonException exception)
        {
            return RoutingEvent.HttpFailed(row.RoundNumber, $"The answer is no JSON of the kind that is understood: {exception.Message}");
        }
        var names = wish?.Tags ?? [];
        var tagIds = names.Count == 0 ? [] : await database.Tags.Where(tag => names.Contains(tag.Name)).Select(tag => tag.Id).ToListAsync(cancellation);
        return RoutingEvent.HttpAnswered(row.RoundNumber, tagIds, wish?.Text ?? "", wish?.Target - 1);
    }

    private sealed record Wish(IReadOnlyList<string>? Tags, string? Text, int? Target);
}
