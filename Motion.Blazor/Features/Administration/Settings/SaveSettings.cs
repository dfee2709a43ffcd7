using Microsoft.EntityFrameworkCore;
using Motion.Blazor.Data;
using Motion.Blazor.Features.Administration.Audit;
using Motion.Blazor.Identity;
using Motion.Blazor.Realtime;
using Motion.Domain;

namespace Motion.Blazor.Features.Administration.Settings;

internal sealed class SaveSettings(
    IDbContextFactory<MotionDbContext> databases, SettingVault vault, ConfigurationChanges changes, AuditLog audit, CurrentUser user)
{
    /// <summary>Saves what was entered; a setting that is not named stays, one that is null or empty has its default again.</summary>
    /// <param name="version">The version the person was looking at; null takes whatever is there.</param>
    public async Task<Outcome<SettingsAnswer>> RunAsync(string? version, IReadOnlyDictionary<string, string?> entered, CancellationToken cancellation)
    {
        if (!user.May(this))
            return new Outcome<SettingsAnswer>.NotAllowed();
        var unknown = entered.Keys.Where(name => SettingFields.Find(name) is null).Select(name => new FieldError(name, FieldProblem.Unknown, name)).ToList();
        var values = entered.Keys.Select(SettingFields.Find).OfType<SettingField>().ToDictionary(field => field, field => SettingRules.Normalize(field, entered[field.Name]));
        FieldError[] errors = [.. unknown, .. values.Select(value => SettingRules.Check(value.Key, value.Value)).OfType<FieldError>()];
        if (errors.Length > 0)
            return new Outcome<SettingsAnswer>.Invalid(errors);

        await using var database = await databases.CreateDbContextAsync(cancellation);
        await using var transaction = await database.Database.BeginTransactionAsync(cancellation);
        var rows = await database.Settings.ToListAsync(cancellation);
        if (version is not null && version != SettingsAnswer.Of(rows).Version)
            return new Outcome<SettingsAnswer>.Conflict(ConflictReason.SettingsChangedByOther);

        var (before, after) = (new Dictionary<string, object?>(StringComparer.Ordinal), new Dictionary<string, object?>(StringComparer.Ordinal));
        foreach (var (field, value) in values)
        {
            var row = rows.Find(r => r.Name == field.Name);
            if (field.IsSecret ? value is null && row is null : value == row?.Value)
                continue;
            // Of a secret the log says only that there is one, or that it is another one now.
            before[field.Name] = field.IsSecret ? row is null ? null : "set" : row?.Value ?? field.Default;
            after[field.Name] = field.IsSecret ? value is null ? null : row is null ? "set" : "replaced" : value ?? field.Default;
            Write(database, rows, field, row, value);
        }
        if (after.Count > 0)
            audit.Add(database, AuditAction.Changed, AuditSubject.Settings, null, "Settings", before, after);
        await database.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
        changes.Publish();
        return new Outcome<SettingsAnswer>.Done(SettingsAnswer.Of(rows));
    }

    private void Write(MotionDbContext database, List<SystemSetting> rows, SettingField field, SystemSetting? row, string? value)
    {
        var stored = value is not null && field.IsSecret ? vault.Protect(value) : value;
        switch (row, stored)
        {
            case ({ } gone, null):
                database.Settings.Remove(gone);
                _ = rows.Remove(gone);
                break;
            case ({ } present, { } text):
                present.Value = text;
                break;
            case (null, { } text):
                var added = new SystemSetting { Name = field.Name, Value = text };
                database.Settings.Add(added);
                rows.Add(added);
                break;
        }
    }
}
