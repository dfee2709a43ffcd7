namespace Motion.Domain.Dispositions;

/// <summary>How a conversation ended: up to three levels, general or of one account (product.md section 2).</summary>
public sealed class Disposition
{
    /// <summary>Number given by the database.</summary>
    public int Id { get; set; }
    /// <summary>At most 255 characters; unique among its siblings.</summary>
    public required string Name { get; set; }
    /// <summary>The level above, or null at the first level.</summary>
    public int? ParentId { get; set; }
    /// <summary>Null for a general one.</summary>
    public int? AccountId { get; set; }
    /// <summary>Set for the protected ones of the system, which are never offered and never edited.</summary>
    public SystemDisposition? System { get; set; }
    /// <summary>When an administrator deleted it; it is no longer offered, and conversations that ended with it keep its name.</summary>
    public DateTimeOffset? RetiredAt { get; set; }

    /// <summary>Levels there can be.</summary>
    public const int MaxLevels = 3;
}

/// <summary>The dispositions only the system gives.</summary>
public enum SystemDisposition
{
    /// <summary>The customer did not answer in the account's inactivity time.</summary>
    ClosedForInactivity,
    /// <summary>The sender is in none of the account's white lists.</summary>
    NotInWhitelist,
}
