using System.Globalization;
using Microsoft.AspNetCore.Localization;

namespace Motion.Blazor.Hosting;

internal static class Languages
{
    /// <summary>The first one is used when a browser asks for none of them.</summary>
    public static readonly string[] All = ["en", "it"];

    /// <summary>Written by the language switch (wwwroot/js/shell.js) and at sign-in.</summary>
    public const string CookieName = "motion-culture";

    public static void AddMotionLanguages(this WebApplicationBuilder builder)
    {
        builder.Services.AddLocalization();
        builder.Services.Configure<RequestLocalizationOptions>(options =>
        {
            options.SetDefaultCulture(All[0]).AddSupportedUICultures(All);
            options.SupportedCultures = [.. CultureInfo.GetCultures(CultureTypes.AllCultures).Where(culture => All.Contains(culture.TwoLetterISOLanguageName))];
            options.RequestCultureProviders = [new RegionalCultureProvider()];
        });
    }

    public static void Remember(HttpResponse response, string language, DateTimeOffset now) => response.Cookies.Append(
        CookieName,
        CookieRequestCultureProvider.MakeCookieValue(new RequestCulture(language)),
        new CookieOptions { Expires = now.AddYears(1), SameSite = SameSiteMode.Lax, IsEssential = true, Path = "/" });
}

/// <summary>
/// The words are those of the language that was chosen, or else asked for first; dates and numbers are written as in the region that the
/// browser asks for in this language: to a British browser the day comes before the month.
/// </summary>
internal sealed class RegionalCultureProvider : RequestCultureProvider
{
    private readonly CookieRequestCultureProvider _cookie = new() { CookieName = Languages.CookieName };

    public override async Task<ProviderCultureResult?> DetermineProviderCultureResult(HttpContext httpContext)
    {
        string[] asked = [.. httpContext.Request.GetTypedHeaders().AcceptLanguage.OrderByDescending(language => language.Quality ?? 1).Select(language => language.Value.Value ?? "")];
        var chosen = await _cookie.DetermineProviderCultureResult(httpContext) is { UICultures: [{ Value: { } cookie }, ..] } && Languages.All.Contains(cookie)
            ? cookie
            : asked.Select(LanguageOf).FirstOrDefault(Languages.All.Contains);
        return chosen is null ? null : new ProviderCultureResult(asked.FirstOrDefault(name => LanguageOf(name) == chosen) ?? chosen, chosen);
    }

    private static string LanguageOf(string name) => name.Split('-')[0].ToLowerInvariant();
}
