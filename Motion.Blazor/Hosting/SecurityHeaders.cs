namespace Motion.Blazor.Hosting;

internal static class SecurityHeaders
{
    public static void UseMotionSecurityHeaders(this WebApplication app) => app.Use((context, next) =>
    {
        var headers = context.Response.Headers;
        headers.ContentSecurityPolicy = ContentSecurityPolicy(context.Request);
        // A file that a customer sent must never be taken for a script or a page.
        headers.XContentTypeOptions = "nosniff";
        // For browsers that do not know frame-ancestors.
        headers.XFrameOptions = "DENY";
        // Addresses carry interaction numbers; other sites need not know them.
        headers["Referrer-Policy"] = "same-origin";
        // The desk plays a sound and copies links; it asks for no device. Video calls open in their own tab.
        headers["Permissions-Policy"] = "camera=(), microphone=(), geolocation=(), payment=(), usb=(), autoplay=(self), clipboard-write=(self)";
        // A window opened by another site gets no handle on this one.
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        return next(context);
    });

    private static string ContentSecurityPolicy(HttpRequest request)
    {
        // Some browsers do not count the WebSocket of the same host as 'self'.
        var socket = $"{(request.IsHttps ? "wss" : "ws")}://{request.Host}";
        return string.Join("; ",
            "default-src 'self'",
            // No inline script and no eval: text of a customer that slips through stays text.
            "script-src 'self'",
            // Radzen positions its popups by style attributes.
            "style-src 'self' 'unsafe-inline'",
            // data: icons of the theme; blob: previews of files that are being sent.
            "img-src 'self' data: blob:",
            "media-src 'self' blob:",
            $"connect-src 'self' {socket}",
            "font-src 'self'",
            "object-src 'none'",
            "base-uri 'self'",
            "form-action 'self'",
            // No other site may frame the desk and borrow an agent's clicks.
            "frame-ancestors 'none'");
    }
}
