namespace Motion.Domain.CannedAnswers;

/// <summary>A text that agents send often; general or of one account (product.md section 2).</summary>
public sealed class CannedAnswer
{
    /// <summary>Number given by the database.</summary>
    public int Id { get; set; }
    /// <summary>The account, or null for a general one.</summary>
    public int? AccountId { get; set; }
    /// <summary>What is typed after the slash: 1–40 characters without spaces, unique in its account and among the general ones, ignoring case.</summary>
    public required string Key { get; set; }
    /// <summary>The key as it is kept unique; the setter is for the database, which never has more to say than <see cref="Key"/>.</summary>
    public string NormalizedKey
    {
        get => Key.ToUpperInvariant();
        private set => _ = value;
    }
    /// <summary>The text, with variables of product.md section 10; at most 4096 characters.</summary>
    public required string Text { get; set; }
}
