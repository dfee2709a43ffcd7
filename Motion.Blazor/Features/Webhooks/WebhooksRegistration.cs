namespace Motion.Blazor.Features.Webhooks;

internal static class WebhooksRegistration
{
    /// <summary>
    /// A branch of its own, before everything that pages need: a provider has no language, no cookie and no role, and shows nothing in a
    /// frame.
    /// </summary>
    public static void UseMotionWebhooks(this WebApplication app) => app.Map("/api/whatsapp", branch =>
    {
        branch.UseRouting();
        branch.UseEndpoints(endpoints => endpoints.MapMethods(
            "/accounts/{id:int}/notify", [HttpMethods.Get, HttpMethods.Post], app.Services.GetRequiredService<ReceiveWebhook>().ReceiveAsync));
    });
}
