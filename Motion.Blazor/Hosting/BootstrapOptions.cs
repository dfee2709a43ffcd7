using System.ComponentModel.DataAnnotations;
using Motion.Blazor.Identity;

namespace Motion.Blazor.Hosting;

/// <summary>Section <c>Bootstrap</c>: what the first start on an empty database creates. Later starts only add the API key when it is new.</summary>
internal sealed class BootstrapOptions : ICheckedOptions
{
    public const string Section = "Bootstrap";
    public const int ShortestApiKey = 24;

    /// <summary>E-mail address the first administrator signs in with.</summary>
    public string AdminEmail { get; set; } = "admin@motion.local";

    /// <summary>His password; left out, one is generated and printed once to the console.</summary>
    public string? AdminPassword { get; set; }

    /// <summary>A first key for the API, at least 24 characters; left out, none is made.</summary>
    public string? ApiKey { get; set; }

    public IEnumerable<string> Problems()
    {
        if (!new EmailAddressAttribute().IsValid(AdminEmail))
            yield return $"Bootstrap:AdminEmail \"{AdminEmail}\" is not an e-mail address.";
        if (AdminPassword is not null && AdminPassword.Length < PasswordRules.ShortestLength)
            yield return $"Bootstrap:AdminPassword is shorter than {PasswordRules.ShortestLength} characters.";
        if (ApiKey is not null && ApiKey.Length < ShortestApiKey)
            yield return $"Bootstrap:ApiKey is shorter than {ShortestApiKey} characters.";
    }
}
