using Motion.Blazor.Features.Administration.Audit;
using Motion.Blazor.Features.Administration.Health;
using Motion.Blazor.Features.Administration.Jobs;
using Motion.Blazor.Features.Administration.Keys;
using Motion.Blazor.Features.Administration.Settings;
using Motion.Blazor.Features.Administration.Users;

namespace Motion.Blazor.Features.Administration;

internal static class AdministrationRegistration
{
    public static void AddMotionAdministration(this WebApplicationBuilder builder)
    {
        builder.Services.AddScoped<AuditLog>();
        builder.Services.AddScoped<ListJobs>();
        builder.Services.AddScoped<RunJob>();
        builder.Services.AddMotionSettings();
        builder.Services.AddScoped<GetSettings>();
        builder.Services.AddScoped<SaveSettings>();
        builder.Services.AddScoped<ListUsers>();
        builder.Services.AddScoped<AddUser>();
        builder.Services.AddScoped<EditUser>();
        builder.Services.AddScoped<ResetPassword>();
        builder.Services.AddScoped<LockUser>();
        builder.Services.AddScoped<DeleteUser>();
        builder.Services.AddScoped<InviteUser>();
        builder.Services.AddScoped<ResetTwoFactor>();
        builder.Services.AddScoped<GetSupervisorAccounts>();
        builder.Services.AddScoped<SetSupervisorAccounts>();
        builder.Services.AddScoped<ListApiKeys>();
        builder.Services.AddScoped<AddApiKey>();
        builder.Services.AddScoped<RevokeApiKey>();
        builder.Services.AddScoped<ListAudit>();
        builder.Services.AddScoped<GetHealth>();
    }
}
