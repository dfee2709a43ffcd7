using Microsoft.EntityFrameworkCore;
using Motion.Blazor.Data;
using Motion.Providers.Translation;

namespace Motion.Blazor.Features.Desk.Translation;

/// <summary>What is kept already of a thread in one language, so that a conversation read in it opens without asking anybody.</summary>
internal sealed class ReadTranslations(IDbContextFactory<MotionDbContext> databases)
{
    /// <returns>By message; empty for whoever is no agent of the account. A message edited since is left out.</returns>
    public async Task<IReadOnlyDictionary<long, TranslationResult>> HandleAsync(
        int userId, long interactionId, IReadOnlyCollection<long> messageIds, string language, CancellationToken cancellation)
    {
        await using var database = await databases.CreateDbContextAsync(cancellation);
        var kept = await database.InteractionsOf(userId).Where(interaction => interaction.Id == interactionId)
            .SelectMany(interaction => database.Messages.Where(message => message.InteractionId == interaction.Id && messageIds.Contains(message.Id) && message.RevokedAt == null))
            .Join(database.MessageTranslations.Where(row => row.Language == language), message => message.Id, row => row.MessageId,
                (message, row) => new { message.Id, message.Body, row.TextHash, row.Text, row.SourceLanguage })
            .ToListAsync(cancellation);
        return kept.Where(row => row.TextHash == MessageTranslation.HashOf(row.Body))
            .ToDictionary(row => row.Id, row => new TranslationResult(row.Text, row.SourceLanguage));
    }
}
