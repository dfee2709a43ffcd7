using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Motion.Blazor.Data;
using Motion.Blazor.Pipeline;
using Motion.Domain.Accounts;
using Motion.Domain.Messaging;
using Motion.Providers;

namespace Motion.Blazor.Features.Templates;

/// <summary>
/// Keeps each account's list of templates in the database, so that the desk need not wait for a provider. What the provider does not
/// answer leaves the old list in place, with the reason.
/// </summary>
internal sealed partial class TemplateCache(
    IDbContextFactory<MotionDbContext> databases, AccountDirectory directory, ProviderRegistry providers, TimeProvider time, ILogger<TemplateCache> logger)
{
    private const int LongestDetail = 1000;

    // Two refreshes of one account would both insert what is new.
    private readonly SemaphoreSlim _storing = new(1);

    /// <summary>The list as it is known; null when there is no such account.</summary>
    public async Task<TemplateList?> ReadAsync(int accountId, CancellationToken cancellation)
    {
        if (await directory.FindAsync(accountId) is not { } account)
            return null;
        await using var database = await databases.CreateDbContextAsync(cancellation);
        var state = await database.TemplateLists.AsNoTracking().FirstOrDefaultAsync(list => list.AccountId == accountId, cancellation);
        var rows = await database.Templates.AsNoTracking().Where(template => template.AccountId == accountId).ToListAsync(cancellation);
        return new TemplateList(
            account.Type,
            IsListed(account),
            [.. rows.Select(row => row.Read()).OrderBy(template => template.Title, StringComparer.OrdinalIgnoreCase).ThenBy(template => template.Language, StringComparer.Ordinal)],
            state?.RefreshedAt, state?.FailedAt, state?.FailureKind, state?.FailureDetail);
    }

    /// <summary>Asks the provider, if it has a list, and stores what it says.</summary>
    public async Task RefreshAsync(int accountId, CancellationToken cancellation)
    {
        if (await directory.FindAsync(accountId) is not { } account || !IsListed(account))
            return;
        try
        {
            var listed = await providers.For(account.Type).ListTemplatesAsync(account.Credentials, cancellation);
            await StoreAsync(accountId, (database, state) => ReplaceAsync(database, state, listed, cancellation), cancellation);
        }
        catch (OutsideFailureException exception)
        {
            LogRefused(accountId, exception.Failure.Kind, exception.Failure.Code);
            await StoreAsync(accountId, (_, state) => Fail(state, exception.Failure), cancellation);
        }
    }

    /// <summary>All accounts, one after the other; one that fails costs no other.</summary>
    public Task RefreshAllAsync(CancellationToken cancellation) => RefreshThoseAsync(database => database.Accounts, cancellation);

    /// <summary>The accounts of which nothing is known yet, not even a failure.</summary>
    public Task RefreshMissingAsync(CancellationToken cancellation) => RefreshThoseAsync(
        database => database.Accounts.Where(account => !database.TemplateLists.Any(list => list.AccountId == account.Id)), cancellation);

    /// <summary>For those who cannot do anything about a failure: it is logged.</summary>
    public async Task TryRefreshAsync(int accountId, CancellationToken cancellation)
    {
        try
        {
            await RefreshAsync(accountId, cancellation);
        }
        catch (Exception exception) when (!cancellation.IsCancellationRequested)
        {
            LogFailed(exception, accountId);
        }
    }

    private async Task RefreshThoseAsync(Func<MotionDbContext, IQueryable<Account>> those, CancellationToken cancellation)
    {
        List<int> accounts;
        await using (var database = await databases.CreateDbContextAsync(cancellation))
            accounts = await those(database).Select(account => account.Id).ToListAsync(cancellation);
        foreach (var accountId in accounts)
            await TryRefreshAsync(accountId, cancellation);
    }

    private bool IsListed(AccountEntry account) =>
        providers.For(account.Type).CapabilitiesOf(account.Credentials).TemplateList;

    private async Task StoreAsync(int accountId, Func<MotionDbContext, TemplateListState, Task> change, CancellationToken cancellation)
    {
        await _storing.WaitAsync(cancellation);
        try
        {
            await using var database = await databases.CreateDbContextAsync(cancellation);
            var state = await database.TemplateLists.FindAsync([accountId], cancellation);
            if (state is null)
                database.TemplateLists.Add(state = new TemplateListState { AccountId = accountId });
            await change(database, state);
            await database.SaveChangesAsync(cancellation);
        }
        finally
        {
            _storing.Release();
        }
    }

    private async Task ReplaceAsync(MotionDbContext database, TemplateListState state, IReadOnlyList<ProviderTemplate> listed, CancellationToken cancellation)
    {
        var known = (await database.Templates.Where(template => template.AccountId == state.AccountId).ToListAsync(cancellation))
            .ToDictionary(template => (template.Name, template.Language));
        foreach (var template in listed.DistinctBy(template => (template.Name, template.Language)))
        {
            var json = JsonSerializer.Serialize(template);
            if (known.Remove((template.Name, template.Language), out var row))
                row.Listed = json;
            else
                database.Templates.Add(new AccountTemplate { AccountId = state.AccountId, Name = template.Name, Language = template.Language, Listed = json });
        }
        database.Templates.RemoveRange(known.Values);
        state.RefreshedAt = time.GetUtcNow();
        state.FailedAt = null;
        state.FailureKind = null;
        state.FailureDetail = null;
    }

    private Task Fail(TemplateListState state, OutsideFailure failure)
    {
        state.FailedAt = time.GetUtcNow();
        state.FailureKind = failure.Kind;
        state.FailureDetail = failure.Detail?.Length > LongestDetail ? failure.Detail[..LongestDetail] : failure.Detail;
        return Task.CompletedTask;
    }

    [LoggerMessage(LogLevel.Information, "The templates of account {AccountId} could not be listed: {Kind} {Code}.")]
    private partial void LogRefused(int accountId, OutsideFailureKind kind, string? code);

    [LoggerMessage(LogLevel.Error, "The templates of account {AccountId} could not be refreshed.")]
    private partial void LogFailed(Exception exception, int accountId);
}
