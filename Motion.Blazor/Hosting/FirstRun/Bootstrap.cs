using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Motion.Blazor.Data;
using Motion.Blazor.Identity;

namespace Motion.Blazor.Hosting.FirstRun;

/// <summary>The first administrator and the first API key, from section Bootstrap.</summary>
internal sealed class Bootstrap(
    UserManager<MotionUser> users, RoleManager<IdentityRole<int>> roles, IOptions<BootstrapOptions> options, TimeProvider clock)
{
    public async Task AddRolesAsync()
    {
        var present = await roles.Roles.Select(role => role.Name).ToListAsync();
        foreach (var role in Roles.All.Except(present, StringComparer.Ordinal))
            MustSucceed(await roles.CreateAsync(new IdentityRole<int>(role!)));
    }

    public async Task AddAdministratorAsync()
    {
        var settings = options.Value;
        var password = settings.AdminPassword ?? PasswordRules.Generate();
        _ = await AddPersonAsync(users, "Administrator", settings.AdminEmail, password, Roles.Administrator);
        if (settings.AdminPassword is null)
        {
            // To the console and not to the log: logs are kept and copied, and this is shown to the person who starts it, once.
            await Console.Out.WriteLineAsync(
                $"""

                First run: sign in as {settings.AdminEmail} with the password {password}
                It is not stored anywhere and not shown again. Change it after signing in.

                """);
        }
    }

    public async Task AddApiKeyAsync(MotionDbContext database)
    {
        if (options.Value.ApiKey is not { } key)
            return;

        var hash = ApiKeyAuthentication.HashOf(key);
        if (await database.ApiKeys.AnyAsync(k => k.Hash == hash))
            return;

        database.ApiKeys.Add(new ApiKey { Name = "Bootstrap", Hash = hash, CreatedAt = clock.GetUtcNow() });
        await database.SaveChangesAsync();
    }

    public static async Task<MotionUser> AddPersonAsync(UserManager<MotionUser> users, string name, string email, string password, string role)
    {
        var user = new MotionUser { FullName = name, UserName = email, Email = email, EmailConfirmed = true };
        MustSucceed(await users.CreateAsync(user, password));
        MustSucceed(await users.AddToRoleAsync(user, role));
        return user;
    }

    private static void MustSucceed(IdentityResult result)
    {
        if (!result.Succeeded)
            throw new InvalidOperationException($"The first run failed: {string.Join(" ", result.Errors.Select(e => e.Description))}");
    }
}
