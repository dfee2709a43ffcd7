namespace Motion.Blazor.Realtime;

internal static class RealtimeRegistration
{
    public static void AddMotionRealtime(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<ChangeFeed>();
        builder.Services.AddSingleton<ConfigurationChanges>();
    }
}
