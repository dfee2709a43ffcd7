namespace Motion.Blazor.Features.Wallboard;

internal static class WallboardRegistration
{
    public static void AddMotionWallboard(this WebApplicationBuilder builder) => builder.Services.AddScoped<ReadWallboard>().AddScoped<ListCounted>();
}
