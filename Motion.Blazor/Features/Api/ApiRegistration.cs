using System.Text.Json.Serialization;
using Motion.Blazor.Identity;

namespace Motion.Blazor.Features.Api;

internal static class ApiRegistration
{
    public static void AddMotionApi(this WebApplicationBuilder builder)
    {
        builder.Services.AddOpenApi(OpenApiDescription.DocumentName, OpenApiDescription.Complete);
        // Numbers are numbers, in the document too.
        builder.Services.ConfigureHttpJsonOptions(options => options.SerializerOptions.NumberHandling = JsonNumberHandling.Strict);
        builder.Services.AddScoped<ApiBodyReader>();
        builder.Services.AddScoped<ApiAnswers>();
    }

    public static void MapMotionApi(this WebApplication app)
    {
        // The document tells names, not data: programs that read it to make a client have no key yet.
        app.MapOpenApi("/openapi/{documentName}.json").AllowAnonymous();
        var api = app.MapGroup("/api/v1").RequireAuthorization(Policies.Api).DisableAntiforgery();
        api.MapAccounts();
        api.MapQueues();
        api.MapUsers();
        api.MapKeys();
        api.MapAudit();
        api.MapInteractions();
        api.MapIntervals();
        api.MapRouting();
        api.MapAnswers();
        api.MapSettings();
        api.MapContacts();
    }
}
