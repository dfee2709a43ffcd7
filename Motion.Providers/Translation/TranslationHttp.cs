using System.Text;
using Motion.Providers.Outside;

namespace Motion.Providers.Translation;

/// <summary>
/// Asks a service that only answers and changes nothing: a hiccup is got over by one more try. Text and keys go into requests and nowhere else.
/// </summary>
internal sealed class TranslationHttp(ProviderHttp http, TimeProvider time)
{
    /// <param name="create">A fresh request: each can be sent once.</param>
    /// <param name="cancellation">The caller gives up.</param>
    /// <exception cref="OperationCanceledException">The caller gave up.</exception>
    public async Task<ProviderReply> AskAsync(Func<HttpRequestMessage> create, CancellationToken cancellation)
    {
        var first = await TryAsync(create, cancellation);
        var isHiccup = first is ProviderReply.Answered { Status: 500 or 502 or 503 or 504 } or ProviderReply.Lost { IsLate: false };
        if (!isHiccup) return first;
        await Task.Delay(TranslationLimits.SecondTryWait, time, cancellation);
        return await TryAsync(create, cancellation);
    }

    private async Task<ProviderReply> TryAsync(Func<HttpRequestMessage> create, CancellationToken cancellation)
    {
        using var request = create();
        var reply = await http.SendAsync(request, cancellation, TranslationLimits.AnswerTimeout);
        cancellation.ThrowIfCancellationRequested();
        return reply;
    }

    /// <summary>Asks piece by piece and puts the answers together; the first failure is that of the whole.</summary>
    public static async Task<TranslationReply> InPiecesAsync(TranslationRequest request, int longest, bool inBytes, Func<string, Task<TranslationReply>> ask)
    {
        if (request.Text.Length > TranslationLimits.LongestText) return TranslationReply.Failed(TranslationFailure.TextTooLong);
        var (text, source) = (new StringBuilder(), (string?)null);
        foreach (var piece in TextPieces.Split(request.Text, longest, inBytes))
        {
            if (piece.Text.Length > 0)
            {
                var reply = await ask(piece.Text);
                if (reply.Result is not { } result) return reply;
                _ = text.Append(result.Text);
                source ??= result.SourceLanguage;
            }
            _ = text.Append(piece.Space);
        }
        return new TranslationReply(new TranslationResult(text.ToString(), source ?? request.TargetLanguage), null);
    }

    /// <summary>An answer that never came.</summary>
    public static TranslationReply Lost(ProviderReply.Lost lost) =>
        TranslationReply.Failed(lost.IsLate ? TranslationFailure.TimedOut : TranslationFailure.Unreachable);
}
