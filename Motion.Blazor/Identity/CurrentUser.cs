using System.Globalization;
using System.Security.Claims;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Server.Circuits;

namespace Motion.Blazor.Identity;

/// <summary>
/// Who is asking, for the handlers: the same in a circuit and in an HTTP request. Filled by <see cref="CurrentUserCircuitHandler"/> and
/// <see cref="CurrentUserMiddleware"/>; nobody in a background job.
/// </summary>
internal sealed class CurrentUser
{
    private ClaimsPrincipal _principal = new();

    /// <summary>The person's number; null for a program with an API key and for nobody.</summary>
    public int? PersonId => int.TryParse(_principal.FindFirstValue(ClaimTypes.NameIdentifier), CultureInfo.InvariantCulture, out var id) ? id : null;

    /// <summary>The person's number where only a person can come.</summary>
    /// <exception cref="InvalidOperationException">A program or nobody is asking.</exception>
    public int Id => PersonId ?? throw new InvalidOperationException("This needs a person who is signed in.");

    public string Name => _principal.FindFirstValue(MotionClaims.FullName) ?? "";

    public string? Email => _principal.FindFirstValue(ClaimTypes.Email);

    public string? Role => _principal.FindFirstValue(ClaimTypes.Role);

    public bool IsAdministrator => _principal.IsInRole(Roles.Administrator);

    public bool IsSupervisor => _principal.IsInRole(Roles.Supervisor);

    public bool IsAgent => _principal.IsInRole(Roles.Agent);

    /// <summary>How far this person reaches with a use case (<see cref="Permissions"/>). A use case asks for itself: <c>user.May(this)</c>.</summary>
    public Scope ScopeOf(object useCase) => Permissions.Of(useCase.GetType(), Role);

    /// <summary>Whether this person may begin the use case at all; what it may touch is a matter of <see cref="ScopeOf"/>.</summary>
    public bool May(object useCase) => ScopeOf(useCase) != Scope.Nothing;

    public void Become(ClaimsPrincipal principal) => _principal = principal;
}

internal sealed class CurrentUserMiddleware(RequestDelegate next)
{
    public Task InvokeAsync(HttpContext context, CurrentUser user)
    {
        user.Become(context.User);
        return next(context);
    }
}

/// <summary>Sets the person before the circuit's first component runs, and again when his sign-in was found to be over.</summary>
internal sealed class CurrentUserCircuitHandler(AuthenticationStateProvider authentication, CurrentUser user) : CircuitHandler, IDisposable
{
    public override async Task OnCircuitOpenedAsync(Circuit circuit, CancellationToken cancellationToken)
    {
        authentication.AuthenticationStateChanged += OnChanged;
        user.Become((await authentication.GetAuthenticationStateAsync()).User);
    }

    public void Dispose() => authentication.AuthenticationStateChanged -= OnChanged;

    private async void OnChanged(Task<AuthenticationState> state) => user.Become((await state).User);
}
