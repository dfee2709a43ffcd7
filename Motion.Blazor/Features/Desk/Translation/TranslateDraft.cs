using Microsoft.EntityFrameworkCore;
using Motion.Blazor.Data;

namespace Motion.Blazor.Features.Desk.Translation;

/// <summary>An agent has what he is about to write put into another language. Nothing is sent and nothing is kept (product.md section 7).</summary>
internal sealed class TranslateDraft(IDbContextFactory<MotionDbContext> databases, Membership membership, AccountTranslator translator)
{
    /// <param name="userId">Who writes.</param>
    /// <param name="interactionId">To whom.</param>
    /// <param name="text">What stands in the composer.</param>
    /// <param name="language">One of <see cref="Motion.Providers.Translation.TranslationLanguages.All"/>.</param>
    /// <param name="cancellation">Gives up.</param>
    public async Task<TranslationOutcome> HandleAsync(int userId, long interactionId, string text, string language, CancellationToken cancellation)
    {
        if (await membership.RefusalForAsync(userId, interactionId, cancellation) is { } refusal)
            return TranslationOutcome.Of(refusal == DeskRefusal.NotMember ? TranslationRefusal.NotMember : TranslationRefusal.NotFound);
        await using var database = await databases.CreateDbContextAsync(cancellation);
        var accountId = await database.Interactions.Where(i => i.Id == interactionId).Select(i => i.AccountId).SingleAsync(cancellation);
        return await translator.RunAsync(accountId, text, language, cancellation);
    }
}
