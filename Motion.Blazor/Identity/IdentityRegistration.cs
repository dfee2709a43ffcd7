using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Identity;
using Motion.Blazor.Data;
using Motion.Blazor.Identity.SecondFactor;

namespace Motion.Blazor.Identity;

internal static class IdentityRegistration
{
    /// <summary>The longest time a sign-in outlives a changed password, a lock or a changed role.</summary>
    public static readonly TimeSpan RevalidationInterval = TimeSpan.FromMinutes(1);

    public const string SignInPath = "/sign-in";

    public static void AddMotionIdentity(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddHttpContextAccessor();
        services.AddAuthentication(IdentityConstants.ApplicationScheme)
            .AddScheme<AuthenticationSchemeOptions, ApiKeyAuthentication>(ApiKeyAuthentication.SchemeName, null)
            .AddIdentityCookies();
        services.AddIdentityCore<MotionUser>(Configure)
            .AddRoles<IdentityRole<int>>()
            .AddEntityFrameworkStores<MotionDbContext>()
            .AddUserStore<ProtectedTokenStore>()
            .AddSignInManager()
            .AddClaimsPrincipalFactory<MotionClaims>()
            .AddDefaultTokenProviders();
        services.ConfigureApplicationCookie(ConfigureCookie);
        services.Configure<SecurityStampValidatorOptions>(options => options.ValidationInterval = RevalidationInterval);
        services.AddAuthorizationBuilder()
            .AddPolicy(Policies.Administer, policy => policy.RequireRole(Roles.Administrator))
            .AddPolicy(Policies.Supervise, policy => policy.RequireRole(Roles.Administrator, Roles.Supervisor))
            .AddPolicy(Policies.Work, policy => policy.RequireAuthenticatedUser())
            .AddPolicy(Policies.Api, policy => policy.AddAuthenticationSchemes(ApiKeyAuthentication.SchemeName).RequireAuthenticatedUser());

        services.AddScoped<CurrentUser>();
        services.AddScoped<AuthenticationStateProvider, CircuitRevalidation>();
        services.AddScoped<SignIn>();
        services.AddScoped<ChangePassword>();
        services.AddScoped<OwnSecondFactor>();
        services.AddScoped<AcceptInvitation>();
    }

    public static void MapMotionIdentity(this WebApplication app)
    {
        app.MapSignOut();
        if (app.Environment.IsDevelopment())
            app.MapDemoSignIn();
    }

    private static void Configure(IdentityOptions options)
    {
        PasswordRules.Apply(options.Password);
        options.User.RequireUniqueEmail = true;
        options.Lockout.MaxFailedAccessAttempts = 5;
        options.Lockout.DefaultLockoutTimeSpan = TimeSpan.FromMinutes(15);
        options.Lockout.AllowedForNewUsers = true;
    }

    private static void ConfigureCookie(CookieAuthenticationOptions options)
    {
        options.Cookie.Name = "motion-session";
        options.Cookie.HttpOnly = true;
        options.Cookie.SameSite = SameSiteMode.Lax;
        options.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
        // One working day; an agent who works through a shift is not asked again.
        options.ExpireTimeSpan = TimeSpan.FromHours(12);
        options.SlidingExpiration = true;
        options.LoginPath = SignInPath;
        options.AccessDeniedPath = "/not-allowed";
        options.ReturnUrlParameter = "returnUrl";
    }
}
