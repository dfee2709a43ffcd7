using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Motion.Blazor.Data;
using Motion.Blazor.Features.Administration.Audit;
using Motion.Blazor.Hosting;
using Motion.Blazor.Identity.SecondFactor;

namespace Motion.Blazor.Identity;

internal enum SignInOutcome
{
    SignedIn,

    /// <summary>Unknown address or wrong password; the person is not told which.</summary>
    Refused,

    /// <summary>Too many failures, or locked by an administrator. Told only to someone who gave the right password.</summary>
    Locked,

    /// <summary>The password is right; the second factor is still to come.</summary>
    CodeNeeded,
}

internal sealed class SignIn(SignInManager<MotionUser> signIn, IDbContextFactory<MotionDbContext> databases, IHttpContextAccessor http, TimeProvider clock)
{
    // Verified when the address is unknown, so that the answer takes as long as for a known one.
    private static readonly MotionUser Nobody = new() { FullName = "" };
    private static readonly Lazy<string> NobodysHash = new(() => new PasswordHasher<MotionUser>().HashPassword(Nobody, Guid.NewGuid().ToString()));

    public async Task<SignInOutcome> WithPasswordAsync(string email, string password, bool remember)
    {
        var user = await signIn.UserManager.FindByEmailAsync(email);
        if (user is null)
        {
            _ = signIn.UserManager.PasswordHasher.VerifyHashedPassword(Nobody, NobodysHash.Value, password);
            return SignInOutcome.Refused;
        }

        if (await signIn.UserManager.IsLockedOutAsync(user))
            return await signIn.UserManager.CheckPasswordAsync(user, password) ? SignInOutcome.Locked : SignInOutcome.Refused;

        var result = await signIn.PasswordSignInAsync(user, password, remember, lockoutOnFailure: true);
        if (result.RequiresTwoFactor)
            return SignInOutcome.CodeNeeded;
        if (!result.Succeeded)
            return SignInOutcome.Refused;

        await WelcomeAsync(user);
        return SignInOutcome.SignedIn;
    }

    /// <summary>The second step of the same browser: a code of the authenticator app, or a recovery code, which works once.</summary>
    /// <returns><see cref="SignInOutcome.CodeNeeded"/> when the first step is missing or too long ago.</returns>
    public async Task<SignInOutcome> WithCodeAsync(string code, bool remember)
    {
        if (await signIn.GetTwoFactorAuthenticationUserAsync() is not { } user)
            return SignInOutcome.CodeNeeded;
        // The framework lets a recovery code in past any lock.
        if (await signIn.UserManager.IsLockedOutAsync(user))
            return SignInOutcome.Locked;
        var result = EnteredCode.IsOfApp(code)
            ? await signIn.TwoFactorAuthenticatorSignInAsync(EnteredCode.Digits(code), remember, rememberClient: false)
            : await signIn.TwoFactorRecoveryCodeSignInAsync(code.Trim().ToUpperInvariant());
        if (result.IsLockedOut)
            return SignInOutcome.Locked;
        if (!result.Succeeded)
            return SignInOutcome.Refused;
        await WelcomeAsync(user);
        return SignInOutcome.SignedIn;
    }

    public async Task AsAsync(MotionUser user, bool remember)
    {
        await signIn.SignInAsync(user, remember);
        await WelcomeAsync(user);
    }

    private async Task WelcomeAsync(MotionUser user)
    {
        await using (var database = await databases.CreateDbContextAsync())
        {
            database.Audit.Add(new AuditEntry
            {
                At = clock.GetUtcNow(),
                UserId = user.Id,
                Actor = user.FullName,
                Action = AuditAction.SignedIn,
                Subject = AuditSubject.User,
                SubjectId = user.Id,
                SubjectName = user.FullName,
            });
            await database.SaveChangesAsync();
        }
        if (user.Language is { } language && Languages.All.Contains(language))
            Languages.Remember(http.HttpContext!.Response, language, clock.GetUtcNow());
    }
}
