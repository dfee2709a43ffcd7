using Motion.Blazor.Features.Desk.Conversation;
using Motion.Domain.Messaging;
using Motion.Providers.Translation;

namespace Motion.Blazor.Features.Desk.Translation;

/// <summary>A message as it is read in another language. Neither result nor refusal: it is still being asked for.</summary>
/// <param name="Original">The words that were translated; when the customer edits them, this is of another message.</param>
/// <param name="Language">Into which.</param>
/// <param name="Result">The words, and the language they were in.</param>
/// <param name="Refusal">Why there is none.</param>
/// <param name="ShowsOriginal">The reader wants to see what was written.</param>
/// <param name="IsByHand">He asked for this one message, and wants to be told also that there was nothing to do.</param>
public sealed record TranslatedMessage(
    string Original, string Language, TranslationResult? Result = null, TranslationRefusal? Refusal = null, bool ShowsOriginal = false, bool IsByHand = false)
{
    public bool IsAsking => Result is null && Refusal is null;

    /// <summary>It was in the reader's language all along.</summary>
    public bool IsSame => Result is { } result && result.SourceLanguage == Language;

    /// <summary>The words to show instead of the original, or null.</summary>
    public string? Words => Result is { } result && !IsSame && !ShowsOriginal ? result.Text : null;
}

/// <summary>What one agent sees translated in one thread, message by message.</summary>
internal sealed class ThreadTranslations(TranslateMessage translate, ReadTranslations kept, int userId, long interactionId)
{
    private readonly Dictionary<long, TranslatedMessage> _all = [];
    private bool _isFollowing;
    private string? _givenUp;

    public TranslatedMessage? Of(ThreadMessage message) => _all.GetValueOrDefault(message.Id) is { } found && found.Original == message.Body ? found : null;

    public static bool Takes(ThreadMessage message) =>
        message is { Direction: MessageDirection.In, RevokedAt: null } && message.Id != 0 && TranslateMessage.HasWords(message.Kind) && !string.IsNullOrWhiteSpace(message.Body);

    /// <summary>One message, because the reader asked for it; what he has already he sees or hides.</summary>
    public async Task AskAsync(ThreadMessage message, string language, Action draw, CancellationToken cancellation)
    {
        if (Of(message) is { Result: not null } known && (known.Language == language || known.Words is not null))
        {
            _all[message.Id] = known with { ShowsOriginal = !known.ShowsOriginal };
            return;
        }
        await TranslateAsync(message, language, isByHand: true, draw, cancellation);
    }

    /// <summary>
    /// Every message of the customer, the newest first: what is kept at once, the others one after the other. A service that would refuse
    /// them all is asked once, not with each piece of news.
    /// </summary>
    /// <param name="messages">What the thread shows now.</param>
    /// <param name="language">Into which; null when the reader went back to the originals.</param>
    /// <param name="draw">Something is there to be seen.</param>
    /// <param name="cancellation">The thread is left.</param>
    public async Task FollowAsync(Func<IReadOnlyList<ThreadMessage>> messages, Func<string?> language, Action draw, CancellationToken cancellation)
    {
        if (_isFollowing)
            return;
        _isFollowing = true;
        try
        {
            await TakeKeptAsync(messages(), language, draw, cancellation);
            while (language() is { } into && into != _givenUp && messages().LastOrDefault(message => IsMissing(message, into)) is { } next)
            {
                var refusal = await TranslateAsync(next, into, isByHand: false, draw, cancellation);
                if (language() is null)
                    Forget();
                else if (refusal is { } why && ConcernsAll(why))
                    _givenUp = into;
            }
            draw();
        }
        finally
        {
            _isFollowing = false;
        }
    }

    /// <summary>The originals, everywhere.</summary>
    public void Forget()
    {
        _all.Clear();
        _givenUp = null;
    }

    private bool IsMissing(ThreadMessage message, string language) => Takes(message) && Of(message)?.Language != language;

    private async Task TakeKeptAsync(IReadOnlyList<ThreadMessage> messages, Func<string?> language, Action draw, CancellationToken cancellation)
    {
        if (language() is not { } into || messages.Where(message => IsMissing(message, into)).ToDictionary(message => message.Id) is not { Count: > 0 } missing)
            return;
        var found = await kept.HandleAsync(userId, interactionId, [.. missing.Keys], into, cancellation);
        // He may have thought better of it meanwhile.
        if (language() != into)
            return;
        foreach (var (id, result) in found)
            _all[id] = new TranslatedMessage(missing[id].Body, into, result);
        draw();
    }

    private async Task<TranslationRefusal?> TranslateAsync(ThreadMessage message, string language, bool isByHand, Action draw, CancellationToken cancellation)
    {
        _all[message.Id] = new TranslatedMessage(message.Body, language, IsByHand: isByHand);
        draw();
        var outcome = await translate.HandleAsync(userId, message.Id, language, cancellation);
        _all[message.Id] = new TranslatedMessage(message.Body, language, outcome.Result, outcome.Refusal, IsByHand: isByHand);
        draw();
        return outcome.Refusal;
    }

    /// <summary>The next message would only meet the same; the reader may ask again by hand.</summary>
    private static bool ConcernsAll(TranslationRefusal refusal) => refusal switch
    {
        TranslationRefusal.NothingToTranslate or TranslationRefusal.TextTooLong or TranslationRefusal.LanguageUnclear or TranslationRefusal.LanguageUnsupported
            or TranslationRefusal.Refused or TranslationRefusal.NotFound => false,
        TranslationRefusal.NotMember or TranslationRefusal.FeatureOff or TranslationRefusal.AccountOff or TranslationRefusal.NoKeys or TranslationRefusal.UnknownLanguage
            or TranslationRefusal.Unreachable or TranslationRefusal.TimedOut or TranslationRefusal.KeyRefused or TranslationRefusal.RateLimited or TranslationRefusal.Broken => true,
    };
}
