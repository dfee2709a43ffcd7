using System.Globalization;
using Motion.Domain.Accounts;

namespace Motion.Domain.Notifications;

/// <summary>Everything a notification may tell (product.md section 10). Customer values are hostile until encoded.</summary>
/// <param name="Account">The account the customer wrote to.</param>
/// <param name="Contact">The customer.</param>
/// <param name="Interaction">The conversation.</param>
/// <param name="MessageBody">The text of the message that rings.</param>
/// <param name="From">Who wrote: the phone with a plus, or the user id.</param>
/// <param name="Queue">The queue that rings, or null.</param>
/// <param name="ListName">The contact's list, or null.</param>
/// <param name="AgentFullName">Who is rung, or null.</param>
public sealed record NotificationFacts(
    NotificationAccount Account,
    NotificationContact Contact,
    NotificationInteraction Interaction,
    string MessageBody,
    string From,
    NotificationQueue? Queue = null,
    string? ListName = null,
    string? AgentFullName = null)
{
    /// <summary>The variables by name; names count without regard to case.</summary>
    public IReadOnlyDictionary<string, object?> ToVariables() => Group(
        ("account", Group(
            ("name", Account.Name),
            ("key", Account.Key),
            ("type", Account.Type.ToWireName()),
            ("phone", PhoneNumber.Show(Account.Phone)),
            ("description", Account.Description))),
        ("queue", Queue is null ? null : Group(("name", Queue.Name), ("description", Queue.Description))),
        ("contact", ContactGroup()),
        ("list", ListName is null ? null : Group(("name", ListName))),
        ("agent", AgentFullName is null ? null : Group(("fullname", AgentFullName))),
        ("interaction", Group(
            ("id", Interaction.Id.ToString(CultureInfo.InvariantCulture)),
            ("createdAt", Interaction.CreatedAt.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture)))),
        ("message", Group(("body", MessageBody))),
        ("from", From));

    private Dictionary<string, object?> ContactGroup()
    {
        var contact = Group(
            ("id", Contact.Id.ToString(CultureInfo.InvariantCulture)),
            ("firstName", Contact.FirstName),
            ("lastName", Contact.LastName),
            ("phone", Contact.Phone is null ? null : PhoneNumber.Show(Contact.Phone)),
            ("mobile", Contact.Mobile is null ? null : PhoneNumber.Show(Contact.Mobile)),
            ("email", Contact.Email));
        foreach (var (name, value) in Contact.FreeFields)
            _ = contact.TryAdd(name, value);
        return contact;
    }

    private static Dictionary<string, object?> Group(params ReadOnlySpan<(string Name, object? Value)> values)
    {
        var group = new Dictionary<string, object?>(StringComparer.OrdinalIgnoreCase);
        foreach (var (name, value) in values)
            group[name] = value;
        return group;
    }
}

/// <summary>The account's part.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Key">Its key.</param>
/// <param name="Type">Its provider.</param>
/// <param name="Phone">Digits.</param>
/// <param name="Description">Free words, or null.</param>
public sealed record NotificationAccount(string Name, string Key, AccountType Type, string Phone, string? Description);

/// <summary>The queue's part.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Description">Free words, or null.</param>
public sealed record NotificationQueue(string Name, string? Description);

/// <summary>The customer's part.</summary>
/// <param name="Id">Number of the contact.</param>
/// <param name="FirstName">First name.</param>
/// <param name="LastName">Last name.</param>
/// <param name="Phone">Digits, or null.</param>
/// <param name="Mobile">Digits, or null.</param>
/// <param name="Email">E-mail, or null.</param>
/// <param name="FreeFields">Free fields by name; they never hide one of the fields above.</param>
public sealed record NotificationContact(
    long Id, string FirstName, string LastName, string? Phone, string? Mobile, string? Email, IReadOnlyDictionary<string, string> FreeFields);

/// <summary>The conversation's part.</summary>
/// <param name="Id">Its number.</param>
/// <param name="CreatedAt">When it began, in the zone it is to be shown in.</param>
public sealed record NotificationInteraction(long Id, DateTimeOffset CreatedAt);
