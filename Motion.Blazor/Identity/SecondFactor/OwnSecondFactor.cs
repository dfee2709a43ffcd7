using System.Globalization;
using Microsoft.AspNetCore.Identity;
using Motion.Blazor.Data;
using Motion.Blazor.Features.Administration.Audit;

namespace Motion.Blazor.Identity.SecondFactor;

/// <param name="IsOn">Signing in asks for a code.</param>
/// <param name="Key">What an authenticator app is given while it is off; null while it is on.</param>
/// <param name="CodesLeft">Recovery codes not used yet.</param>
internal sealed record SecondFactorState(bool IsOn, AuthenticatorKey? Key, int CodesLeft);

/// <summary>A person's own second factor: codes of an authenticator app, and recovery codes for the day the phone is lost.</summary>
internal sealed class OwnSecondFactor(SignInManager<MotionUser> signIn, MotionDbContext database, AuditLog audit, CurrentUser current)
{
    public const int RecoveryCodes = 10;

    private UserManager<MotionUser> Users => signIn.UserManager;

    public async Task<SecondFactorState> ReadAsync()
    {
        var user = await FindAsync();
        if (user.TwoFactorEnabled)
            return new SecondFactorState(true, null, await Users.CountRecoveryCodesAsync(user));
        if (await Users.GetAuthenticatorKeyAsync(user) is not { Length: > 0 } key)
        {
            _ = await Users.ResetAuthenticatorKeyAsync(user);
            await signIn.RefreshSignInAsync(user);
            key = (await Users.GetAuthenticatorKeyAsync(user))!;
        }
        return new SecondFactorState(false, new AuthenticatorKey(key, user.Email!), 0);
    }

    /// <returns>The recovery codes, shown this once; null when the code is not the app's.</returns>
    public async Task<IReadOnlyList<string>?> TurnOnAsync(string code)
    {
        var user = await FindAsync();
        if (user.TwoFactorEnabled || !await Users.VerifyTwoFactorTokenAsync(user, Users.Options.Tokens.AuthenticatorTokenProvider, EnteredCode.Digits(code)))
            return null;
        await using var transaction = await database.Database.BeginTransactionAsync();
        _ = await Users.SetTwoFactorEnabledAsync(user, true);
        var codes = await Users.GenerateNewTwoFactorRecoveryCodesAsync(user, RecoveryCodes);
        await TellAsync(user, isOn: true);
        await transaction.CommitAsync();
        await signIn.RefreshSignInAsync(user);
        return [.. codes!];
    }

    /// <returns>New recovery codes in place of all earlier ones; null when the password is wrong.</returns>
    public async Task<IReadOnlyList<string>?> RenewCodesAsync(string password)
    {
        var user = await FindAsync();
        return user.TwoFactorEnabled && await IsHisAsync(user, password)
            ? [.. (await Users.GenerateNewTwoFactorRecoveryCodesAsync(user, RecoveryCodes))!]
            : null;
    }

    /// <returns>False when the password is wrong.</returns>
    public async Task<bool> TurnOffAsync(string password)
    {
        var user = await FindAsync();
        if (!await IsHisAsync(user, password))
            return false;
        await using var transaction = await database.Database.BeginTransactionAsync();
        _ = await Users.SetTwoFactorEnabledAsync(user, false);
        _ = await Users.ResetAuthenticatorKeyAsync(user);
        await TellAsync(user, isOn: false);
        await transaction.CommitAsync();
        await signIn.RefreshSignInAsync(user);
        return true;
    }

    private async Task<MotionUser> FindAsync() =>
        await Users.FindByIdAsync(current.Id.ToString(CultureInfo.InvariantCulture)) ?? throw new InvalidOperationException("The signed-in person is not in the database.");

    /// <summary>Counts wrong ones as signing in does, so that a page left open cannot be used to guess.</summary>
    private async Task<bool> IsHisAsync(MotionUser user, string password) =>
        (await signIn.CheckPasswordSignInAsync(user, password, lockoutOnFailure: true)).Succeeded;

    private async Task TellAsync(MotionUser user, bool isOn)
    {
        audit.Add(database, AuditAction.Changed, AuditSubject.User, user.Id, user.FullName, Of(!isOn), Of(isOn));
        await database.SaveChangesAsync();

        static Dictionary<string, object?> Of(bool isOn) => new(StringComparer.Ordinal) { ["twoFactor"] = isOn };
    }
}
