namespace Motion.Providers.Sandbox;

/// <summary>A person with a phone in the sandbox.</summary>
/// <param name="Phone">Digits with country code, or null for a customer who is known by username only (providers.md 0.2).</param>
/// <param name="Name">Profile name.</param>
/// <param name="Username">WhatsApp username without the at sign, or null.</param>
/// <param name="UserId">Business-scoped user id, e.g. <c>US.13491208655302741918</c>.</param>
public sealed record SandboxCustomer(string? Phone, string Name, string? Username, string UserId)
{
    /// <summary>How the sandbox names the conversation: the phone, or the user id where there is none.</summary>
    public string Key => Phone ?? UserId;

    /// <summary>A customer with a phone number; whatever is not a digit in it is dropped.</summary>
    public static SandboxCustomer WithPhone(string phone, string? name, string? username = null)
    {
        var digits = Digits(phone);
        return new(digits, string.IsNullOrWhiteSpace(name) ? $"+{digits}" : name.Trim(), username, SandboxIds.UserId(digits));
    }

    /// <summary>A customer whose number stays hidden behind a username.</summary>
    public static SandboxCustomer WithUsername(string username, string? name)
    {
        var clean = username.Trim().TrimStart('@');
        return new(null, string.IsNullOrWhiteSpace(name) ? $"@{clean}" : name.Trim(), clean, SandboxIds.UserId(clean));
    }

    /// <summary>
    /// A customer somebody writes to before he was ever seen: by phone digits, or by user id, of which nothing but the id is known.
    /// </summary>
    internal static SandboxCustomer Addressed(string address) =>
        address.Contains('.', StringComparison.Ordinal) ? new(null, address, null, address) : WithPhone(address, null);

    internal static string Digits(string phone) => new([.. phone.Where(char.IsAsciiDigit)]);
}
