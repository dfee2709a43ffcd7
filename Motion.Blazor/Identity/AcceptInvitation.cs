using System.Globalization;
using Microsoft.AspNetCore.Identity;

namespace Motion.Blazor.Identity;

internal enum InvitationOutcome
{
    Joined,

    /// <summary>The password is chosen; somebody with a second factor still gives its code.</summary>
    CodeNeeded,

    /// <summary>The link was used, renewed or is too old.</summary>
    NotValid,
    TooWeak,
}

/// <summary>Who was invited chooses a password and is signed in. The link is all the proof there is, so it works once.</summary>
internal sealed class AcceptInvitation(SignInManager<MotionUser> signIn, SignIn sessions)
{
    public const string Path = "/invitation";

    public async Task<InvitationOutcome> WithPasswordAsync(int userId, string token, string password)
    {
        var users = signIn.UserManager;
        if (await users.FindByIdAsync(userId.ToString(CultureInfo.InvariantCulture)) is not { } user || await users.HasPasswordAsync(user) || await users.IsLockedOutAsync(user))
            return InvitationOutcome.NotValid;
        var result = await users.ResetPasswordAsync(user, token, password);
        if (!result.Succeeded)
            return result.Errors.Any(error => error.Code == nameof(IdentityErrorDescriber.InvalidToken)) ? InvitationOutcome.NotValid : InvitationOutcome.TooWeak;
        return await sessions.WithPasswordAsync(user.Email!, password, remember: false) == SignInOutcome.CodeNeeded ? InvitationOutcome.CodeNeeded : InvitationOutcome.Joined;
    }
}
