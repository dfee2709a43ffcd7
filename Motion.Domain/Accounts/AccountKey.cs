namespace Motion.Domain.Accounts;

/// <summary>The short name on the agents' tabs: 1–5 letters or digits (product.md section 3).</summary>
public static class AccountKey
{
    /// <summary>The most characters a key may have.</summary>
    public const int MaxLength = 5;

    /// <summary>Whether this is a key. Letters of any script count: the tab of an Italian desk may read "CITTÀ".</summary>
    public static bool IsValid(string? key) =>
        key is { Length: >= 1 and <= MaxLength } && key.All(char.IsLetterOrDigit);
}
