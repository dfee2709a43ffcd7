using Motion.Blazor.Identity;

namespace Motion.Blazor.Hosting;

internal static class ApiFallback
{
    /// <summary>A mistyped API address answers 401 without a key and 404 with one, both as problem+json; never the page for people.</summary>
    /// <remarks>A plain request delegate: the compiler's endpoints (EnableRequestDelegateGenerator) forget the pattern of a fallback.</remarks>
    public static void MapMotionApiFallback(this WebApplication app) =>
        app.MapFallback("/api/v1/{**path}", context => Results.Problem(statusCode: StatusCodes.Status404NotFound, title: "There is nothing at this address.").ExecuteAsync(context))
            .RequireAuthorization(Policies.Api);
}
