using Motion.Domain.Accounts;
using Motion.Domain.Messaging;
using Motion.Providers;

namespace Motion.Blazor.Features.Templates;

/// <summary>An account's templates as they are known here, with the age of this knowledge.</summary>
/// <param name="IsListed">False where the provider has no list: its templates are typed when they are sent.</param>
/// <param name="RefreshedAt">When the list was read last; null before the first time.</param>
/// <param name="FailedAt">When the last try failed; null when it did not.</param>
public sealed record TemplateList(
    AccountType Type,
    bool IsListed,
    IReadOnlyList<ProviderTemplate> Templates,
    DateTimeOffset? RefreshedAt,
    DateTimeOffset? FailedAt,
    OutsideFailureKind? FailureKind,
    string? FailureDetail);
