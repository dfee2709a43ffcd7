namespace Motion.Blazor.Identity.SecondFactor;

/// <summary>A code as people type it: with spaces, with a dash.</summary>
internal static class EnteredCode
{
    private const int AppDigits = 6;

    public static string Digits(string entered) => string.Concat(entered.Where(char.IsAsciiDigit));

    /// <summary>Six digits are the app's; anything else can only be a recovery code.</summary>
    public static bool IsOfApp(string entered) => entered.Count(char.IsAsciiDigit) == AppDigits && entered.All(sign => char.IsAsciiDigit(sign) || sign is ' ' or '-');
}
