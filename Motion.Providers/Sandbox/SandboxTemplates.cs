using System.Globalization;
using System.Text.RegularExpressions;

namespace Motion.Providers.Sandbox;

/// <summary>A template as a provider would have it on file.</summary>
/// <param name="Sid">Twilio's content id.</param>
/// <param name="Name">Name.</param>
/// <param name="Language">Language code.</param>
/// <param name="Category">MARKETING, UTILITY or AUTHENTICATION.</param>
/// <param name="Status">Meta's word for where the approval stands.</param>
/// <param name="Body">Text with <c>{{1}}</c> and so on.</param>
/// <param name="QuickReplies">Buttons under it.</param>
internal sealed partial record SandboxTemplate(
    string Sid, string Name, string Language, string Category, string Status, string Body, IReadOnlyList<string> QuickReplies)
{
    public int Placeholders => Placeholder().Matches(Body).Select(match => match.Value).Distinct(StringComparer.Ordinal).Count();

    public string Fill(IReadOnlyList<string> values) => Placeholder().Replace(Body, match =>
    {
        var index = int.Parse(match.Groups["number"].ValueSpan, CultureInfo.InvariantCulture) - 1;
        return index >= 0 && index < values.Count ? values[index] : match.Value;
    });

    [GeneratedRegex(@"\{\{(?<number>\d{1,2})\}\}", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Placeholder();
}

/// <summary>The templates every sandbox account has: approved ones in two languages, and one in each state that must not be offered.</summary>
internal static class SandboxTemplates
{
    public static IReadOnlyList<SandboxTemplate> All { get; } =
    [
        New(1, "recontact", "en", "UTILITY", "APPROVED", "Hello {{1}}, we have an answer to your question. Reply to this message to go on.", "Go on", "Not now"),
        New(2, "recontact", "it", "UTILITY", "APPROVED", "Ciao {{1}}, abbiamo una risposta alla tua domanda. Rispondi a questo messaggio per continuare.", "Continua", "Non ora"),
        New(3, "opening_hours", "en", "UTILITY", "APPROVED", "We are back tomorrow at nine."),
        New(4, "autumn_offer", "en", "MARKETING", "PENDING", "Everything is {{1}} off until Sunday."),
        New(5, "free_money", "en", "MARKETING", "REJECTED", "Free money for {{1}}."),
    ];

    public static SandboxTemplate? ByName(string name, string language) =>
        All.FirstOrDefault(template => template.Name == name && template.Language == language && template.Status == "APPROVED");

    public static SandboxTemplate? BySid(string sid) => All.FirstOrDefault(template => template.Sid == sid);

    private static SandboxTemplate New(
        int number, string name, string language, string category, string status, string body, params string[] quickReplies) =>
        new(string.Create(CultureInfo.InvariantCulture, $"HX{number:x32}"), name, language, category, status, body, quickReplies);
}
