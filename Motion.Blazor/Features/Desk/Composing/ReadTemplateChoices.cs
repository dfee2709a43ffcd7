using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Motion.Blazor.Data;
using Motion.Blazor.Features.Templates;
using Motion.Domain.Accounts;
using Motion.Domain.Contacts;
using Motion.Providers;

namespace Motion.Blazor.Features.Desk.Composing;

/// <summary>A value of the contact that can fill a placeholder.</summary>
/// <param name="Field">The word <c>TemplatePicker.Field.{name}</c>, or the name of a free field.</param>
/// <param name="IsFree">A free field, named by its administrator.</param>
public sealed record ContactValue(string Field, string Value, bool IsFree = false);

/// <summary>What an agent may send as a template.</summary>
/// <param name="IsListed">False: the provider has no list, the agent types.</param>
/// <param name="IsRead">False: the list was never read.</param>
/// <param name="Templates">Approved, and fillable from here.</param>
/// <param name="Values">What is known of the customer.</param>
public sealed record TemplateChoices(
    AccountType Type, bool IsListed, bool IsRead, IReadOnlyList<ProviderTemplate> Templates, IReadOnlyList<ContactValue> Values);

internal sealed class ReadTemplateChoices(IDbContextFactory<MotionDbContext> databases, Membership membership, TemplateCache cache)
{
    /// <returns>Null when there is no such conversation in the agent's accounts.</returns>
    public async Task<TemplateChoices?> HandleAsync(int userId, long interactionId, CancellationToken cancellation)
    {
        if (await membership.RefusalForAsync(userId, interactionId, cancellation) is not null)
            return null;
        int accountId;
        Contact contact;
        await using (var database = await databases.CreateDbContextAsync(cancellation))
        {
            var found = await database.Interactions.AsNoTracking().Where(i => i.Id == interactionId)
                .Select(i => new { i.AccountId, i.Contact }).SingleAsync(cancellation);
            (accountId, contact) = (found.AccountId, found.Contact!);
        }
        return await cache.ReadAsync(accountId, cancellation) is not { } list ? null : new TemplateChoices(
            list.Type, list.IsListed, list.RefreshedAt is not null,
            [.. list.Templates.Where(template => template is { Status: TemplateStatus.Approved, IsFillable: true })],
            [.. ValuesOf(contact)]);
    }

    private static IEnumerable<ContactValue> ValuesOf(Contact contact)
    {
        ContactValue[] known =
        [
            new("FirstName", contact.FirstName),
            new("LastName", contact.LastName),
            new("FullName", $"{contact.FirstName} {contact.LastName}".Trim()),
            new("Phone", (contact.Mobile ?? contact.Phone) is { } phone ? PhoneNumber.Show(phone) : ""),
            new("Email", contact.Email ?? ""),
        ];
        var free = contact.FreeFields is null ? null : JsonSerializer.Deserialize<Dictionary<string, JsonElement>>(contact.FreeFields);
        return known.Concat((free ?? []).Select(field => new ContactValue(field.Key, field.Value.ToString(), IsFree: true)))
            .Where(value => value.Value.Length > 0);
    }
}
