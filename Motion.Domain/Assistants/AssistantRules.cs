using Motion.Domain.Accounts;

namespace Motion.Domain.Assistants;

/// <summary>What an administrator enters of an assistant.</summary>
/// <param name="Name">Required, unique, at most 255 characters.</param>
/// <param name="Endpoint">https, or http to this machine.</param>
/// <param name="Model">Required, at most 255 characters.</param>
/// <param name="Key">The new key; null keeps the stored one, empty takes it away.</param>
/// <param name="Instructions">At most 8000 characters.</param>
public sealed record AssistantEntry(string? Name, string? Endpoint, string? Model, string? Key, string? Instructions);

/// <summary>The rules of an assistant that need no database (product.md section 2).</summary>
public static class AssistantRules
{
    /// <summary>Longest instructions.</summary>
    public const int MaxInstructionsLength = 8000;

    /// <summary>Trims.</summary>
    public static AssistantEntry Normalize(AssistantEntry entered) => entered with
    {
        Name = entered.Name?.Trim(),
        Endpoint = entered.Endpoint?.Trim(),
        Model = entered.Model?.Trim(),
        Key = entered.Key?.Trim(),
        Instructions = entered.Instructions?.Trim() ?? "",
    };

    /// <summary>What is wrong with it.</summary>
    public static IReadOnlyList<FieldError> Check(AssistantEntry assistant) =>
    [
        .. AccountRules.CheckText("name", assistant.Name, AccountRules.MaxNameLength, required: true),
        .. AccountRules.CheckText("endpoint", assistant.Endpoint, 2000, required: true),
        .. CheckEndpoint(assistant.Endpoint),
        .. AccountRules.CheckText("model", assistant.Model, 255, required: true),
        .. AccountRules.CheckText("key", assistant.Key, 500, required: false),
        .. AccountRules.CheckText("instructions", assistant.Instructions, MaxInstructionsLength, required: false),
    ];

    private static IEnumerable<FieldError> CheckEndpoint(string? endpoint)
    {
        if (!string.IsNullOrEmpty(endpoint) && !(Uri.TryCreate(endpoint, UriKind.Absolute, out var address) && address.UserInfo.Length == 0
            && (address.Scheme == Uri.UriSchemeHttps || (address.Scheme == Uri.UriSchemeHttp && address.IsLoopback))))
            yield return new FieldError("endpoint", FieldProblem.Invalid);
    }
}
