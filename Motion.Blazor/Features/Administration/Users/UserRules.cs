using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Motion.Blazor.Data;
using Motion.Blazor.Hosting;
using Motion.Blazor.Identity;

namespace Motion.Blazor.Features.Administration.Users;

/// <summary>Rules that adding and editing share.</summary>
internal static class UserRules
{
    public const int LongestName = 255;
    public const int LargestCapacity = 1000;

    public static IEnumerable<UserRefusal> Check(string fullName, string email, string role, string? language, int capacity)
    {
        if (string.IsNullOrWhiteSpace(fullName))
            yield return UserRefusal.NameMissing;
        else if (fullName.Trim().Length > LongestName)
            yield return UserRefusal.NameTooLong;
        if (email.Trim().Length > 256 || !new EmailAddressAttribute().IsValid(email.Trim()))
            yield return UserRefusal.EmailInvalid;
        if (!Roles.All.Contains(role))
            yield return UserRefusal.RoleUnknown;
        if (language is not null && !Languages.All.Contains(language))
            yield return UserRefusal.LanguageUnknown;
        if (capacity is < 0 or > LargestCapacity)
            yield return UserRefusal.CapacityOutOfRange;
    }

    /// <summary>Identity's own checks in our words: an address that is taken, a password that is too weak.</summary>
    public static UserRefusal[] Translate(IdentityResult result) =>
    [
        .. result.Errors.Select(error => error.Code switch
        {
            nameof(IdentityErrorDescriber.DuplicateEmail) or nameof(IdentityErrorDescriber.DuplicateUserName) => UserRefusal.EmailTaken,
            nameof(IdentityErrorDescriber.InvalidEmail) or nameof(IdentityErrorDescriber.InvalidUserName) => UserRefusal.EmailInvalid,
            _ when error.Code.StartsWith("Password", StringComparison.Ordinal) => UserRefusal.PasswordTooWeak,
            _ => throw new InvalidOperationException($"Identity refused: {error.Description}"),
        }).Distinct(),
    ];

    /// <summary>A person as the audit log tells him; of passwords nothing.</summary>
    public static Dictionary<string, object?> Facts(MotionUser user, string? role, int capacity) => new(StringComparer.Ordinal)
    {
        ["fullName"] = user.FullName,
        ["email"] = user.Email,
        ["role"] = role,
        ["language"] = user.Language,
        ["capacity"] = capacity,
    };

    /// <summary>Whether, without this person, nobody who can sign in would be left to administer.</summary>
    public static async Task<bool> IsLastAdministratorAsync(MotionDbContext database, int userId, DateTimeOffset now, CancellationToken cancel)
    {
        var able = from user in database.Users
                   join given in database.UserRoles on user.Id equals given.UserId
                   join role in database.Roles on given.RoleId equals role.Id
                   where role.Name == Roles.Administrator && (user.LockoutEnd == null || user.LockoutEnd <= now)
                   select user.Id;
        var ids = await able.Take(2).ToListAsync(cancel);
        return ids is [var only] && only == userId;
    }
}
