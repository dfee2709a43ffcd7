using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Routing;

namespace Motion.Blazor.Components.Layout;

/// <summary>An entry of the rail; it is the current one on its own pages and on those that are reached through it.</summary>
public sealed class RailLink : NavLink
{
    /// <summary>Where the pages begin that are reached through this one and have addresses of their own, e.g. "/users".</summary>
    [Parameter]
    public IReadOnlyList<string> Also { get; set; } = [];

    protected override bool ShouldMatch(string uriAbsolute) =>
        base.ShouldMatch(uriAbsolute) || Also.Any(path => new Uri(uriAbsolute).AbsolutePath is var at && (at == path || at.StartsWith($"{path}/", StringComparison.Ordinal)));
}
