using System.Text.RegularExpressions;

namespace Motion.Domain.Accounts;

/// <summary>One value a provider wants to know (product.md section 3).</summary>
/// <param name="Name">Its name in the API and in forms.</param>
/// <param name="IsRequired">An account cannot be saved without it.</param>
/// <param name="IsSecret">Write-only: stored encrypted, never shown again.</param>
/// <param name="Shape">What it must look like; the text is trimmed before.</param>
/// <param name="IsGenerated">Made by us when nothing is entered.</param>
/// <param name="ProvesWebhooks">Without it only the token in the Receive URL protects the webhook, which the form warns about.</param>
public sealed record CredentialField(
    string Name, bool IsRequired, bool IsSecret, CredentialShape Shape, bool IsGenerated = false, bool ProvesWebhooks = false);

/// <summary>What a credential must look like. As wide as the provider leaves it open.</summary>
public enum CredentialShape
{
    /// <summary>Anything without spaces or control characters.</summary>
    Token,
    /// <summary><c>AC</c> and 32 hex digits.</summary>
    TwilioSid,
    /// <summary>An http or https address without user name, query or fragment.</summary>
    WebAddress,
    /// <summary><c>V1</c> or <c>V2</c>; nothing entered means V1 (providers.md section 4).</summary>
    KaleyraGeneration,
}

/// <summary>The credentials by type of account: which there are, how they must look, how they become <see cref="ProviderCredentials"/>.</summary>
public static partial class CredentialFields
{
    /// <summary>Longest value.</summary>
    public const int MaxLength = 1000;

    /// <summary>Kaleyra's first generation of interfaces, which an account has where nobody said otherwise.</summary>
    public const string FirstGeneration = "V1";

    /// <summary>Kaleyra's second generation.</summary>
    public const string SecondGeneration = "V2";

    /// <summary>The fields of that type, in the order of the form.</summary>
    public static IReadOnlyList<CredentialField> Of(AccountType type) => type switch
    {
        AccountType.Twilio =>
        [
            new("accountSid", true, false, CredentialShape.TwilioSid),
            new("authorizationToken", true, true, CredentialShape.Token),
        ],
        AccountType.SinchV2 =>
        [
            new("baseUrl", true, false, CredentialShape.WebAddress),
            new("projectId", true, false, CredentialShape.Token),
            new("appId", true, false, CredentialShape.Token),
            new("keyId", true, false, CredentialShape.Token),
            new("keySecret", true, true, CredentialShape.Token),
            new("webhookSecret", false, true, CredentialShape.Token, ProvesWebhooks: true),
        ],
        AccountType.Meta =>
        [
            new("accountSid", true, false, CredentialShape.Token),
            new("authorizationToken", true, true, CredentialShape.Token),
            new("appId", true, false, CredentialShape.Token),
            new("phoneNumberId", true, false, CredentialShape.Token),
            new("appSecret", false, true, CredentialShape.Token, ProvesWebhooks: true),
            new("verifyToken", false, true, CredentialShape.Token, IsGenerated: true),
        ],
        AccountType.Kaleyra =>
        [
            new("baseUrl", true, false, CredentialShape.WebAddress),
            new("businessAccountId", true, false, CredentialShape.Token),
            new("accountSid", true, false, CredentialShape.Token),
            new("apiKey", true, true, CredentialShape.Token),
            new("apiGeneration", false, false, CredentialShape.KaleyraGeneration),
            new("callbackSecret", false, true, CredentialShape.Token, ProvesWebhooks: true),
        ],
    };

    /// <summary>The stored values by field name, secrets included; null where there is none.</summary>
    public static IReadOnlyDictionary<string, string?> ValuesOf(ProviderCredentials credentials) => credentials switch
    {
        TwilioCredentials c => new Dictionary<string, string?> { ["accountSid"] = c.AccountSid, ["authorizationToken"] = c.AuthorizationToken },
        SinchCredentials c => new Dictionary<string, string?>
        {
            ["baseUrl"] = c.BaseUrl,
            ["projectId"] = c.ProjectId,
            ["appId"] = c.AppId,
            ["keyId"] = c.KeyId,
            ["keySecret"] = c.KeySecret,
            ["webhookSecret"] = c.WebhookSecret,
        },
        MetaCredentials c => new Dictionary<string, string?>
        {
            ["accountSid"] = c.AccountSid,
            ["authorizationToken"] = c.AuthorizationToken,
            ["appId"] = c.AppId,
            ["phoneNumberId"] = c.PhoneNumberId,
            ["appSecret"] = c.AppSecret,
            ["verifyToken"] = c.VerifyToken,
        },
        KaleyraCredentials c => new Dictionary<string, string?>
        {
            ["baseUrl"] = c.BaseUrl,
            ["businessAccountId"] = c.BusinessAccountId,
            ["accountSid"] = c.AccountSid,
            ["apiKey"] = c.ApiKey,
            ["apiGeneration"] = c.ApiGeneration,
            ["callbackSecret"] = c.CallbackSecret,
        },
        _ => throw new ArgumentOutOfRangeException(nameof(credentials)),
    };

    /// <summary>
    /// What is stored, overlaid with what was entered: a value that was not entered stays as it is, one that was entered empty is
    /// taken away (a generated one stays). Stored values of another type do not count.
    /// </summary>
    public static IReadOnlyDictionary<string, string?> Merge(
        AccountType type, IReadOnlyDictionary<string, string?> entered, ProviderCredentials? stored)
    {
        var kept = stored?.Type == type ? ValuesOf(stored) : new Dictionary<string, string?>();
        return Of(type).ToDictionary(field => field.Name, field =>
        {
            var old = kept.GetValueOrDefault(field.Name);
            if (!entered.TryGetValue(field.Name, out var value))
                return old;
            var trimmed = value?.Trim();
            return string.IsNullOrEmpty(trimmed) ? field.IsGenerated ? old : null : trimmed;
        });
    }

    /// <summary>What is wrong with these values; the names carry the prefix <c>credentials.</c></summary>
    public static IEnumerable<FieldError> Check(AccountType type, IReadOnlyDictionary<string, string?> values)
    {
        foreach (var field in Of(type))
        {
            var name = $"credentials.{field.Name}";
            if (values.GetValueOrDefault(field.Name) is not { Length: > 0 } value)
            {
                if (field.IsRequired)
                    yield return new FieldError(name, FieldProblem.Required);
            }
            else if (value.Length > MaxLength)
            {
                yield return new FieldError(name, FieldProblem.TooLong, $"{MaxLength}");
            }
            else if (!HasShape(value, field.Shape))
            {
                yield return new FieldError(name, FieldProblem.Invalid);
            }
        }
    }

    /// <summary>The credentials made of values that <see cref="Check"/> found nothing wrong with.</summary>
    public static ProviderCredentials Build(AccountType type, IReadOnlyDictionary<string, string?> values)
    {
        string Needed(string name) => values.GetValueOrDefault(name) ?? throw new ArgumentException($"{name} is missing.", nameof(values));
        string? Optional(string name) => values.GetValueOrDefault(name);
        return type switch
        {
            AccountType.Twilio => new TwilioCredentials(Needed("accountSid"), Needed("authorizationToken")),
            AccountType.SinchV2 => new SinchCredentials(
                Needed("baseUrl"), Needed("projectId"), Needed("appId"), Needed("keyId"), Needed("keySecret"), Optional("webhookSecret")),
            AccountType.Meta => new MetaCredentials(
                Needed("accountSid"), Needed("authorizationToken"), Needed("appId"), Needed("phoneNumberId"), Optional("appSecret"), Optional("verifyToken")),
            AccountType.Kaleyra => new KaleyraCredentials(
                Needed("baseUrl"), Needed("businessAccountId"), Needed("accountSid"), Needed("apiKey"), Optional("apiGeneration") ?? FirstGeneration, Optional("callbackSecret")),
        };
    }

    private static bool HasShape(string value, CredentialShape shape) => shape switch
    {
        CredentialShape.Token => !value.Any(c => char.IsWhiteSpace(c) || char.IsControl(c)),
        CredentialShape.TwilioSid => TwilioSid().IsMatch(value),
        CredentialShape.WebAddress => Uri.TryCreate(value, UriKind.Absolute, out var address)
            && (address.Scheme == Uri.UriSchemeHttps || address.Scheme == Uri.UriSchemeHttp)
            && address.UserInfo.Length == 0 && address.Query.Length == 0 && address.Fragment.Length == 0,
        CredentialShape.KaleyraGeneration => value is FirstGeneration or SecondGeneration,
    };

    [GeneratedRegex("^AC[0-9a-fA-F]{32}$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex TwilioSid();
}
