using Microsoft.EntityFrameworkCore;
using Motion.Blazor.Data;
using Motion.Domain.Accounts;
using Motion.Providers.Translation;

namespace Motion.Blazor.Features.Desk.Translation;

/// <summary>
/// Asks the service an account has chosen, where plan, account and system settings allow it. Of what goes wrong the log tells the service
/// and the kind, never the words or the keys.
/// </summary>
internal sealed partial class AccountTranslator(
    IDbContextFactory<MotionDbContext> databases, AddOnSettings settings, IEnumerable<ITranslator> translators, ILogger<AccountTranslator> log)
{
    /// <summary>Null when the account's messages may be translated: by the plan and by the account itself.</summary>
    public async Task<TranslationRefusal?> RefusalForAsync(int accountId, CancellationToken cancellation) =>
        settings.Current.Translation
            ? await ServiceOfAsync(accountId, cancellation) is null ? TranslationRefusal.AccountOff : null
            : TranslationRefusal.FeatureOff;

    public async Task<TranslationOutcome> RunAsync(int accountId, string text, string language, CancellationToken cancellation)
    {
        if (!TranslationLanguages.Has(language))
            return TranslationOutcome.Of(TranslationRefusal.UnknownLanguage);
        if (string.IsNullOrWhiteSpace(text))
            return TranslationOutcome.Of(TranslationRefusal.NothingToTranslate);
        var values = settings.Current;
        if (!values.Translation)
            return TranslationOutcome.Of(TranslationRefusal.FeatureOff);
        if (await ServiceOfAsync(accountId, cancellation) is not { } service)
            return TranslationOutcome.Of(TranslationRefusal.AccountOff);
        if (values.AccessTo(service) is not { } access)
            return TranslationOutcome.Of(TranslationRefusal.NoKeys);

        var reply = await translators.Single(translator => translator.Service == service)
            .TranslateAsync(new TranslationRequest(text, language), access, cancellation);
        if (reply.Failure is not { } failure)
            return new TranslationOutcome(reply.Result, null);
        LogFailed(service, accountId, failure, reply.Code);
        return TranslationOutcome.Of(TranslationOutcome.Of(failure));
    }

    public async Task<TranslationService?> ServiceOfAsync(int accountId, CancellationToken cancellation)
    {
        await using var database = await databases.CreateDbContextAsync(cancellation);
        return await database.Accounts.Where(account => account.Id == accountId && account.TranslationEnabled)
            .Select(account => account.TranslationService).FirstOrDefaultAsync(cancellation);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Service} did not translate for account {AccountId}: {Failure} ({Code}).")]
    private partial void LogFailed(TranslationService service, int accountId, TranslationFailure failure, string? code);
}
