using Microsoft.AspNetCore.Identity;

namespace Motion.Blazor.Identity;

/// <summary>A person who signs in. His role decides what he may do; see <see cref="Roles"/>.</summary>
internal sealed class MotionUser : IdentityUser<int>
{
    public required string FullName { get; set; }

    /// <summary>Interface language, e.g. "en" or "it"; null follows the browser.</summary>
    public string? Language { get; set; }
}

internal static class Roles
{
    public const string Administrator = "Administrator";
    public const string Supervisor = "Supervisor";
    public const string Agent = "Agent";

    public static readonly string[] All = [Administrator, Supervisor, Agent];
}
