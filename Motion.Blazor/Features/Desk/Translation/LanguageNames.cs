using System.Globalization;
using Motion.Providers.Translation;

namespace Motion.Blazor.Features.Desk.Translation;

/// <summary>Languages by name, as the reader calls them.</summary>
internal static class LanguageNames
{
    /// <summary>What is not known by name is called by its code.</summary>
    public static string Of(string code)
    {
        try
        {
            var name = CultureInfo.GetCultureInfo(code, predefinedOnly: true).DisplayName;
            return char.ToUpper(name[0], CultureInfo.CurrentCulture) + name[1..];
        }
        catch (CultureNotFoundException)
        {
            return code;
        }
    }

    /// <summary>All that can be chosen, in the order of their names.</summary>
    public static IReadOnlyList<(string Code, string Name)> All() =>
        [.. TranslationLanguages.All.Select(code => (Code: code, Name: Of(code))).OrderBy(language => language.Name, StringComparer.CurrentCulture)];

    /// <summary>The language of the page, where a text can be translated into it; else English.</summary>
    public static string OfReader => TranslationLanguages.Has(CultureInfo.CurrentUICulture.TwoLetterISOLanguageName) ? CultureInfo.CurrentUICulture.TwoLetterISOLanguageName : "en";
}
