using System.Net.Mail;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Motion.Blazor.Data;
using Motion.Blazor.Realtime;
using Motion.Domain.Accounts;
using Motion.Domain.Contacts;

namespace Motion.Blazor.Features.Desk.Side;

/// <summary>The customer as an agent corrects him. Phones as people write them; empty for none.</summary>
internal sealed record CustomerEdit(string FirstName, string LastName, string Phone, string Mobile, string Email, IReadOnlyDictionary<string, string> FreeFields)
{
    public const int LongestName = 255;
    public const int LongestEmail = 254;
    public const int LongestFreeField = 1000;
}

internal enum CustomerEditFault
{
    /// <summary>It was deleted, or it is none of the agent's customers.</summary>
    NotFound,
    Phone,
    Mobile,
    Email,
    TooLong,
}

/// <summary>
/// An agent corrects the contact of a conversation of his accounts. What WhatsApp calls the customer (his identities) is not touched: answers
/// go where they went before.
/// </summary>
internal sealed class EditCustomer(IDbContextFactory<MotionDbContext> databases, ChangeFeed feed)
{
    /// <returns>Null when done.</returns>
    public async Task<CustomerEditFault?> HandleAsync(int userId, long interactionId, CustomerEdit edit, CancellationToken cancellation)
    {
        if (FaultOf(edit) is { } fault)
            return fault;
        await using var database = await databases.CreateDbContextAsync(cancellation);
        var contact = await database.InteractionsOf(userId).Where(i => i.Id == interactionId).Select(i => i.Contact).SingleOrDefaultAsync(cancellation);
        if (contact is null)
            return CustomerEditFault.NotFound;
        contact.FirstName = edit.FirstName.Trim();
        contact.LastName = edit.LastName.Trim();
        contact.Phone = PhoneNumber.Normalize(edit.Phone);
        contact.Mobile = PhoneNumber.Normalize(edit.Mobile);
        contact.Email = edit.Email.Trim() is { Length: > 0 } email ? email : null;
        contact.FreeFields = Merged(contact, edit.FreeFields);
        await database.SaveChangesAsync(cancellation);

        var concerned = await database.Interactions.Where(i => i.ContactId == contact.Id).OrderByDescending(i => i.Id).Take(50)
            .AsNoTracking().ToListAsync(cancellation);
        feed.Publish(concerned.Select(i => Topic.Interaction(i.Id)).Concat(concerned.SelectMany(Topic.ListsOf).Distinct()));
        return null;
    }

    private static CustomerEditFault? FaultOf(CustomerEdit edit) => edit switch
    {
        { FirstName.Length: > CustomerEdit.LongestName } or { LastName.Length: > CustomerEdit.LongestName } or { Email.Length: > CustomerEdit.LongestEmail } => CustomerEditFault.TooLong,
        _ when edit.FreeFields.Values.Any(value => value.Length > CustomerEdit.LongestFreeField) => CustomerEditFault.TooLong,
        _ when !string.IsNullOrWhiteSpace(edit.Phone) && PhoneNumber.Normalize(edit.Phone) is null => CustomerEditFault.Phone,
        _ when !string.IsNullOrWhiteSpace(edit.Mobile) && PhoneNumber.Normalize(edit.Mobile) is null => CustomerEditFault.Mobile,
        _ when !string.IsNullOrWhiteSpace(edit.Email) && !MailAddress.TryCreate(edit.Email.Trim(), out _) => CustomerEditFault.Email,
        _ => null,
    };

    /// <summary>Fields are made by administrators; an agent changes the values of those that are there.</summary>
    private static string? Merged(Contact contact, IReadOnlyDictionary<string, string> values)
    {
        if (contact.FreeFields is not { } json || JsonSerializer.Deserialize<Dictionary<string, JsonElement>>(json) is not { } fields)
            return contact.FreeFields;
        foreach (var (name, value) in values.Where(value => fields.ContainsKey(value.Key) && fields[value.Key].ToString() != value.Value))
            fields[name] = JsonSerializer.SerializeToElement(value.Trim());
        return JsonSerializer.Serialize(fields);
    }
}
