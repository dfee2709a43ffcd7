using Motion.Blazor.Features.Administration.Audit;
using Motion.Blazor.Features.Administration.Settings;
using Motion.Blazor.Features.Administration.Users;

namespace Motion.Blazor.Features.Administration;

internal static class AdministrationRegistration
{
    public static void AddMotionAdministration(this WebApplicationBuilder builder)
    {
        builder.Services.AddScoped<AuditLog>();
        builder.Services.AddMotionSettings();
        builder.Services.AddScoped<GetSettings>();
        builder.Services.AddScoped<SaveSettings>();
        builder.Services.AddScoped<ListUsers>();
        builder.Services.AddScoped<AddUser>();
        builder.Services.AddScoped<EditUser>();
        builder.Services.AddScoped<ResetPassword>();
        builder.Services.AddScoped<LockUser>();
        builder.Services.AddScoped<DeleteUser>();
    }
}
