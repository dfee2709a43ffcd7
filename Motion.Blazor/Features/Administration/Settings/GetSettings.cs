using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Motion.Blazor.Data;
using Motion.Blazor.Identity;

namespace Motion.Blazor.Features.Administration.Settings;

/// <summary>The settings as a form and the API show them.</summary>
/// <param name="Values">By name, of those that are set away from their default; never a secret.</param>
/// <param name="SecretsSet">Names of the secrets that are stored.</param>
/// <param name="Version">Changes with every save.</param>
internal sealed record SettingsAnswer(IReadOnlyDictionary<string, string> Values, IReadOnlyList<string> SecretsSet, string Version)
{
    /// <summary>What holds: the stored value or the default.</summary>
    public string? Of(SettingField field) => Values.GetValueOrDefault(field.Name) ?? field.Default;

    public static SettingsAnswer Of(IReadOnlyCollection<SystemSetting> rows)
    {
        var known = rows.Where(row => SettingFields.Find(row.Name) is not null).OrderBy(row => row.Name, StringComparer.Ordinal).ToList();
        var text = string.Join('\n', known.Select(row => $"{row.Name}={row.Value}"));
        return new SettingsAnswer(
            known.Where(row => !SettingFields.Find(row.Name)!.IsSecret).ToDictionary(row => row.Name, row => row.Value, StringComparer.Ordinal),
            [.. known.Where(row => SettingFields.Find(row.Name)!.IsSecret).Select(row => row.Name)],
            Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..16]);
    }
}

internal sealed class GetSettings(IDbContextFactory<MotionDbContext> databases, CurrentUser user)
{
    public async Task<Outcome<SettingsAnswer>> RunAsync(CancellationToken cancellation)
    {
        if (!user.May(this))
            return new Outcome<SettingsAnswer>.NotAllowed();
        await using var database = await databases.CreateDbContextAsync(cancellation);
        return new Outcome<SettingsAnswer>.Done(SettingsAnswer.Of(await database.Settings.AsNoTracking().ToListAsync(cancellation)));
    }
}
