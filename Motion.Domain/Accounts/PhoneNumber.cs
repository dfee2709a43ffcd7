namespace Motion.Domain.Accounts;

/// <summary>A phone number as we keep it: digits with country code, no plus (product.md section 3).</summary>
public static class PhoneNumber
{
    /// <summary>Fewest digits with country code.</summary>
    public const int MinDigits = 6;
    /// <summary>Most digits with country code (E.164).</summary>
    public const int MaxDigits = 15;

    /// <summary>
    /// Reads a number as people write it: <c>+39 011 555-0100</c>, <c>0039…</c>, with brackets, dots or slashes. Null when it is
    /// not a number with country code: no country code begins with 0.
    /// </summary>
    public static string? Normalize(string? written)
    {
        if (written is null)
            return null;
        var trimmed = written.Trim();
        var hasPlus = trimmed.StartsWith('+');
        if (hasPlus)
            trimmed = trimmed[1..];
        if (!trimmed.All(c => char.IsAsciiDigit(c) || c is ' ' or '-' or '.' or '(' or ')' or '/' or '\u00a0'))
            return null;
        var digits = string.Concat(trimmed.Where(char.IsAsciiDigit));
        if (!hasPlus && digits.StartsWith("00", StringComparison.Ordinal))
            digits = digits[2..];
        return digits.Length is >= MinDigits and <= MaxDigits && digits[0] != '0' ? digits : null;
    }

    /// <summary>As people read it: with a plus.</summary>
    public static string Show(string digits) => $"+{digits}";
}
