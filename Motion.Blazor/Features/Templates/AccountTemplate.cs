using System.Text.Json;
using Motion.Domain.Messaging;
using Motion.Providers;

namespace Motion.Blazor.Features.Templates;

/// <summary>A template of an account as its provider listed it last.</summary>
internal sealed class AccountTemplate
{
    public long Id { get; set; }
    public int AccountId { get; set; }
    public required string Name { get; set; }
    public required string Language { get; set; }

    /// <summary>The whole <see cref="ProviderTemplate"/> as JSON.</summary>
    public required string Listed { get; set; }

    public ProviderTemplate Read() => JsonSerializer.Deserialize<ProviderTemplate>(Listed)!;
}

/// <summary>How old an account's list of templates is, and why it is not younger.</summary>
internal sealed class TemplateListState
{
    public int AccountId { get; set; }

    /// <summary>When the list was read last; null before the first time.</summary>
    public DateTimeOffset? RefreshedAt { get; set; }

    /// <summary>When the last try failed; null when it did not.</summary>
    public DateTimeOffset? FailedAt { get; set; }
    public OutsideFailureKind? FailureKind { get; set; }

    /// <summary>The provider's own words. Untrusted.</summary>
    public string? FailureDetail { get; set; }
}
