using Motion.Domain.Accounts;

namespace Motion.Domain.Dispositions;

/// <summary>What an administrator enters of a disposition.</summary>
/// <param name="Name">Required, at most 255 characters, unique among its siblings.</param>
/// <param name="ParentId">The level above, or null at the first level.</param>
/// <param name="AccountId">Null for a general one.</param>
public sealed record DispositionEntry(string? Name, int? ParentId, int? AccountId);

/// <summary>The rules of a disposition that need no database (product.md section 2).</summary>
public static class DispositionRules
{
    /// <summary>Trims.</summary>
    public static DispositionEntry Normalize(DispositionEntry entered) => entered with { Name = entered.Name?.Trim() };

    /// <summary>What is wrong with it.</summary>
    public static IReadOnlyList<FieldError> Check(DispositionEntry disposition) =>
        [.. AccountRules.CheckText("name", disposition.Name, AccountRules.MaxNameLength, required: true)];
}
