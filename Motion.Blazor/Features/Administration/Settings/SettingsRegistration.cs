using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Motion.Blazor.Features.Administration.Settings;

internal static class SettingsRegistration
{
    /// <summary>The reader, for everybody who acts by a setting.</summary>
    public static void AddMotionSettings(this IServiceCollection services)
    {
        services.TryAddSingleton<SettingVault>();
        services.TryAddSingleton<SystemSettings>();
    }
}
