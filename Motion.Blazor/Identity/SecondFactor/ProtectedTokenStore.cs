using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Motion.Blazor.Data;

namespace Motion.Blazor.Identity.SecondFactor;

/// <summary>The framework keeps authenticator keys and recovery codes as they are; here nobody reads them in the database.</summary>
internal sealed class ProtectedTokenStore(MotionDbContext database, IDataProtectionProvider protection, IdentityErrorDescriber describer)
    : UserStore<MotionUser, IdentityRole<int>, MotionDbContext, int>(database, describer)
{
    private readonly IDataProtector _protector = protection.CreateProtector("Motion.SecondFactor");

    public override Task SetTokenAsync(MotionUser user, string loginProvider, string name, string? value, CancellationToken cancellationToken) =>
        base.SetTokenAsync(user, loginProvider, name, value is null ? null : _protector.Protect(value), cancellationToken);

    public override async Task<string?> GetTokenAsync(MotionUser user, string loginProvider, string name, CancellationToken cancellationToken) =>
        await base.GetTokenAsync(user, loginProvider, name, cancellationToken) is { } value ? _protector.Unprotect(value) : null;
}
