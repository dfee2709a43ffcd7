namespace Motion.Providers.Twilio;

/// <summary>Reads a form's fields; an empty field is as good as none.</summary>
internal static class TwilioForm
{
    public static string? Filled(this Dictionary<string, string> form, string field) =>
        form.TryGetValue(field, out var value) && value.Length > 0 ? value : null;

    public static bool IsTrue(this Dictionary<string, string> form, string field) =>
        string.Equals(form.Filled(field), "true", StringComparison.OrdinalIgnoreCase);
}
