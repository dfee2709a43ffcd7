using System.Collections.Concurrent;
using Microsoft.AspNetCore.Components;

namespace Motion.Blazor.Components.Controls;

/// <summary>
/// Material Symbols. They are decoration: the word beside one, or the aria-label of the button round it, carries the meaning. The name is
/// an attribute and not text, so that it is neither read aloud nor copied nor found by a search in the page. Markup and no component: a
/// desk shows hundreds, and a component costs a kilobyte.
/// </summary>
internal static class Symbols
{
    private static readonly ConcurrentDictionary<string, MarkupString> Made = new(StringComparer.Ordinal);

    /// <param name="name">A name of our own, never what someone wrote.</param>
    public static MarkupString Of(string name) =>
        Made.GetOrAdd(name, static name => new MarkupString($"""<span class="icon rzi" data-icon="{name}" aria-hidden="true"></span>"""));
}
