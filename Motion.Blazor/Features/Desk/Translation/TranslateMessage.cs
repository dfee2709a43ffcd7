using Microsoft.EntityFrameworkCore;
using Motion.Blazor.Data;
using Motion.Domain.Messaging;
using Motion.Providers.Translation;

namespace Motion.Blazor.Features.Desk.Translation;

/// <summary>
/// An agent of the account reads one message in another language. What was translated once is kept for everybody; the original stays as it
/// is (product.md section 7).
/// </summary>
internal sealed class TranslateMessage(IDbContextFactory<MotionDbContext> databases, AccountTranslator translator, TimeProvider time)
{
    /// <param name="userId">Who reads.</param>
    /// <param name="messageId">What; of the customer or of ours, never a note.</param>
    /// <param name="language">One of <see cref="TranslationLanguages.All"/>.</param>
    /// <param name="cancellation">Gives up.</param>
    public async Task<TranslationOutcome> HandleAsync(int userId, long messageId, string language, CancellationToken cancellation)
    {
        if (await FindAsync(userId, messageId, cancellation) is not { } message)
            return TranslationOutcome.Of(TranslationRefusal.NotFound);
        if (!message.IsMember)
            return TranslationOutcome.Of(TranslationRefusal.NotMember);
        if (!TranslationLanguages.Has(language))
            return TranslationOutcome.Of(TranslationRefusal.UnknownLanguage);
        if (!HasWords(message))
            return TranslationOutcome.Of(TranslationRefusal.NothingToTranslate);
        if (await translator.RefusalForAsync(message.AccountId, cancellation) is { } refusal)
            return TranslationOutcome.Of(refusal);
        if (await KeptAsync(message, language, cancellation) is { } kept)
            return new TranslationOutcome(kept, null);

        var outcome = await translator.RunAsync(message.AccountId, message.Body, language, cancellation);
        if (outcome.Result is { } result)
            await KeepAsync(message, language, result, cancellation);
        return outcome;
    }

    private async Task<Original?> FindAsync(int userId, long messageId, CancellationToken cancellation)
    {
        await using var database = await databases.CreateDbContextAsync(cancellation);
        return await database.Messages.Where(message => message.Id == messageId)
            .Select(message => new Original(
                message.Id, message.AccountId, message.Kind, message.Direction, message.RevokedAt != null, message.Body,
                database.AccountAgents.Any(member => member.AccountId == message.AccountId && member.UserId == userId)))
            .FirstOrDefaultAsync(cancellation);
    }

    private static bool HasWords(Original message) =>
        message is { IsRevoked: false, Direction: not MessageDirection.Note } && !string.IsNullOrWhiteSpace(message.Body) && HasWords(message.Kind);

    public static bool HasWords(MessageKind kind) => kind switch
    {
        MessageKind.Text or MessageKind.Image or MessageKind.Video or MessageKind.Audio or MessageKind.Document
            or MessageKind.ButtonReply or MessageKind.ListReply or MessageKind.FlowReply or MessageKind.Order or MessageKind.Template => true,
        MessageKind.Sticker or MessageKind.Location or MessageKind.Contacts or MessageKind.Reaction or MessageKind.System or MessageKind.Unsupported => false,
    };

    private async Task<TranslationResult?> KeptAsync(Original message, string language, CancellationToken cancellation)
    {
        var hash = MessageTranslation.HashOf(message.Body);
        await using var database = await databases.CreateDbContextAsync(cancellation);
        return await database.MessageTranslations
            .Where(row => row.MessageId == message.Id && row.Language == language && row.TextHash == hash)
            .Select(row => new TranslationResult(row.Text, row.SourceLanguage)).FirstOrDefaultAsync(cancellation);
    }

    private async Task KeepAsync(Original message, string language, TranslationResult result, CancellationToken cancellation)
    {
        var service = await translator.ServiceOfAsync(message.AccountId, cancellation);
        await using var database = await databases.CreateDbContextAsync(cancellation);
        var row = await database.MessageTranslations.FindAsync([message.Id, language], cancellation);
        if (row is null)
        {
            row = new MessageTranslation { MessageId = message.Id, Language = language, Text = "", SourceLanguage = "", TextHash = "" };
            database.MessageTranslations.Add(row);
        }
        (row.Text, row.Service, row.TranslatedAt, row.TextHash) = (result.Text, service ?? default, time.GetUtcNow(), MessageTranslation.HashOf(message.Body));
        row.SourceLanguage = result.SourceLanguage.Length > MessageTranslation.LongestLanguage ? "" : result.SourceLanguage;
        try
        {
            await database.SaveChangesAsync(cancellation);
        }
        catch (DbUpdateException) when (!cancellation.IsCancellationRequested)
        {
            // A colleague asked for the same in the same moment and was faster: his is as good.
            if (await KeptAsync(message, language, cancellation) is null)
                throw;
        }
    }

    private sealed record Original(long Id, int AccountId, MessageKind Kind, MessageDirection Direction, bool IsRevoked, string Body, bool IsMember);
}
