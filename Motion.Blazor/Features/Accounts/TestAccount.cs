using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Motion.Blazor.Data;
using Motion.Blazor.Features.Webhooks;
using Motion.Blazor.Identity;
using Motion.Blazor.Pipeline;
using Motion.Blazor.Realtime;
using Motion.Domain.Accounts;
using Motion.Domain.Messaging;
using Motion.Providers;

namespace Motion.Blazor.Features.Accounts;

/// <summary>
/// Tries an account from both ends (product.md section 3): the provider about the credentials as they stand in the form, saved or not,
/// its templates and its clock; and our own Receive URL as the provider would call it. The last test of what is saved is
/// kept, and where the provider accepts it again, sending goes on.
/// </summary>
internal sealed class TestAccount(
    IDbContextFactory<MotionDbContext> databases, CredentialVault vault, ProviderRegistry providers, WebhookProbe probe, IReceiveAddress address,
    OutboxSignal outbox, ChangeFeed feed, CurrentUser user, TimeProvider time)
{
    /// <summary>Where signatures carry a time, a minute is what the strictest providers forgive.</summary>
    private static readonly TimeSpan LargestDifference = TimeSpan.FromSeconds(60);

    public async Task<Outcome<AccountTest>> RunAsync(int accountId, IReadOnlyDictionary<string, string?> entered, CancellationToken cancellation)
    {
        if (!user.May(this))
            return new Outcome<AccountTest>.NotAllowed();
        if (await FindAsync(accountId, cancellation) is not { } account)
            return new Outcome<AccountTest>.NotFound();
        var stored = vault.Read(account);
        var values = CredentialFields.Merge(account.Type, entered, stored);
        if (CredentialFields.Check(account.Type, values).ToList() is { Count: > 0 } errors)
            return new Outcome<AccountTest>.Invalid(errors);

        var credentials = CredentialFields.Build(account.Type, values);
        var provider = providers.For(account.Type);
        using var dates = AnswerDates.Listen();
        var access = await TimedAsync(() => AskCredentialsAsync(provider, credentials, cancellation));
        CheckLine[] lines =
        [
            access,
            await TimedAsync(() => ProbeAsync(account, cancellation)),
            await TimedAsync(() => AskTemplatesAsync(provider, credentials, access, cancellation)),
            CompareClocks(dates),
        ];
        var test = new AccountTest(time.GetUtcNow(), lines);
        if (credentials == stored)
            await StoreAsync(accountId, test, cancellation);
        if (credentials == stored && access.State == CheckState.Good)
            await ResumeAsync(accountId, cancellation);
        return new Outcome<AccountTest>.Done(test);
    }

    /// <summary>The last test of what is saved; null when there was none.</summary>
    public async Task<AccountTest?> LastAsync(int accountId, CancellationToken cancellation)
    {
        if (!user.May(this))
            return null;
        await using var database = await databases.CreateDbContextAsync(cancellation);
        return (await database.AccountTests.AsNoTracking().FirstOrDefaultAsync(test => test.AccountId == accountId, cancellation))?.Read();
    }

    private async Task<CheckLine> TimedAsync(Func<Task<CheckLine>> check)
    {
        var started = time.GetTimestamp();
        var line = await check();
        return line.State == CheckState.Skipped ? line : line with { Milliseconds = time.GetElapsedTime(started).TotalMilliseconds };
    }

    private static async Task<CheckLine> AskCredentialsAsync(IMessagingProvider provider, ProviderCredentials credentials, CancellationToken cancellation) =>
        await provider.CheckCredentialsAsync(credentials, cancellation) is { } failure
            ? Line(AccountCheck.Credentials, CheckState.Bad, WordOf(failure), failure.Detail ?? failure.Code ?? "")
            : Line(AccountCheck.Credentials, CheckState.Good, "Good");

    private async Task<CheckLine> ProbeAsync(Account account, CancellationToken cancellation)
    {
        var (url, isSandbox) = address.Of(account);
        var outcome = await probe.RunAsync(url, account.ProxyToken, cancellation);
        return outcome.Result == ProbeResult.Arrived
            ? Line(AccountCheck.Webhook, CheckState.Good, isSandbox ? "Sandbox" : "Arrived", outcome.Host)
            : Line(AccountCheck.Webhook, CheckState.Bad, outcome.Result.ToString(), outcome.Host, outcome.Detail);
    }

    private static async Task<CheckLine> AskTemplatesAsync(
        IMessagingProvider provider, ProviderCredentials credentials, CheckLine access, CancellationToken cancellation)
    {
        if (!provider.CapabilitiesOf(credentials).TemplateList)
            return Line(AccountCheck.Templates, CheckState.Skipped, "NoList");
        if (access.State == CheckState.Bad)
            return Line(AccountCheck.Templates, CheckState.Skipped, "NotAsked");
        try
        {
            var templates = await provider.ListTemplatesAsync(credentials, cancellation);
            var approved = templates.Count(template => template.Status == TemplateStatus.Approved);
            return approved == 0
                ? Line(AccountCheck.Templates, CheckState.Warning, "NoneApproved", Number(templates.Count))
                : Line(AccountCheck.Templates, CheckState.Good, "Good", Number(templates.Count), Number(approved));
        }
        catch (OutsideFailureException exception)
        {
            return Line(AccountCheck.Templates, CheckState.Bad, WordOf(exception.Failure), exception.Failure.Detail ?? exception.Failure.Code ?? "");
        }
    }

    private static CheckLine CompareClocks(AnswerDates dates) => dates.Difference switch
    {
        null => Line(AccountCheck.Clock, CheckState.Skipped, "NotTold"),
        { } difference when difference.Duration() > LargestDifference =>
            Line(AccountCheck.Clock, CheckState.Warning, difference > TimeSpan.Zero ? "Behind" : "Ahead", Number((int)difference.Duration().TotalSeconds)),
        _ => Line(AccountCheck.Clock, CheckState.Good, "Good"),
    };

    private static string WordOf(OutsideFailure failure) => failure.Kind switch
    {
        OutsideFailureKind.AuthFailed => "AuthFailed",
        OutsideFailureKind.RateLimited => "RateLimited",
        OutsideFailureKind.Transient => "Transient",
        _ => "Unknown",
    };

    private static CheckLine Line(AccountCheck check, CheckState state, string word, params IReadOnlyList<string> details) => new(check, state, word, details, 0);

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);

    private async Task<Account?> FindAsync(int accountId, CancellationToken cancellation)
    {
        await using var database = await databases.CreateDbContextAsync(cancellation);
        return await database.Accounts.AsNoTracking().FirstOrDefaultAsync(a => a.Id == accountId, cancellation);
    }

    /// <summary>What had stopped the account was mended at the provider: what waits may leave.</summary>
    private async Task ResumeAsync(int accountId, CancellationToken cancellation)
    {
        await using var database = await databases.CreateDbContextAsync(cancellation);
        if (!await StoppedAccount.ResumeAsync(database, accountId, cancellation))
            return;
        outbox.Wake(accountId);
        feed.Publish(Topic.Account(accountId));
    }

    private async Task StoreAsync(int accountId, AccountTest test, CancellationToken cancellation)
    {
        await using var database = await databases.CreateDbContextAsync(cancellation);
        var row = await database.AccountTests.FindAsync([accountId], cancellation);
        if (row is null)
            database.AccountTests.Add(row = new StoredAccountTest { AccountId = accountId, Lines = "" });
        row.Write(test);
        await database.SaveChangesAsync(cancellation);
    }
}
