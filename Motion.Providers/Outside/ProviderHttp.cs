using System.Net.Http.Headers;
using System.Text.Json;
using Motion.Domain.Messaging;

namespace Motion.Providers.Outside;

/// <summary>What came of a call.</summary>
internal abstract record ProviderReply
{
    private ProviderReply() { }

    /// <summary>An answer, good or bad.</summary>
    /// <param name="Status">HTTP status.</param>
    /// <param name="Body">The bytes.</param>
    /// <param name="RetryAfter">How long the provider asks to wait, or null.</param>
    /// <param name="Challenge">What <c>WWW-Authenticate</c> says of a 401, or null.</param>
    public sealed record Answered(int Status, byte[] Body, TimeSpan? RetryAfter, string? Challenge = null) : ProviderReply
    {
        public bool IsGood => Status is >= 200 and < 300;

        /// <summary>What the body says, or null when it is no JSON or says nothing of the kind.</summary>
        public T? Read<T>(Func<JsonElement, T?> read) where T : class
        {
            try
            {
                using var document = JsonDocument.Parse(Body);
                return read(document.RootElement);
            }
            catch (JsonException)
            {
                return null;
            }
        }
    }

    /// <summary>No answer; the failure says whether the request can have arrived.</summary>
    /// <param name="Failure">In our terms.</param>
    /// <param name="IsLate">Somebody was there, but took too long.</param>
    public sealed record Lost(OutsideFailure Failure, bool IsLate = false) : ProviderReply;

    /// <summary>Why the call was not taken, in the words of its provider's table; null for a good answer.</summary>
    public OutsideFailure? FailureBy(Func<Answered, OutsideFailure> translate) => this switch
    {
        Answered { IsGood: true } => null,
        Answered answer => translate(answer),
        Lost lost => lost.Failure,
        _ => throw new InvalidOperationException($"Unknown reply {GetType().Name}."),
    };
}

/// <summary>
/// Calls a provider and tells apart what must not be confused (providers.md 8.5): a request that never left us may be sent
/// again, one that was written and got no answer may not.
/// </summary>
internal sealed class ProviderHttp(IHttpClientFactory clients, TimeProvider time)
{
    public const string ApiClient = "Motion.Providers.Api";

    /// <summary>From the first byte to the last; an upload of 100 MB needs more than a message.</summary>
    public static readonly TimeSpan AnswerTimeout = TimeSpan.FromSeconds(30);
    public static readonly TimeSpan UploadTimeout = TimeSpan.FromMinutes(5);

    /// <summary>Answers are a few hundred bytes, a page of templates some hundred thousand; whoever sends more is not a provider.</summary>
    private const int AnswerLimit = 4 * 1024 * 1024;

    public async Task<ProviderReply> SendAsync(HttpRequestMessage request, CancellationToken cancellation, TimeSpan? timeout = null)
    {
        var watched = request.Content is { } content ? new WatchedContent(content) : null;
        request.Content = watched;
        using var timer = new CancellationTokenSource(timeout ?? AnswerTimeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timer.Token, cancellation);
        try
        {
            using var response = await clients.CreateClient(ApiClient)
                .SendAsync(request, HttpCompletionOption.ResponseHeadersRead, either.Token);
            AnswerDates.Note(response.Headers.Date, time.GetUtcNow());
            await response.Content.LoadIntoBufferAsync(AnswerLimit, either.Token);
            var body = await response.Content.ReadAsByteArrayAsync(either.Token);
            return new ProviderReply.Answered(
                (int)response.StatusCode, body, RetryAfter(response.Headers.RetryAfter),
                response.Headers.WwwAuthenticate.Count == 0 ? null : response.Headers.WwwAuthenticate.ToString());
        }
        catch (HttpRequestException fault)
        {
            return Lost(fault.Message);
        }
        catch (OperationCanceledException)
        {
            return cancellation.IsCancellationRequested ? Lost("Cancelled before the answer came.") : Lost("No answer in time.") with { IsLate = true };
        }

        ProviderReply.Lost Lost(string detail) =>
            new((watched is { Started: true } ? FailureRule.Hiccup : FailureRule.HiccupBefore).With(null, detail));
    }

    private TimeSpan? RetryAfter(RetryConditionHeaderValue? header) =>
        header?.Delta ?? (header?.Date - time.GetUtcNow() is { } wait && wait > TimeSpan.Zero ? wait : null);
}
