using System.Reflection;
using Microsoft.AspNetCore.Components;

namespace Motion.Blazor.Features.Accounts;

/// <summary>
/// The tabs of an account in the order of product.md section 4, and its templates, which the section Advanced chooses from. A tab is there when
/// its page is: pages live in several features, and this one need not know which.
/// </summary>
internal static class AccountSections
{
    private static readonly string[] Order =
        ["settings", "advanced", "tools", "whitelist", "dispositions", "canned-answers", "video", "actions", "agents", "interactions", "templates"];

    public static readonly IReadOnlyList<string> All = [.. Order.Where(HasPage)];

    public static bool Has(string section) => All.Contains(section);

    private static bool HasPage(string section) => typeof(AccountSections).Assembly.GetTypes()
        .SelectMany(type => type.GetCustomAttributes<RouteAttribute>())
        .Any(route => route.Template == $"/accounts/{{Id:int}}/{section}");
}
