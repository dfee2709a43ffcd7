using System.Globalization;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;
using Motion.Blazor.Data;
using Motion.Blazor.Realtime;

namespace Motion.Blazor.Features.Administration.Settings;

/// <summary>
/// The settings in memory, read again when the configuration changed. Sixteen rows at most, so whoever needs one asks without waiting;
/// ask anew for each use and keep nothing.
/// </summary>
internal sealed class SystemSettings(IDbContextFactory<MotionDbContext> databases, SettingVault vault, ConfigurationChanges changes)
{
    private readonly Lock _reading = new();
    private Held? _held;

    public SystemSettingValues Current
    {
        get
        {
            // What was read before a change counts for nothing after it.
            var version = changes.Version;
            if (Volatile.Read(ref _held) is { } held && held.Version == version)
                return held.Values;
            lock (_reading)
            {
                version = changes.Version;
                if (_held is { } present && present.Version == version)
                    return present.Values;
                var values = Read();
                Volatile.Write(ref _held, new Held(version, values));
                return values;
            }
        }
    }

    private SystemSettingValues Read()
    {
        using var database = databases.CreateDbContext();
        var rows = database.Settings.AsNoTracking().ToDictionary(row => row.Name, row => row.Value, StringComparer.Ordinal);
        var region = Text(SettingFields.AwsRegion);
        var accessKey = Secret(SettingFields.AwsAccessKey);
        var secretKey = Secret(SettingFields.AwsSecretKey);
        return new SystemSettingValues(
            Text(SettingFields.PublicAddress),
            TimeZoneInfo.TryFindSystemTimeZoneById(Text(SettingFields.TimeZone) ?? "", out var zone) ? zone : TimeZoneInfo.Utc,
            TimeSpan.FromSeconds(Number(SettingFields.DisconnectionGrace)),
            Number(SettingFields.AttachmentLimit) * 1024L * 1024,
            Number(SettingFields.TabLimit),
            IsOn(SettingFields.SpyingShown),
            Number(SettingFields.AutomaticReplies),
            Number(SettingFields.RetentionDays),
            SettingRules.AddressesOf(Text(SettingFields.AllowedAddresses)),
            region is not null && accessKey is not null && secretKey is not null ? new AwsAccess(region, accessKey, secretKey) : null,
            Secret(SettingFields.GoogleKey),
            new FeatureSwitches(IsOn(SettingFields.Video), IsOn(SettingFields.Assistant), IsOn(SettingFields.Translation)));

        string? Text(SettingField field) => rows.GetValueOrDefault(field.Name) ?? field.Default;
        string? Secret(SettingField field) => rows.GetValueOrDefault(field.Name) is { } stored ? vault.Read(stored) : null;
        int Number(SettingField field) => int.Parse(Text(field)!, CultureInfo.InvariantCulture);
        bool IsOn(SettingField field) => Text(field) == "true";
    }

    private sealed record Held(long Version, SystemSettingValues Values);
}

/// <summary>Encrypts secret settings, and the video keys of accounts, on their way into the database.</summary>
internal sealed class SettingVault(IDataProtectionProvider protection)
{
    private readonly IDataProtector _protector = protection.CreateProtector("Motion.Settings.v1");

    public string Protect(string secret) => _protector.Protect(secret);

    public string Read(string stored) => _protector.Unprotect(stored);
}
