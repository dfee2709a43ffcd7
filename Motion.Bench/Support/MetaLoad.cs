using System.Diagnostics;
using System.Net.Http.Headers;
using System.Text;
using Motion.Domain.Accounts;
using Motion.Providers.Meta;

namespace Motion.Bench.Support;

/// <summary>Signed Meta payloads, and a way to post them with so many in flight.</summary>
internal sealed class MetaLoad(MetaCredentials credentials)
{
    /// <summary>A message of a customer; ids make it unique.</summary>
    public string Message(string customer, string id, string text) =>
        $$$"""{"from":"{{{customer}}}","id":"{{{id}}}","timestamp":"{{{TimeProvider.System.GetUtcNow().ToUnixTimeSeconds()}}}","type":"text","text":{"body":"{{{text}}}"}}""";

    public string Status(string id, string status, string customer) =>
        $$$"""{"id":"{{{id}}}","status":"{{{status}}}","timestamp":"{{{TimeProvider.System.GetUtcNow().ToUnixTimeSeconds()}}}","recipient_id":"{{{customer}}}"}""";

    public byte[] Payload(IEnumerable<string> messages, IEnumerable<string>? statuses = null) => Encoding.UTF8.GetBytes(
        $$$$"""{"object":"whatsapp_business_account","entry":[{"id":"{{{{credentials.AccountSid}}}}","changes":[{"field":"messages","value":{"messaging_product":"whatsapp","metadata":{"display_phone_number":"15550100100","phone_number_id":"{{{{credentials.PhoneNumberId}}}}"},"messages":[{{{{string.Join(',', messages)}}}}],"statuses":[{{{{string.Join(',', statuses ?? [])}}}}]}}]}]}""");

    public HttpRequestMessage Request(string path, byte[] payload)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new ByteArrayContent(payload) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        request.Headers.TryAddWithoutValidation(MetaSignature.Header, MetaSignature.Compute(credentials.AppSecret!, payload));
        return request;
    }

    /// <summary>Posts all requests, so many in flight; the time it took in all. Anything but 200 ends the run.</summary>
    public static async Task<TimeSpan> PostAllAsync(Uri address, IReadOnlyList<HttpRequestMessage> requests, int inFlight, Latencies? latencies = null)
    {
        using var client = new HttpClient(new SocketsHttpHandler { MaxConnectionsPerServer = inFlight }) { BaseAddress = address };
        var next = -1;
        var started = Stopwatch.GetTimestamp();
        await Task.WhenAll(Enumerable.Range(0, inFlight).Select(_ => Task.Run(async () =>
        {
            int index;
            while ((index = Interlocked.Increment(ref next)) < requests.Count)
            {
                var begun = Stopwatch.GetTimestamp();
                using var answer = await client.SendAsync(requests[index]);
                answer.EnsureSuccessStatusCode();
                latencies?.Add(Stopwatch.GetElapsedTime(begun));
            }
        })));
        return Stopwatch.GetElapsedTime(started);
    }
}
