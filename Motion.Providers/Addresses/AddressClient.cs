using System.Net.Http.Headers;
using System.Text;

namespace Motion.Providers.Addresses;

/// <summary>What came of asking an address: exactly one of the two is set.</summary>
/// <param name="Body">What it answered with a status of success; may be empty.</param>
/// <param name="Failure">Why there is no answer, for people to read.</param>
public sealed record AddressAnswer(string? Body, string? Failure);

/// <summary>
/// Asks an address of the administrator's allow-list for HTTP request rows (product.md section 6). Redirects are not followed, and a name
/// that leads to a private address leads nowhere.
/// </summary>
public sealed class AddressClient(IHttpClientFactory clients, TimeProvider time)
{
    /// <summary>The name of its HTTP client, which connects to public addresses only.</summary>
    public const string Client = "Motion.Providers.Addresses";

    /// <summary>The same with addresses of this machine, for trying things out with the sandbox.</summary>
    public const string ClientWithLoopback = "Motion.Providers.Addresses.Loopback";

    private const int MostBytes = 256 * 1024;

    /// <summary>Posts JSON and waits for the answer.</summary>
    /// <param name="address">Where to.</param>
    /// <param name="json">What.</param>
    /// <param name="timeout">How long, from the first byte to the last.</param>
    /// <param name="withLoopback">Addresses of this machine are allowed.</param>
    /// <param name="cancellation">Gives up.</param>
    public async Task<AddressAnswer> PostAsync(Uri address, string json, TimeSpan timeout, bool withLoopback, CancellationToken cancellation)
    {
        using var timer = new CancellationTokenSource(timeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timer.Token, cancellation);
        using var request = new HttpRequestMessage(HttpMethod.Post, address) { Content = new StringContent(json, Encoding.UTF8, new MediaTypeHeaderValue("application/json")) };
        try
        {
            using var response = await clients.CreateClient(withLoopback ? ClientWithLoopback : Client)
                .SendAsync(request, HttpCompletionOption.ResponseHeadersRead, either.Token);
            if (!response.IsSuccessStatusCode)
                return new AddressAnswer(null, $"HTTP {(int)response.StatusCode}");
            await response.Content.LoadIntoBufferAsync(MostBytes, either.Token);
            return new AddressAnswer(await response.Content.ReadAsStringAsync(either.Token), null);
        }
        catch (HttpRequestException fault)
        {
            return new AddressAnswer(null, fault.Message);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return new AddressAnswer(null, "No answer in time.");
        }
    }
}
