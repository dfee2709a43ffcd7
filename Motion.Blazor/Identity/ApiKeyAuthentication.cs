using System.Security.Claims;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Motion.Blazor.Data;

namespace Motion.Blazor.Identity;

/// <summary>
/// Header <c>X-Api-Key</c>. Only hashes are kept, and the hash is what is looked up: how long the database compares tells nothing about
/// the key. A key is made by an administrator and acts with his rights.
/// </summary>
internal sealed class ApiKeyAuthentication(
    IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logging, UrlEncoder encoder,
    IDbContextFactory<MotionDbContext> databases, IProblemDetailsService problems)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logging, encoder)
{
    public const string SchemeName = "ApiKey";
    public const string Header = "X-Api-Key";

    public static string HashOf(string key) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key)));

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        var given = Request.Headers[Header].ToString();
        if (given.Length == 0)
            return AuthenticateResult.NoResult();

        var hash = HashOf(given);
        await using var database = await databases.CreateDbContextAsync(Context.RequestAborted);
        var key = await database.ApiKeys.AsNoTracking()
            .Where(k => k.Hash == hash && k.RevokedAt == null)
            .Select(k => new { k.Id, k.Name })
            .FirstOrDefaultAsync(Context.RequestAborted);
        if (key is null)
            return AuthenticateResult.Fail("The key is unknown or was revoked.");

        var identity = new ClaimsIdentity(
            [new Claim(ClaimTypes.Name, key.Name), new Claim(MotionClaims.FullName, key.Name), new Claim(ClaimTypes.Role, Roles.Administrator)],
            SchemeName);
        return AuthenticateResult.Success(new AuthenticationTicket(new ClaimsPrincipal(identity), SchemeName));
    }

    protected override Task HandleChallengeAsync(AuthenticationProperties properties) => Refuse(
        StatusCodes.Status401Unauthorized, "This needs an API key.",
        $"Send a key that was not revoked in the header {Header}. Administrators make keys in Motion.");

    protected override Task HandleForbiddenAsync(AuthenticationProperties properties) => Refuse(
        StatusCodes.Status403Forbidden, "This key may not do that.", null);

    private async Task Refuse(int status, string title, string? detail)
    {
        Response.StatusCode = status;
        if (status == StatusCodes.Status401Unauthorized)
            Response.Headers.WWWAuthenticate = SchemeName;
        await problems.WriteAsync(new ProblemDetailsContext
        {
            HttpContext = Context,
            ProblemDetails = { Status = status, Title = title, Detail = detail },
        });
    }
}
