using System.Text.Json;
using Motion.Domain.Messaging;
using Motion.Providers.Meta;
using Motion.Providers.Outside;

namespace Motion.Providers.Kaleyra;

/// <summary>Reads the templates of both generations (providers.md 4.1, 4.2): the second passes on Meta's list, the first tells names and states.</summary>
internal static class KaleyraTemplates
{
    /// <exception cref="OutsideFailureException">Kaleyra refused or did not answer.</exception>
    public static Task<IReadOnlyList<ProviderTemplate>> ListAsync(bool second, Func<string, Task<ProviderReply>> ask) => second
        ? TemplatePages.ReadAllAsync(MetaTemplates.FirstQuery, ask, page => MetaTemplates.ReadPage(Unwrapped(page)), KaleyraFailures.OfAnswer)
        : TemplatePages.ReadAllAsync("", ask, ReadStates, KaleyraFailures.OfAnswer);

    /// <summary>Meta's list may stand in Kaleyra's own envelope.</summary>
    private static JsonElement Unwrapped(JsonElement page) => page.Member("data"u8) is { ValueKind: JsonValueKind.Object } inner ? inner : page;

    private static TemplatePage ReadStates(JsonElement page) => new(
        [.. page.Items("data"u8).Where(item => NameOf(item) is not null).Select(State)],
        NextQuery: null);

    private static ProviderTemplate State(JsonElement item) => new(
        NameOf(item)!, NameOf(item)!, item.Text("lang_code"u8) ?? item.Text("language"u8) ?? "", StatusOf(item.Text("status"u8)),
        item.Text("category"u8)?.ToUpperInvariant(), item.Text("reason"u8), null, null, "", null, [], []);

    private static string? NameOf(JsonElement item) => item.Text("template_name"u8) ?? item.Text("name"u8);

    private static TemplateStatus StatusOf(string? status) =>
        string.Equals(status, "Submission Rejected", StringComparison.OrdinalIgnoreCase) ? TemplateStatus.Rejected : MetaTemplates.StatusOf(status);
}
