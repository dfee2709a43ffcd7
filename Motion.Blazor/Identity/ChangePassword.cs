using Microsoft.AspNetCore.Identity;

namespace Motion.Blazor.Identity;

internal enum ChangePasswordOutcome
{
    Changed,
    WrongCurrentPassword,
    TooWeak,
    SameAsBefore,
}

/// <summary>The person's own password. A new security stamp ends every other session of his within the revalidation interval.</summary>
internal sealed class ChangePassword(SignInManager<MotionUser> signIn, CurrentUser current)
{
    public async Task<ChangePasswordOutcome> RunAsync(string oldPassword, string newPassword)
    {
        if (oldPassword == newPassword)
            return ChangePasswordOutcome.SameAsBefore;

        var users = signIn.UserManager;
        var user = await users.FindByIdAsync(current.Id.ToString(System.Globalization.CultureInfo.InvariantCulture))
            ?? throw new InvalidOperationException("The signed-in person is not in the database.");
        var result = await users.ChangePasswordAsync(user, oldPassword, newPassword);
        if (!result.Succeeded)
        {
            return result.Errors.Any(e => e.Code == nameof(IdentityErrorDescriber.PasswordMismatch))
                ? ChangePasswordOutcome.WrongCurrentPassword
                : ChangePasswordOutcome.TooWeak;
        }

        await signIn.RefreshSignInAsync(user);
        return ChangePasswordOutcome.Changed;
    }
}
