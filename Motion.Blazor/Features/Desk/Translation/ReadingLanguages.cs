using Microsoft.EntityFrameworkCore;
using Motion.Blazor.Data;
using Motion.Domain.Messaging;
using Motion.Providers.Translation;

namespace Motion.Blazor.Features.Desk.Translation;

/// <param name="Current">The language the conversation is read in; null for the originals.</param>
/// <param name="LastUsed">The language this agent chose last, in any conversation; null when he never did.</param>
/// <param name="OfCustomer">The language a service recognised in the customer's messages; null when none was translated yet.</param>
internal sealed record ReadingChoice(string? Current, string? LastUsed, string? OfCustomer);

/// <summary>Which language an agent reads a conversation in, remembered over reloads and devices.</summary>
internal sealed class ReadingLanguages(IDbContextFactory<MotionDbContext> databases, TimeProvider time)
{
    public async Task<ReadingChoice> ReadAsync(int userId, long interactionId, CancellationToken cancellation)
    {
        await using var database = await databases.CreateDbContextAsync(cancellation);
        var mine = database.ReadingLanguages.Where(row => row.UserId == userId);
        var current = await mine.Where(row => row.InteractionId == interactionId && row.IsOn).Select(row => row.Language).FirstOrDefaultAsync(cancellation);
        var last = await mine.OrderByDescending(row => row.ChosenAt).Select(row => row.Language).FirstOrDefaultAsync(cancellation);
        var ofCustomer = await database.InteractionsOf(userId).Where(interaction => interaction.Id == interactionId)
            .SelectMany(interaction => database.Messages.Where(message => message.InteractionId == interaction.Id && message.Direction == MessageDirection.In))
            .Join(database.MessageTranslations.Where(row => row.SourceLanguage != ""), message => message.Id, row => row.MessageId, (message, row) => new { message.Id, row.SourceLanguage })
            .OrderByDescending(row => row.Id).Select(row => row.SourceLanguage).FirstOrDefaultAsync(cancellation);
        return new ReadingChoice(current, last, ofCustomer);
    }

    /// <param name="userId">Who reads.</param>
    /// <param name="interactionId">Which conversation.</param>
    /// <param name="language">One of <see cref="TranslationLanguages.All"/>; null for the originals.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <returns>Whether it is remembered: not for a conversation that is none of his accounts', nor for a language nobody translates into.</returns>
    public async Task<bool> ChooseAsync(int userId, long interactionId, string? language, CancellationToken cancellation)
    {
        await using var database = await databases.CreateDbContextAsync(cancellation);
        if ((language is not null && !TranslationLanguages.Has(language)) || !await database.InteractionsOf(userId).AnyAsync(i => i.Id == interactionId, cancellation))
            return false;
        var mine = database.ReadingLanguages.Where(row => row.UserId == userId && row.InteractionId == interactionId);
        if (language is null)
        {
            await mine.ExecuteUpdateAsync(set => set.SetProperty(row => row.IsOn, false), cancellation);
            return true;
        }
        var now = time.GetUtcNow();
        if (await WriteAsync(mine, language, now, cancellation))
            return true;
        database.ReadingLanguages.Add(new ReadingLanguage { UserId = userId, InteractionId = interactionId, Language = language, IsOn = true, ChosenAt = now });
        try
        {
            await database.SaveChangesAsync(cancellation);
        }
        catch (DbUpdateException) when (!cancellation.IsCancellationRequested)
        {
            // A second page of the same agent was faster; the later choice stays.
            if (!await WriteAsync(mine, language, now, cancellation))
                throw;
        }
        return true;
    }

    private static async Task<bool> WriteAsync(IQueryable<ReadingLanguage> mine, string language, DateTimeOffset now, CancellationToken cancellation) =>
        await mine.ExecuteUpdateAsync(
            set => set.SetProperty(row => row.Language, language).SetProperty(row => row.IsOn, true).SetProperty(row => row.ChosenAt, now), cancellation) > 0;
}
