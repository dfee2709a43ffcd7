using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Server;
using Microsoft.AspNetCore.Identity;

namespace Motion.Blazor.Identity;

/// <summary>A circuit lives for hours on the sign-in it was opened with: this asks every minute whether that sign-in still holds.</summary>
internal sealed class CircuitRevalidation(ILoggerFactory logging, IServiceScopeFactory scopes) : RevalidatingServerAuthenticationStateProvider(logging)
{
    protected override TimeSpan RevalidationInterval => IdentityRegistration.RevalidationInterval;

    protected override async Task<bool> ValidateAuthenticationStateAsync(AuthenticationState state, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var signIn = scope.ServiceProvider.GetRequiredService<SignInManager<MotionUser>>();
        return await signIn.ValidateSecurityStampAsync(state.User) is { } user
            && !await signIn.UserManager.IsLockedOutAsync(user);
    }
}
