using System.Net;
using System.Net.Http.Headers;
using Motion.Domain.Messaging;

namespace Motion.Providers.Outside;

/// <summary>Opens a provider's file: allowed hosts only, redirects by hand, credentials where the provider's rule sends them.</summary>
internal sealed class MediaFetch(IHttpClientFactory clients, TimeProvider time)
{
    public const string Client = "Motion.Providers.Media";
    private const int RedirectLimit = 5;

    /// <summary>A fresh address can answer 404 for seconds (providers.md 1.7).</summary>
    private static readonly TimeSpan[] EarlyWaits = [TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(3)];

    /// <param name="start">Where the file is said to be.</param>
    /// <param name="hosts">Where it may be.</param>
    /// <param name="credentialFor">The Authorization for an allowed address, or null to go without.</param>
    /// <param name="cancellation">Ends the wait for the headers; the body is read under the caller's own.</param>
    /// <returns>A good answer with its body unread; the caller disposes it.</returns>
    /// <exception cref="OutsideFailureException">Not allowed, not there, or no answer.</exception>
    public async Task<HttpResponseMessage> OpenAsync(
        Uri start, MediaHosts hosts, Func<Uri, AuthenticationHeaderValue?> credentialFor, CancellationToken cancellation)
    {
        for (var attempt = 0; ; attempt++)
        {
            var response = await FollowAsync(start, hosts, credentialFor, cancellation);
            if (response.IsSuccessStatusCode) return response;
            using (response)
            {
                if (response.StatusCode != HttpStatusCode.NotFound || attempt == EarlyWaits.Length)
                {
                    var status = (int)response.StatusCode;
                    throw new OutsideFailureException(FailureRule.OfStatus(status).SurelyNotSent().With(
                        null, $"The file's host answered {status}.", response.Headers.RetryAfter?.Delta));
                }
            }
            await Task.Delay(EarlyWaits[attempt], time, cancellation);
        }
    }

    /// <summary>The same for a file whose address the webhook named.</summary>
    public async Task<MediaDownload> OpenAsync(
        MediaSource source, MediaHosts hosts, Func<Uri, AuthenticationHeaderValue?> credentialFor, CancellationToken cancellation)
    {
        if (!Uri.TryCreate(source.Url, UriKind.Absolute, out var address)) throw Refused("The provider gave no address for the file.");
        var response = await OpenAsync(address, hosts, credentialFor, cancellation);
        return new MediaDownload(
            await response.Content.ReadAsStreamAsync(cancellation),
            response.Content.Headers.ContentType?.ToString(),
            response.Content.Headers.ContentLength,
            Sha256Text.ToHex(source.Sha256));
    }

    private async Task<HttpResponseMessage> FollowAsync(
        Uri address, MediaHosts hosts, Func<Uri, AuthenticationHeaderValue?> credentialFor, CancellationToken cancellation)
    {
        for (var hop = 0; hop <= RedirectLimit; hop++)
        {
            if (!hosts.Allows(address)) throw Refused($"The file's address is outside the provider's hosts: {address.Host}.");
            // Only the first address gets credentials: a signed storage link refuses a second proof, and a redirect is no reason to trust.
            var response = await GetAsync(address, hop == 0 ? credentialFor(address) : null, cancellation);
            if ((int)response.StatusCode is not (301 or 302 or 303 or 307 or 308)) return response;
            using (response)
            {
                address = response.Headers.Location is { } next ? new Uri(address, next) : throw Refused("A redirect without a target.");
            }
        }
        throw Refused("Too many redirects.");
    }

    private async Task<HttpResponseMessage> GetAsync(Uri address, AuthenticationHeaderValue? credential, CancellationToken cancellation)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        request.Headers.Authorization = credential;
        using var timer = new CancellationTokenSource(ProviderHttp.AnswerTimeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timer.Token, cancellation);
        try
        {
            return await clients.CreateClient(Client).SendAsync(request, HttpCompletionOption.ResponseHeadersRead, either.Token);
        }
        catch (HttpRequestException fault)
        {
            throw new OutsideFailureException(FailureRule.HiccupBefore.With(null, fault.Message));
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            throw new OutsideFailureException(FailureRule.HiccupBefore.With(null, "No answer in time."));
        }
    }

    private static OutsideFailureException Refused(string why) => new(FailureRule.Final.With(null, why));
}
