using System.Security.Claims;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace Motion.Blazor.Identity;

/// <summary>Adds to the cookie what every page shows of the person, so that no page has to ask the database for it.</summary>
internal sealed class MotionClaims(UserManager<MotionUser> users, RoleManager<IdentityRole<int>> roles, IOptions<IdentityOptions> options)
    : UserClaimsPrincipalFactory<MotionUser, IdentityRole<int>>(users, roles, options)
{
    public const string FullName = "motion:name";

    protected override async Task<ClaimsIdentity> GenerateClaimsAsync(MotionUser user)
    {
        var identity = await base.GenerateClaimsAsync(user);
        identity.AddClaim(new Claim(FullName, user.FullName));
        return identity;
    }
}
