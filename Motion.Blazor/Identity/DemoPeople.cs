using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Identity;

namespace Motion.Blazor.Identity;

/// <summary>People to try Motion with. They are made and can be signed in as only in Development; nobody knows their passwords.</summary>
internal static class DemoPeople
{
    public sealed record Person(string Slug, string FullName, string Email, string Role);

    public static readonly Person[] All =
    [
        new("administrator", "Demo Administrator", "administrator@demo.motion.local", Roles.Administrator),
        new("supervisor", "Demo Supervisor", "supervisor@demo.motion.local", Roles.Supervisor),
        new("agent-one", "Agent One", "agent.one@demo.motion.local", Roles.Agent),
        new("agent-two", "Agent Two", "agent.two@demo.motion.local", Roles.Agent),
    ];

    public static string PathOf(string slug) => $"/sign-in/demo/{slug}";

    public static void MapDemoSignIn(this WebApplication app) =>
        app.MapPost("/sign-in/demo/{slug}", async (string slug, string? returnUrl, HttpContext http, IAntiforgery antiforgery, UserManager<MotionUser> users, SignIn signIn) =>
        {
            if (!await antiforgery.IsRequestValidAsync(http))
                return Results.BadRequest();
            var person = Array.Find(All, p => p.Slug == slug);
            if (person is null || await users.FindByEmailAsync(person.Email) is not { } user)
                return Results.NotFound();
            await signIn.AsAsync(user, remember: false);
            return Results.LocalRedirect(ReturnAddress.LocalOr(returnUrl, "/"));
        }).AllowAnonymous();
}
