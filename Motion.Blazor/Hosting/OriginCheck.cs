using Microsoft.Extensions.Options;
using Motion.Blazor.Features.Desk.Files;

namespace Motion.Blazor.Hosting;

internal static class OriginCheck
{
    /// <summary>
    /// Browsers send cookies with a cross-site WebSocket and do not ask CORS: without this check any page an agent visits could open
    /// a circuit in his name, or hand in a file. A request without Origin does not come from a page.
    /// </summary>
    public static void UseMotionOriginCheck(this WebApplication app)
    {
        var publicUrl = app.Services.GetRequiredService<IOptions<MotionOptions>>().Value.PublicUrl?.TrimEnd('/');
        app.UseWhen(context => IsChecked(context.Request.Path), branch => branch.Use((context, next) =>
        {
            var origin = context.Request.Headers.Origin.ToString();
            if (origin.Length == 0 || IsOurs(origin, context.Request, publicUrl))
                return next(context);

            context.Response.StatusCode = StatusCodes.Status403Forbidden;
            return Task.CompletedTask;
        }));
    }

    private static bool IsChecked(PathString path) =>
        path.StartsWithSegments("/_blazor", StringComparison.OrdinalIgnoreCase)
        || path.StartsWithSegments(FileEndpoints.UploadPath, StringComparison.OrdinalIgnoreCase);

    private static bool IsOurs(string origin, HttpRequest request, string? publicUrl) =>
        string.Equals(origin, $"{request.Scheme}://{request.Host}", StringComparison.OrdinalIgnoreCase)
        || string.Equals(origin, publicUrl, StringComparison.OrdinalIgnoreCase);
}
