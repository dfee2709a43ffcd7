using System.Globalization;
using Motion.Domain.Accounts;
using Motion.Providers.Outside;

namespace Motion.Providers.Translation;

/// <summary>Amazon Translate's TranslateText (providers.md section 6). Recognising the language also wants <c>comprehend:DetectDominantLanguage</c>.</summary>
internal sealed class AwsTranslator(TranslationHttp http, IProviderEndpoints endpoints, TimeProvider time) : ITranslator
{
    /// <summary>Most of one request, in bytes of UTF-8.</summary>
    public const int MostBytes = 10_000;

    public const string SignedService = "translate";
    public const string Target = "AWSShineFrontendService_20170701.TranslateText";
    public const string ContentType = "application/x-amz-json-1.1";

    public TranslationService Service => TranslationService.Aws;

    public Task<TranslationReply> TranslateAsync(TranslationRequest request, TranslatorAccess access, CancellationToken cancellation)
    {
        var mine = (AwsTranslateAccess)access;
        // The region becomes part of a host's name; what cannot be one leads nowhere.
        return mine.Region.All(sign => char.IsAsciiLetterLower(sign) || char.IsAsciiDigit(sign) || sign == '-')
            ? TranslationHttp.InPiecesAsync(request, MostBytes, inBytes: true, piece => AskAsync(piece, request.TargetLanguage, mine, cancellation))
            : Task.FromResult(TranslationReply.Failed(TranslationFailure.Unreachable));
    }

    private async Task<TranslationReply> AskAsync(string text, string target, AwsTranslateAccess mine, CancellationToken cancellation)
    {
        var body = JsonBytes.Of(json =>
        {
            json.WriteStartObject();
            json.WriteString("Text"u8, text);
            json.WriteString("SourceLanguageCode"u8, "auto"u8);
            json.WriteString("TargetLanguageCode"u8, target);
            json.WriteEndObject();
        });
        var reply = await http.AskAsync(() => Signed(body, mine), cancellation);
        return reply switch
        {
            ProviderReply.Answered { IsGood: true } answer => answer.Read(root =>
                root.Text("TranslatedText"u8) is { } translated && root.Text("SourceLanguageCode"u8) is { } source
                    ? new TranslationReply(new TranslationResult(translated, TranslationLanguages.FromService(source)), null)
                    : null) ?? TranslationReply.Failed(TranslationFailure.Broken),
            ProviderReply.Answered answer => Failed(answer),
            ProviderReply.Lost lost => TranslationHttp.Lost(lost),
            _ => throw new InvalidOperationException($"Unknown reply {reply.GetType().Name}."),
        };
    }

    private HttpRequestMessage Signed(byte[] body, AwsTranslateAccess mine)
    {
        var address = endpoints.For(ProviderHost.AwsTranslate, OwnAddressOf(mine.Region));
        var headers = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["content-type"] = ContentType,
            ["host"] = address.Authority,
            ["x-amz-date"] = AwsSignature.DateOf(time.GetUtcNow()),
            ["x-amz-target"] = Target,
        };
        if (mine.SessionToken is { } token) headers["x-amz-security-token"] = token;
        var request = new HttpRequestMessage(HttpMethod.Post, address) { Content = new ByteArrayContent(body) { Headers = { ContentType = new(ContentType) } } };
        foreach (var (name, value) in headers)
        {
            if (name is not ("content-type" or "host")) _ = request.Headers.TryAddWithoutValidation(name, value);
        }
        _ = request.Headers.TryAddWithoutValidation("Authorization", AwsSignature.Authorize("POST", address.AbsolutePath, headers, body, mine, SignedService));
        return request;
    }

    /// <summary>China is a cloud of its own.</summary>
    internal static string OwnAddressOf(string region) => string.Create(
        CultureInfo.InvariantCulture, $"https://translate.{region}.amazonaws.com{(region.StartsWith("cn-", StringComparison.Ordinal) ? ".cn" : "")}");

    private static TranslationReply Failed(ProviderReply.Answered answer)
    {
        // "com.amazonaws.translate#TooManyRequestsException", or without what stands before the sign.
        var type = answer.Read(root => root.Text("__type"u8))?.Split('#')[^1];
        var name = type?.EndsWith("Exception", StringComparison.Ordinal) == true ? type[..^"Exception".Length] : type;
        return TranslationReply.Failed(OfName(name) ?? OfStatus(answer.Status), type ?? string.Create(CultureInfo.InvariantCulture, $"HTTP {answer.Status}"));
    }

    private static TranslationFailure? OfName(string? name) => name switch
    {
        "TooManyRequests" or "LimitExceeded" or "Throttling" => TranslationFailure.RateLimited,
        "UnrecognizedClient" or "InvalidSignature" or "AccessDenied" or "ExpiredToken" or "IncompleteSignature" or "MissingAuthenticationToken"
            or "InvalidClientTokenId" or "SignatureDoesNotMatch" or "OptInRequired" => TranslationFailure.KeyRefused,
        "InternalServer" or "InternalFailure" or "ServiceUnavailable" => TranslationFailure.Broken,
        "TextSizeLimitExceeded" => TranslationFailure.TextTooLong,
        "UnsupportedLanguagePair" => TranslationFailure.LanguageUnsupported,
        "DetectedLanguageLowConfidence" => TranslationFailure.LanguageUnclear,
        "InvalidRequest" or "InvalidParameterValue" or "ResourceNotFound" or "Validation" => TranslationFailure.Refused,
        _ => null,
    };

    private static TranslationFailure OfStatus(int status) => status switch
    {
        401 or 403 => TranslationFailure.KeyRefused,
        413 => TranslationFailure.TextTooLong,
        429 => TranslationFailure.RateLimited,
        >= 400 and < 500 => TranslationFailure.Refused,
        _ => TranslationFailure.Broken,
    };
}
