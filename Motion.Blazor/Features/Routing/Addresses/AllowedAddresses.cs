using Microsoft.EntityFrameworkCore;
using Motion.Blazor.Data;
using Motion.Blazor.Features.Administration.Audit;
using Motion.Blazor.Features.Administration.Settings;
using Motion.Blazor.Identity;
using Motion.Blazor.Realtime;
using Motion.Domain;
using Motion.Domain.Routing;

namespace Motion.Blazor.Features.Routing.Addresses;

/// <summary>The allow-list of HTTP request rows (product.md section 6): a system setting, one address a line.</summary>
internal sealed class AllowedAddresses(IDbContextFactory<MotionDbContext> databases, ConfigurationChanges changes, AuditLog audit, CurrentUser user)
{
    public const string Setting = "allowedAddresses";
    public const int MaxEntries = 100;

    public async Task<Outcome<IReadOnlyList<string>>> GetAsync(CancellationToken cancellation)
    {
        if (!user.IsAdministrator)
            return new Outcome<IReadOnlyList<string>>.NotAllowed();
        await using var database = await databases.CreateDbContextAsync(cancellation);
        return new Outcome<IReadOnlyList<string>>.Done(await ReadAsync(database, cancellation));
    }

    /// <summary>Replaces the whole list.</summary>
    public async Task<Outcome<IReadOnlyList<string>>> SetAsync(IReadOnlyList<string> addresses, CancellationToken cancellation)
    {
        if (!user.IsAdministrator)
            return new Outcome<IReadOnlyList<string>>.NotAllowed();
        IReadOnlyList<string> wanted = [.. addresses.Select(address => address.Trim()).Distinct(StringComparer.Ordinal)];
        if (FindErrors(wanted) is { Count: > 0 } errors)
            return new Outcome<IReadOnlyList<string>>.Invalid(errors);
        await using var database = await databases.CreateDbContextAsync(cancellation);
        await using var transaction = await database.Database.BeginTransactionAsync(cancellation);
        var setting = await database.Settings.FirstOrDefaultAsync(s => s.Name == Setting, cancellation);
        var before = Split(setting?.Value);
        if (setting is null)
            database.Settings.Add(setting = new SystemSetting { Name = Setting, Value = "" });
        setting.Value = string.Join('\n', wanted);
        audit.Add(database, AuditAction.Changed, AuditSubject.Settings, null, Setting, Listed(before), Listed(wanted));
        await database.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
        changes.Publish();
        return new Outcome<IReadOnlyList<string>>.Done(wanted);
    }

    public static async Task<IReadOnlyList<string>> ReadAsync(MotionDbContext database, CancellationToken cancellation) =>
        Split(await database.Settings.Where(s => s.Name == Setting).Select(s => s.Value).FirstOrDefaultAsync(cancellation));

    private static IReadOnlyList<FieldError> FindErrors(IReadOnlyList<string> addresses) => addresses.Count > MaxEntries
        ? [new FieldError("addresses", FieldProblem.TooLong, $"{MaxEntries}", "allowList")]
        : [.. addresses.Index().Where(address => !HttpAllowList.IsAddress(address.Item)).Select(address => new FieldError($"addresses[{address.Index}]", FieldProblem.Invalid))];

    private static string[] Split(string? value) => value?.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) ?? [];

    private static Dictionary<string, object?> Listed(IReadOnlyList<string> addresses) => new(StringComparer.Ordinal) { ["addresses"] = addresses };
}
