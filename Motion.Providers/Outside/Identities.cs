using Motion.Domain.Messaging;

namespace Motion.Providers.Outside;

/// <summary>Tells what sort of name a provider's string is (providers.md 0.2).</summary>
internal static class Identities
{
    private const int LongestValue = 160;

    /// <summary>Accepts <c>whatsapp:</c> and a plus before it; null for what is neither a number nor a user id.</summary>
    public static CustomerIdentity? Of(string? text)
    {
        if (string.IsNullOrEmpty(text)) return null;
        var value = text.AsSpan();
        if (value.StartsWith("whatsapp:", StringComparison.OrdinalIgnoreCase)) value = value["whatsapp:".Length..];
        value = value.Trim();
        if (value.StartsWith('+')) value = value[1..];
        if (value.IsEmpty || value.Length > LongestValue) return null;
        if (value.IndexOfAnyExceptInRange('0', '9') < 0) return new(IdentityKind.Phone, value.ToString());
        if (value.Length < 4 || value[2] != '.' || !char.IsAsciiLetterUpper(value[0]) || !char.IsAsciiLetterUpper(value[1])) return null;
        var kind = value[3..].StartsWith("ENT.", StringComparison.Ordinal) ? IdentityKind.ParentUserId : IdentityKind.UserId;
        return new(kind, value.ToString());
    }

    /// <summary>What stands in a field for user ids, whatever its form; null when empty.</summary>
    public static CustomerIdentity? Named(IdentityKind kind, string? text) =>
        string.IsNullOrEmpty(text) || text.Length > LongestValue ? null : new(kind, text);

    /// <summary>Phone first, because that is what every provider can answer to; then user id, then its parent; none twice.</summary>
    public static IReadOnlyList<CustomerIdentity> InOrder(params ReadOnlySpan<CustomerIdentity?> found)
    {
        var identities = new List<CustomerIdentity>(3);
        foreach (var identity in found)
        {
            if (identity is null || identities.Contains(identity)) continue;
            var at = identities.FindIndex(known => known.Kind > identity.Kind);
            identities.Insert(at < 0 ? identities.Count : at, identity);
        }
        return identities;
    }
}
