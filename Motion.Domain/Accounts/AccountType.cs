namespace Motion.Domain.Accounts;

/// <summary>The providers an account can be at (product.md section 3).</summary>
public enum AccountType
{
    /// <summary>Twilio Messaging.</summary>
    Twilio,
    /// <summary>Sinch Conversation API.</summary>
    SinchV2,
    /// <summary>Meta Cloud API.</summary>
    Meta,
    /// <summary>Kaleyra, V1 or V2.</summary>
    Kaleyra,
}

/// <summary>The names of the types on screens and in the API (product.md sections 3 and 12).</summary>
public static class AccountTypeNames
{
    /// <summary>As in JSON: <c>TWILIO SINCH_V2 META KALEYRA</c>.</summary>
    public static string ToWireName(this AccountType type) => type switch
    {
        AccountType.Twilio => "TWILIO",
        AccountType.SinchV2 => "SINCH_V2",
        AccountType.Meta => "META",
        AccountType.Kaleyra => "KALEYRA",
    };

    /// <summary>The type with that JSON name, or null.</summary>
    public static AccountType? FromWireName(string? name) => name switch
    {
        "TWILIO" => AccountType.Twilio,
        "SINCH_V2" => AccountType.SinchV2,
        "META" => AccountType.Meta,
        "KALEYRA" => AccountType.Kaleyra,
        _ => null,
    };
}
