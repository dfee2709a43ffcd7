using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using Motion.Domain;
using Motion.Domain.Accounts;
using Motion.Domain.Contacts;

namespace Motion.Blazor.Features.Contacts;

/// <summary>A contact as a form, a line of a file or the API brings it.</summary>
/// <param name="FreeFields">Further fields by name.</param>
public sealed record ContactEntry(
    int? ListId, string? FirstName, string? LastName, string? Phone, string? Mobile, string? Email, IReadOnlyDictionary<string, string>? FreeFields = null)
{
    /// <summary>Whether both would be stored the same.</summary>
    public bool IsSameAs(ContactEntry other)
    {
        var (one, two) = (ContactRules.Normalize(this), ContactRules.Normalize(other));
        return one with { FreeFields = null } == two with { FreeFields = null } && Sorted(one.FreeFields).SequenceEqual(Sorted(two.FreeFields));
    }

    private static IEnumerable<KeyValuePair<string, string>> Sorted(IReadOnlyDictionary<string, string>? fields) => (fields ?? new Dictionary<string, string>()).OrderBy(field => field.Key, StringComparer.Ordinal);
}

/// <summary>The rules of a contact that need no database.</summary>
internal static class ContactRules
{
    public const int LongestName = 255;
    public const int LongestEmail = 320;
    public const int MostFreeFields = 50;
    public const int LongestFieldName = 60;
    public const int LongestFieldValue = 1000;

    private static readonly EmailAddressAttribute EmailShape = new();

    /// <summary>Trims; numbers become digits where they can be read; empty fields go.</summary>
    public static ContactEntry Normalize(ContactEntry entered) => new(
        entered.ListId, Blank(entered.FirstName), Blank(entered.LastName), Digits(entered.Phone), Digits(entered.Mobile), Blank(entered.Email),
        entered.FreeFields?.Where(field => !string.IsNullOrWhiteSpace(field.Key) && !string.IsNullOrWhiteSpace(field.Value))
            .GroupBy(field => field.Key.Trim(), StringComparer.OrdinalIgnoreCase)
            .ToDictionary(field => field.Key, field => field.Last().Value.Trim(), StringComparer.Ordinal));

    /// <summary>What is wrong with a normalized entry.</summary>
    public static IReadOnlyList<FieldError> Check(ContactEntry entry)
    {
        var errors = new List<FieldError>();
        errors.AddRange(AccountRules.CheckText("firstName", entry.FirstName, LongestName, required: false));
        errors.AddRange(AccountRules.CheckText("lastName", entry.LastName, LongestName, required: false));
        if (entry is { FirstName: null, LastName: null, Phone: null, Mobile: null, Email: null })
            errors.Add(new FieldError("firstName", FieldProblem.Required));
        if (entry.Phone is { } phone && PhoneNumber.Normalize(phone) is null)
            errors.Add(new FieldError("phone", FieldProblem.Invalid));
        if (entry.Mobile is { } mobile && PhoneNumber.Normalize(mobile) is null)
            errors.Add(new FieldError("mobile", FieldProblem.Invalid));
        if (entry.Email is { } email && (email.Length > LongestEmail || !EmailShape.IsValid(email)))
            errors.Add(new FieldError("email", FieldProblem.Invalid));
        var free = entry.FreeFields ?? new Dictionary<string, string>();
        if (free.Count > MostFreeFields)
            errors.Add(new FieldError("freeFields", FieldProblem.TooLong, $"{MostFreeFields}"));
        else if (free.Any(field => field.Key.Length > LongestFieldName || field.Value.Length > LongestFieldValue))
            errors.Add(new FieldError("freeFields", FieldProblem.Invalid));
        return errors;
    }

    public static void Apply(ContactEntry entry, Contact contact)
    {
        contact.FirstName = entry.FirstName ?? "";
        contact.LastName = entry.LastName ?? "";
        contact.Phone = entry.Phone;
        contact.Mobile = entry.Mobile;
        contact.Email = entry.Email;
        contact.FreeFields = Write(entry.FreeFields);
    }

    public static ContactEntry EntryOf(Contact contact) =>
        new(contact.ListId, contact.FirstName, contact.LastName, contact.Phone, contact.Mobile, contact.Email, ReadFreeFields(contact.FreeFields));

    public static string? Write(IReadOnlyDictionary<string, string>? fields) => fields is { Count: > 0 } ? JsonSerializer.Serialize(fields) : null;

    public static IReadOnlyDictionary<string, string> ReadFreeFields(string? stored) => stored is null
        ? new Dictionary<string, string>(StringComparer.Ordinal)
        : JsonSerializer.Deserialize<Dictionary<string, JsonElement>>(stored)!.ToDictionary(
            field => field.Key, field => field.Value.ValueKind == JsonValueKind.String ? field.Value.GetString()! : field.Value.GetRawText(), StringComparer.Ordinal);

    /// <summary>A contact as the audit log tells it.</summary>
    public static Dictionary<string, object?> Facts(Contact contact) => new(StringComparer.Ordinal)
    {
        ["listId"] = contact.ListId,
        ["firstName"] = contact.FirstName,
        ["lastName"] = contact.LastName,
        ["phone"] = contact.Phone,
        ["mobile"] = contact.Mobile,
        ["email"] = contact.Email,
        ["freeFields"] = ReadFreeFields(contact.FreeFields),
    };

    private static string? Blank(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();

    private static string? Digits(string? text) => Blank(text) is { } written ? PhoneNumber.Normalize(written) ?? written : null;
}
