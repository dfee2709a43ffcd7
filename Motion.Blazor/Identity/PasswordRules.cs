using System.Security.Cryptography;
using Microsoft.AspNetCore.Identity;

namespace Motion.Blazor.Identity;

/// <summary>Length is what makes a password strong; rules about signs and digits make people write it down (NIST SP 800-63B, 5.1.1.2).</summary>
internal static class PasswordRules
{
    public const int ShortestLength = 10;
    public const int LongestLength = 128;

    // No signs that look alike, since people read these aloud and type them once.
    private const string Letters = "abcdefghjkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789";

    public static void Apply(PasswordOptions options)
    {
        options.RequiredLength = ShortestLength;
        options.RequireDigit = false;
        options.RequireLowercase = false;
        options.RequireUppercase = false;
        options.RequireNonAlphanumeric = false;
        options.RequiredUniqueChars = 4;
    }

    /// <summary>About 92 bits, grouped for the eye: xxxx-xxxx-xxxx-xxxx.</summary>
    public static string Generate() =>
        string.Join('-', Enumerable.Range(0, 4).Select(_ => RandomNumberGenerator.GetString(Letters, 4)));
}
