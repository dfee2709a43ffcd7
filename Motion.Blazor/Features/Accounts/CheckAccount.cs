#pragma warning disable MA0011 // ToUpper() stands in queries only, where it becomes the database's UPPER
using Microsoft.EntityFrameworkCore;
using Motion.Blazor.Data;
using Motion.Blazor.Features.Administration.Settings;
using Motion.Blazor.Identity;
using Motion.Domain;
using Motion.Domain.Accounts;

namespace Motion.Blazor.Features.Accounts;

/// <summary>Finds everything that keeps an account from being saved; the form asks it while one is still typing, saving asks it again.</summary>
internal sealed class CheckAccount(IDbContextFactory<MotionDbContext> databases, CredentialVault vault, SystemSettings system, CurrentUser user)
{
    public async Task<Outcome<bool>> RunAsync(AccountSettings entered, int? accountId, CancellationToken cancellation)
    {
        if (!user.May(this))
            return new Outcome<bool>.NotAllowed();
        await using var database = await databases.CreateDbContextAsync(cancellation);
        var account = accountId is null ? null : await database.Accounts.AsNoTracking().FirstOrDefaultAsync(a => a.Id == accountId, cancellation);
        if (accountId is not null && account is null)
            return new Outcome<bool>.NotFound();
        var settings = AccountRules.Normalize(entered);
        var credentials = CredentialFields.Merge(settings.Type, settings.Credentials, account is null ? null : vault.Read(account));
        var errors = await FindAsync(database, settings, credentials, account, system.Current.Features, cancellation);
        return errors.Count == 0 ? new Outcome<bool>.Done(true) : new Outcome<bool>.Invalid(errors);
    }

    /// <summary>The rules of the form, and those that need the database. Expects normalized settings.</summary>
    public static async Task<IReadOnlyList<FieldError>> FindAsync(
        MotionDbContext database, AccountSettings settings, IReadOnlyDictionary<string, string?> credentials, Account? stored, FeatureSwitches features,
        CancellationToken cancellation)
    {
        if (stored is not null && stored.Type != settings.Type)
            return [new FieldError("type", FieldProblem.Fixed)];
        return
        [
            .. AccountRules.Check(settings, credentials, stored?.ProtectedVideoKey is not null),
            .. await FindTakenAsync(database, settings, stored?.Id, cancellation),
            .. await FindUnknownListAsync(database, settings, cancellation),
            .. await AccountReferences.FindUnknownAsync(database, settings, stored, cancellation),
            .. FindSwitchedOff(settings, stored, features),
        ];
    }

    public static async Task<IReadOnlyList<FieldError>> FindTakenAsync(
        MotionDbContext database, AccountSettings settings, int? exceptId, CancellationToken cancellation)
    {
        var name = settings.Name?.ToUpperInvariant();
        var key = settings.Key?.ToUpperInvariant();
        var topic = settings.VideoTopic;
        var others = await database.Accounts.AsNoTracking()
            .Where(a => a.Id != exceptId && (a.Name.ToUpper() == name || a.NormalizedKey == key || (topic != null && a.VideoTopic == topic)))
            .Select(a => new { a.Name, a.NormalizedKey, a.VideoTopic })
            .ToListAsync(cancellation);
        var errors = new List<FieldError>();
        if (others.Find(other => string.Equals(other.Name, settings.Name, StringComparison.OrdinalIgnoreCase)) is { } sameName)
            errors.Add(new FieldError("name", FieldProblem.Taken, sameName.Name));
        if (others.Find(other => other.NormalizedKey == key) is { } sameKey)
            errors.Add(new FieldError("key", FieldProblem.Taken, sameKey.Name));
        if (topic is not null && others.Find(other => other.VideoTopic == topic) is { } sameTopic)
            errors.Add(new FieldError("video.topic", FieldProblem.Taken, sameTopic.Name));
        return errors;
    }

    /// <summary>What is switched off cannot be switched on in an account; where it was on before, it may stay so until the feature comes back.</summary>
    private static IEnumerable<FieldError> FindSwitchedOff(AccountSettings settings, Account? stored, FeatureSwitches features)
    {
        if (!features.Assistant && settings.AssistantId is not null && settings.AssistantId != stored?.AssistantId)
            yield return new FieldError("assistantId", FieldProblem.SwitchedOff);
        if (!features.Translation && settings.TranslationEnabled && stored?.TranslationEnabled != true)
            yield return new FieldError("translation.enabled", FieldProblem.SwitchedOff);
        if (!features.Video && settings.VideoEnabled && stored?.VideoEnabled != true)
            yield return new FieldError("video.enabled", FieldProblem.SwitchedOff);
    }

    private static async Task<IReadOnlyList<FieldError>> FindUnknownListAsync(MotionDbContext database, AccountSettings settings, CancellationToken cancellation) =>
        settings.ContactListId is { } id && !await database.ContactLists.AnyAsync(list => list.Id == id, cancellation)
            ? [new FieldError("listId", FieldProblem.Unknown, $"{id}")]
            : settings.ContactListId is null && !await database.ContactLists.AnyAsync(cancellation)
                ? [new FieldError("listId", FieldProblem.Required)]
                : [];
}
