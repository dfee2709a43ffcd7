using System.Security.Claims;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using Motion.Blazor.Identity;

namespace Motion.Tests.Support;

/// <summary>A scope in which somebody is signed in, as in his circuit or request: handlers taken from it act for him.</summary>
internal sealed class ActingPerson(AsyncServiceScope scope) : IAsyncDisposable
{
    public int UserId => Get<CurrentUser>().Id;

    public THandler Get<THandler>() where THandler : notnull => scope.ServiceProvider.GetRequiredService<THandler>();

    public ValueTask DisposeAsync() => scope.DisposeAsync();
}

internal static class Acting
{
    public static async Task<ActingPerson> ActAsAsync(this MotionApp app, string email)
    {
        var scope = app.Services.CreateAsyncScope();
        var signIn = scope.ServiceProvider.GetRequiredService<SignInManager<MotionUser>>();
        var user = await signIn.UserManager.FindByEmailAsync(email) ?? throw new InvalidOperationException($"Nobody has the address {email}.");
        scope.ServiceProvider.GetRequiredService<CurrentUser>().Become(await signIn.CreateUserPrincipalAsync(user));
        return new ActingPerson(scope);
    }

    /// <summary>A program with an API key.</summary>
    public static ActingPerson ActAsProgram(this MotionApp app)
    {
        var scope = app.Services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CurrentUser>().Become(
            new ClaimsPrincipal(new ClaimsIdentity([new Claim(ClaimTypes.Role, Roles.Administrator)], ApiKeyAuthentication.SchemeName)));
        return new ActingPerson(scope);
    }
}
