using Microsoft.AspNetCore.DataProtection;
using Motion.Blazor.Features.Accounts;

namespace Motion.Blazor.Hosting;

internal static class SecretsRegistration
{
    /// <summary>Keys are kept with the data and under a fixed name, so that a restart or a second node reads what the first wrote.</summary>
    public static void AddMotionSecrets(this WebApplicationBuilder builder)
    {
        builder.Services.AddDataProtection().SetApplicationName("Motion");
        builder.Services.AddOptions<Microsoft.AspNetCore.DataProtection.KeyManagement.KeyManagementOptions>()
            .Configure<DataPaths, ILoggerFactory>((options, paths, logging) =>
                options.XmlRepository = new Microsoft.AspNetCore.DataProtection.Repositories.FileSystemXmlRepository(
                    Directory.CreateDirectory(paths.Keys), logging));
        builder.Services.AddSingleton<CredentialVault>();
    }
}
