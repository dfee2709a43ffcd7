using System.Text.Json;
using Motion.Domain.Messaging;

namespace Motion.Providers.Outside;

/// <summary>One page of a list of templates, and the query that asks for the next one; null when it is the last.</summary>
internal sealed record TemplatePage(IReadOnlyList<ProviderTemplate> Templates, string? NextQuery);

/// <summary>Reads a list of templates page by page.</summary>
internal static class TemplatePages
{
    /// <summary>Providers allow some thousand templates; a list that goes on for longer goes round in circles.</summary>
    private const int PagesAtMost = 200;

    /// <param name="query">The query of the first page.</param>
    /// <param name="ask">Asks for the page with that query.</param>
    /// <param name="read">Reads a good answer.</param>
    /// <param name="translate">Reads a bad one.</param>
    /// <exception cref="OutsideFailureException">A page was refused, did not come, or is no list.</exception>
    public static async Task<IReadOnlyList<ProviderTemplate>> ReadAllAsync(
        string query,
        Func<string, Task<ProviderReply>> ask,
        Func<JsonElement, TemplatePage> read,
        Func<ProviderReply.Answered, OutsideFailure> translate)
    {
        var all = new List<ProviderTemplate>();
        var asked = new HashSet<string>(StringComparer.Ordinal);
        var next = (string?)query;
        while (next is not null && asked.Add(next) && asked.Count <= PagesAtMost)
        {
            var reply = await ask(next);
            if (reply.FailureBy(translate) is { } failure) throw Failed(failure);
            var page = ((ProviderReply.Answered)reply).Read(root => root.ValueKind == JsonValueKind.Object ? read(root) : null)
                ?? throw Failed(FailureRule.HiccupBefore.With(null, "The answer is no list of templates."));
            all.AddRange(page.Templates);
            next = page.NextQuery;
        }
        return all;
    }

    /// <summary>Asking for a list has no effect: it may always be asked again.</summary>
    private static OutsideFailureException Failed(OutsideFailure failure) => new(FailureRule.WithoutEffect(failure));
}
