using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Identity;

namespace Motion.Blazor.Identity;

internal static class SignOut
{
    public const string Path = "/sign-out";

    public static void MapSignOut(this WebApplication app) =>
        app.MapPost(Path, async (HttpContext http, IAntiforgery antiforgery, SignInManager<MotionUser> signIn) =>
        {
            if (!await antiforgery.IsRequestValidAsync(http))
                return Results.BadRequest();
            await signIn.SignOutAsync();
            return Results.LocalRedirect(IdentityRegistration.SignInPath);
        }).AllowAnonymous();
}
