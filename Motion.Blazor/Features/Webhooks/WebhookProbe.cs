using System.Net;
using System.Security.Cryptography;
using System.Text;
using Motion.Blazor.Pipeline;
using Motion.Domain.Accounts;

namespace Motion.Blazor.Features.Webhooks;

/// <summary>What came of calling our own Receive URL.</summary>
internal enum ProbeResult
{
    /// <summary>It leads here.</summary>
    Arrived,

    /// <summary>The host has no address.</summary>
    Dns,

    /// <summary>No valid certificate, or no TLS at all.</summary>
    Tls,

    /// <summary>Nobody listens there.</summary>
    Unreachable,

    /// <summary>No answer in time.</summary>
    Timeout,

    /// <summary>A web server that does not know the address.</summary>
    NotFound,

    /// <summary>It sends on to another address; providers do not follow.</summary>
    Redirected,

    /// <summary>Another Motion, or a sign-in before ours.</summary>
    Refused,

    /// <summary>A proxy that does not reach us.</summary>
    ProxyBroken,

    /// <summary>Somebody else answers.</summary>
    WrongHost,
}

/// <param name="Host">Whom we called.</param>
/// <param name="Detail">The HTTP status, or the network's words.</param>
internal sealed record ProbeOutcome(ProbeResult Result, string Host, string Detail);

/// <summary>Where an account's provider finds its Receive URL.</summary>
internal interface IReceiveAddress
{
    /// <summary>The whole address with its token, and whether the sandbox calls it instead of a provider.</summary>
    (string Url, bool IsSandbox) Of(Account account);
}

/// <summary>
/// Calls an account's own Receive URL from outside, as its provider would, with a question that only this server can answer. The account's
/// configured domain is the only address it ever calls, and nothing of an answer is shown but its status.
/// </summary>
internal sealed class WebhookProbe(IHttpClientFactory clients, TimeProvider time)
{
    public const string Client = "Motion.WebhookProbe";

    private const string Question = "probe";
    private const int LongestQuestion = 64;
    private const int LongestAnswer = 4096;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <summary>What the Receive URL answers to the question, once its token was right; null when none was asked.</summary>
    public static string? AnswerTo(HttpRequest request, AccountEntry account) =>
        HttpMethods.IsGet(request.Method) && request.Query[Question] is [{ Length: > 0 and <= LongestQuestion } question]
            ? Answer(question, account.ProxyToken)
            : null;

    public async Task<ProbeOutcome> RunAsync(string receiveUrl, string proxyToken, CancellationToken cancellation)
    {
        var question = Convert.ToHexString(RandomNumberGenerator.GetBytes(16));
        var address = new Uri($"{receiveUrl}&{Question}={question}");
        using var timer = new CancellationTokenSource(Patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timer.Token, cancellation);
        try
        {
            using var response = await clients.CreateClient(Client).GetAsync(address, HttpCompletionOption.ResponseHeadersRead, either.Token);
            var status = ((int)response.StatusCode).ToString(System.Globalization.CultureInfo.InvariantCulture);
            return new ProbeOutcome(await ResultOfAsync(response, Answer(question, proxyToken), either.Token), address.Authority, status);
        }
        catch (HttpRequestException fault)
        {
            return new ProbeOutcome(ResultOf(fault.HttpRequestError), address.Authority, fault.InnerException?.Message ?? fault.Message);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return new ProbeOutcome(ProbeResult.Timeout, address.Authority, "");
        }
    }

    private static async Task<ProbeResult> ResultOfAsync(HttpResponseMessage response, string expected, CancellationToken cancellation)
    {
        switch ((int)response.StatusCode)
        {
            case >= 200 and < 300:
                await response.Content.LoadIntoBufferAsync(LongestAnswer, cancellation);
                return await response.Content.ReadAsStringAsync(cancellation) == expected ? ProbeResult.Arrived : ProbeResult.WrongHost;
            case >= 300 and < 400:
                return ProbeResult.Redirected;
            case (int)HttpStatusCode.NotFound:
                return ProbeResult.NotFound;
            case (int)HttpStatusCode.Unauthorized or (int)HttpStatusCode.Forbidden:
                return ProbeResult.Refused;
            case >= 500:
                return ProbeResult.ProxyBroken;
            default:
                return ProbeResult.WrongHost;
        }
    }

    private static ProbeResult ResultOf(HttpRequestError error) => error switch
    {
        HttpRequestError.NameResolutionError => ProbeResult.Dns,
        HttpRequestError.SecureConnectionError => ProbeResult.Tls,
        HttpRequestError.ConfigurationLimitExceeded or HttpRequestError.InvalidResponse => ProbeResult.WrongHost,
        _ => ProbeResult.Unreachable,
    };

    private static string Answer(string question, string proxyToken) =>
        Convert.ToHexString(HMACSHA256.HashData(Encoding.UTF8.GetBytes(proxyToken), Encoding.UTF8.GetBytes($"motion-probe:{question}")));
}
