using System.Globalization;
using System.Text.RegularExpressions;
using Motion.Domain;

namespace Motion.Blazor.Features.Administration.Settings;

/// <summary>The rules of the settings: what is entered as text in the form and as JSON in the API meets here.</summary>
internal static partial class SettingRules
{
    public const int LongestSecret = 2000;
    public const int MostAddresses = 100;

    /// <summary>Trimmed; nothing and what equals the default is null.</summary>
    public static string? Normalize(SettingField field, string? entered)
    {
        var text = field.Kind == SettingKind.Addresses ? string.Join('\n', AddressesOf(entered)) : entered?.Trim();
        if (string.IsNullOrEmpty(text))
            return null;
        text = field.Kind switch
        {
            SettingKind.WebAddress => text.TrimEnd('/'),
            SettingKind.Number when int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) => number.ToString(CultureInfo.InvariantCulture),
            _ => text,
        };
        return text == field.Default ? null : text;
    }

    /// <summary>What is wrong with a normalized value, or null.</summary>
    public static FieldError? Check(SettingField field, string? value)
    {
        if (value is null)
            return null;
        return field.Kind switch
        {
            SettingKind.WebAddress => IsHost(value) ? null : Wrong(FieldProblem.Invalid),
            SettingKind.TimeZone => IsTimeZone(value) ? null : Wrong(FieldProblem.Unknown, value),
            SettingKind.Number => int.TryParse(value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) && number >= field.Smallest && number <= field.Largest
                ? null
                : Wrong(FieldProblem.OutOfRange, $"{field.Smallest}–{field.Largest}"),
            SettingKind.Switch => value is "true" or "false" ? null : Wrong(FieldProblem.Invalid),
            SettingKind.Region => Region().IsMatch(value) ? null : Wrong(FieldProblem.Invalid),
            SettingKind.Addresses => CheckAddresses(field, AddressesOf(value)),
            SettingKind.Secret => value.Length > LongestSecret ? Wrong(FieldProblem.TooLong, $"{LongestSecret}")
                : value.Any(sign => char.IsWhiteSpace(sign) || char.IsControl(sign)) ? Wrong(FieldProblem.Invalid) : null,
        };

        FieldError Wrong(FieldProblem problem, string? detail = null) => new(field.Name, problem, detail);
    }

    public static IReadOnlyList<string> AddressesOf(string? text) =>
        [.. (text ?? "").Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Distinct(StringComparer.Ordinal)];

    private static FieldError? CheckAddresses(SettingField field, IReadOnlyList<string> addresses)
    {
        if (addresses.Count > MostAddresses)
            return new FieldError(field.Name, FieldProblem.TooLong, $"{MostAddresses}");
        return addresses.FirstOrDefault(address => !IsAllowable(address)) is { } bad ? new FieldError(field.Name, FieldProblem.Invalid, bad) : null;
    }

    private static bool IsHost(string text) => IsAllowable(text) && new Uri(text).PathAndQuery == "/";

    private static bool IsAllowable(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var address)
        && (address.Scheme == Uri.UriSchemeHttps || address.Scheme == Uri.UriSchemeHttp)
        && address.UserInfo.Length == 0 && address.Query.Length == 0 && address.Fragment.Length == 0;

    private static bool IsTimeZone(string name) =>
        TimeZoneInfo.TryFindSystemTimeZoneById(name, out var zone) && zone.HasIanaId;

    [GeneratedRegex("^[a-z]{2}(-[a-z]+)+-[0-9]{1,2}$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Region();
}
