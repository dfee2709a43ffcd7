using Microsoft.Extensions.Options;
using Motion.Blazor.Features.Administration.Settings;
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
        var configured = app.Services.GetRequiredService<IOptions<MotionOptions>>().Value.PublicUrl?.TrimEnd('/');
        var settings = app.Services.GetRequiredService<SystemSettings>();
        app.UseWhen(context => IsChecked(context.Request.Path), branch => branch.Use((context, next) =>
        {
            var origin = context.Request.Headers.Origin.ToString();
            if (origin.Length == 0 || IsOurs(origin, context.Request, configured, settings))
                return next(context);

            context.Response.StatusCode = StatusCodes.Status403Forbidden;
            return Task.CompletedTask;
        }));
    }

    private static bool IsChecked(PathString path) =>
        path.StartsWithSegments("/_blazor", StringComparison.OrdinalIgnoreCase)
        || path.StartsWithSegments(FileEndpoints.UploadPath, StringComparison.OrdinalIgnoreCase);

    private static bool IsOurs(string origin, HttpRequest request, string? configured, SystemSettings settings) =>
        string.Equals(origin, $"{request.Scheme}://{request.Host}", StringComparison.OrdinalIgnoreCase)
        || string.Equals(origin, configured, StringComparison.OrdinalIgnoreCase)
        || string.Equals(origin, settings.Current.PublicAddress, StringComparison.OrdinalIgnoreCase);
}
