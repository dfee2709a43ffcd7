namespace Motion.Domain.Messaging;

/// <summary>How WhatsApp names a customer. A customer has one or more of these; a phone number is not always among them (providers.md 0.2).</summary>
public enum IdentityKind
{
    /// <summary>Phone digits with country code, no plus.</summary>
    Phone,
    /// <summary>Business-scoped user id, e.g. <c>US.13491208655302741918</c>.</summary>
    UserId,
    /// <summary>Parent business-scoped user id, e.g. <c>US.ENT.…</c>.</summary>
    ParentUserId,
}

/// <summary>One name of a customer.</summary>
/// <param name="Kind">What sort of name.</param>
/// <param name="Value">Digits for a phone, the id as received otherwise; at most 160 characters.</param>
public sealed record CustomerIdentity(IdentityKind Kind, string Value);

/// <summary>Everything a webhook says about who wrote.</summary>
/// <param name="Identities">At least one, the one to answer to first.</param>
/// <param name="ProfileName">The name the customer chose, or null. Untrusted.</param>
public sealed record Customer(IReadOnlyList<CustomerIdentity> Identities, string? ProfileName)
{
    /// <summary>The identity under which this customer's events are kept in order, and to which answers go.</summary>
    public CustomerIdentity Primary => Identities[0];
}
