using Motion.Domain.Messaging;

namespace Motion.Domain.Contacts;

/// <summary>A named list of contacts.</summary>
public sealed class ContactList
{
    /// <summary>Number given by the database.</summary>
    public int Id { get; set; }
    /// <summary>Unique, at most 255 characters.</summary>
    public required string Name { get; set; }
    /// <summary>Free words.</summary>
    public string? Description { get; set; }
}

/// <summary>A customer as we know him (product.md section 2).</summary>
public sealed class Contact
{
    /// <summary>Number given by the database.</summary>
    public long Id { get; set; }
    /// <summary>The list it belongs to.</summary>
    public int ListId { get; set; }
    /// <summary>First name; the profile name until someone edits it.</summary>
    public string FirstName { get; set; } = "";
    /// <summary>Last name.</summary>
    public string LastName { get; set; } = "";
    /// <summary>Phone digits, or null for a customer who has only a user name.</summary>
    public string? Phone { get; set; }
    /// <summary>Mobile digits, or null.</summary>
    public string? Mobile { get; set; }
    /// <summary>E-mail, or null.</summary>
    public string? Email { get; set; }
    /// <summary>Free fields as a JSON object, or null.</summary>
    public string? FreeFields { get; set; }
    /// <summary>When it was made.</summary>
    public DateTimeOffset CreatedAt { get; set; }
    /// <summary>
    /// What a search looks in: names, numbers and e-mail in capitals, kept beside them because databases differ in what they take for the same
    /// letter. The setter is for the database, which never has more to say than the fields themselves.
    /// </summary>
    public string SearchText
    {
        get => string.Join(' ', new[] { FirstName, LastName, Phone, Mobile == Phone ? null : Mobile, Email }.Where(part => !string.IsNullOrEmpty(part))).ToUpperInvariant();
        private set => _ = value;
    }

    /// <summary>The names WhatsApp has for this customer.</summary>
    public List<ContactIdentity> Identities { get; } = [];

    /// <summary>Name for people to read.</summary>
    public string DisplayName => NameOf(FirstName, LastName, Mobile ?? Phone);

    /// <summary>The full name, else the phone with a plus, else a dash.</summary>
    public static string NameOf(string firstName, string lastName, string? phone) =>
        $"{firstName} {lastName}".Trim() is { Length: > 0 } name ? name : phone is null ? "–" : $"+{phone}";
}

/// <summary>That two contacts turned out to be one customer: what is left of the one that went (product.md section 2, identities).</summary>
public sealed class ContactMerge
{
    /// <summary>Number given by the database.</summary>
    public long Id { get; set; }
    /// <summary>When.</summary>
    public DateTimeOffset At { get; set; }
    /// <summary>The contact that stayed and has the other's identities and conversations now.</summary>
    public long ContactId { get; set; }
    /// <summary>The number the other one had.</summary>
    public long AbsorbedContactId { get; set; }
    /// <summary>The other one's name for people to read.</summary>
    public required string AbsorbedName { get; set; }
    /// <summary>The other one's identities, separated by a space.</summary>
    public required string AbsorbedIdentities { get; set; }
}

/// <summary>One WhatsApp name of a contact; unique within its list.</summary>
public sealed class ContactIdentity
{
    /// <summary>Number given by the database.</summary>
    public long Id { get; set; }
    /// <summary>The contact.</summary>
    public long ContactId { get; set; }
    /// <summary>The contact's list, repeated here so that the database can keep (list, kind, value) unique.</summary>
    public int ListId { get; set; }
    /// <summary>What sort of name.</summary>
    public IdentityKind Kind { get; set; }
    /// <summary>Digits for a phone, the id as received otherwise.</summary>
    public required string Value { get; set; }
}
