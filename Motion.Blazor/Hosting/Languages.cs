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
            options.SetDefaultCulture(All[0]).AddSupportedCultures(All).AddSupportedUICultures(All);
            options.RequestCultureProviders =
            [
                new CookieRequestCultureProvider { CookieName = CookieName },
                new AcceptLanguageHeaderRequestCultureProvider(),
            ];
        });
    }

    public static void Remember(HttpResponse response, string language, DateTimeOffset now) => response.Cookies.Append(
        CookieName,
        CookieRequestCultureProvider.MakeCookieValue(new RequestCulture(language)),
        new CookieOptions { Expires = now.AddYears(1), SameSite = SameSiteMode.Lax, IsEssential = true, Path = "/" });
}
