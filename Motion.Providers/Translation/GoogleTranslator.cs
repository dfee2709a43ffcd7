using System.Globalization;
using System.Text.Json;
using Motion.Domain.Accounts;
using Motion.Providers.Outside;

namespace Motion.Providers.Translation;

/// <summary>Google Cloud Translation, v2 (providers.md section 6). The key travels in a header: addresses get into logs on the way.</summary>
internal sealed class GoogleTranslator(TranslationHttp http, IProviderEndpoints endpoints) : ITranslator
{
    /// <summary>Most of one piece, in characters: what Google recommends for a request.</summary>
    public const int MostCharacters = 5_000;

    public const string Path = "/language/translate/v2";
    public const string KeyHeader = "X-goog-api-key";

    public TranslationService Service => TranslationService.Google;

    public Task<TranslationReply> TranslateAsync(TranslationRequest request, TranslatorAccess access, CancellationToken cancellation) =>
        TranslationHttp.InPiecesAsync(request, MostCharacters, inBytes: false, piece =>
            AskAsync(piece, request.TargetLanguage, (GoogleTranslateAccess)access, cancellation));

    private async Task<TranslationReply> AskAsync(string text, string target, GoogleTranslateAccess mine, CancellationToken cancellation)
    {
        var reply = await http.AskAsync(() => Request(text, target, mine), cancellation);
        return reply switch
        {
            ProviderReply.Answered { IsGood: true } answer => answer.Read(Translated) is { } result
                ? new TranslationReply(result, null)
                : TranslationReply.Failed(TranslationFailure.Broken),
            ProviderReply.Answered answer => Failed(answer),
            ProviderReply.Lost lost => TranslationHttp.Lost(lost),
            _ => throw new InvalidOperationException($"Unknown reply {reply.GetType().Name}."),
        };
    }

    private HttpRequestMessage Request(string text, string target, GoogleTranslateAccess mine)
    {
        var body = JsonBytes.Of(json =>
        {
            json.WriteStartObject();
            json.WriteStartArray("q"u8);
            json.WriteStringValue(text);
            json.WriteEndArray();
            json.WriteString("target"u8, TranslationLanguages.ToGoogle(target));
            // The default is html, which answers with &#39; for an apostrophe.
            json.WriteString("format"u8, "text"u8);
            json.WriteEndObject();
        });
        var request = new HttpRequestMessage(HttpMethod.Post, endpoints.For(ProviderHost.GoogleTranslate).AbsoluteUri.TrimEnd('/') + Path)
        {
            Content = new ByteArrayContent(body) { Headers = { ContentType = new("application/json") { CharSet = "utf-8" } } },
        };
        _ = request.Headers.TryAddWithoutValidation(KeyHeader, mine.Key);
        return request;
    }

    private static TranslationResult? Translated(JsonElement root)
    {
        var translation = (root.Member("data"u8) ?? default).Items("translations"u8).FirstOrDefault();
        return translation.Text("translatedText"u8) is { } text && translation.Text("detectedSourceLanguage"u8) is { } source
            ? new TranslationResult(text, TranslationLanguages.FromService(source))
            : null;
    }

    private static TranslationReply Failed(ProviderReply.Answered answer)
    {
        var (reason, message) = (answer.Read(Reason), answer.Read(root => root.Member("error"u8)?.Text("message"u8)) ?? "");
        var failure = (answer.Status, reason) switch
        {
            (429, _) or (403, "rateLimitExceeded" or "userRateLimitExceeded" or "dailyLimitExceeded" or "quotaExceeded" or "RATE_LIMIT_EXCEEDED") =>
                TranslationFailure.RateLimited,
            (401 or 403, _) or (400, "keyInvalid" or "API_KEY_INVALID") => TranslationFailure.KeyRefused,
            (413, _) => TranslationFailure.TextTooLong,
            (400, _) when message.Contains("key not valid", StringComparison.OrdinalIgnoreCase) => TranslationFailure.KeyRefused,
            (400, _) when message.Contains("too long", StringComparison.OrdinalIgnoreCase) => TranslationFailure.TextTooLong,
            (400, _) when message.Contains("language pair", StringComparison.OrdinalIgnoreCase) => TranslationFailure.LanguageUnsupported,
            // Of all that we send only the language can be a value it does not know.
            (400, "invalid") => TranslationFailure.LanguageUnsupported,
            (var status, _) when status is >= 400 and < 500 => TranslationFailure.Refused,
            _ => TranslationFailure.Broken,
        };
        return TranslationReply.Failed(failure, reason ?? string.Create(CultureInfo.InvariantCulture, $"HTTP {answer.Status}"));
    }

    /// <summary>The newer place first; the older stays beside it.</summary>
    private static string? Reason(JsonElement root)
    {
        var error = root.Member("error"u8) ?? default;
        return error.Items("details"u8).Select(detail => detail.Text("reason"u8)).FirstOrDefault(reason => reason is not null)
            ?? error.Items("errors"u8).Select(entry => entry.Text("reason"u8)).FirstOrDefault(reason => reason is not null);
    }
}
