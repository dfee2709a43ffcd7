using System.Collections.Concurrent;
using System.Net;
using Microsoft.AspNetCore.Components;
using Motion.Domain.Accounts;
using Motion.Domain.Notifications;

namespace Motion.Blazor.Features.Accounts.Notifications;

/// <summary>The text on an offer card, written by an administrator, filled with what customers say (product.md section 10).</summary>
internal static class NotificationTemplate
{
    /// <summary>More templates than accounts ever have; a page that previews while typing must not fill the memory.</summary>
    private const int MostKept = 500;

    private static readonly ConcurrentDictionary<string, MustacheText> Kept = new(StringComparer.Ordinal);

    /// <summary>Null when the template can be saved.</summary>
    public static MustacheFault? Validate(string template) => MustacheText.Parse(template).Fault;

    /// <summary>
    /// Harmless markup, whatever the template and the customer say: values are encoded, and of the result only a short list of tags
    /// without attributes is left. A template that cannot be read (none such is ever saved) gives way to the default one.
    /// </summary>
    public static MarkupString Render(string template, NotificationFacts facts) =>
        new(HarmlessMarkup.Reduce(Read(template).Render(facts.ToVariables(), WebUtility.HtmlEncode)));

    private static MustacheText Read(string template)
    {
        if (Kept.TryGetValue(template, out var text))
            return text;
        text = MustacheText.Parse(template).Text ?? MustacheText.Parse(Account.DefaultNotificationTemplate).Text!;
        if (Kept.Count >= MostKept)
            Kept.Clear();
        return Kept.GetOrAdd(template, text);
    }
}
