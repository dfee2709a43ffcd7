using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.WebUtilities;
using Motion.Blazor.Features.Accounts;
using Motion.Blazor.Pipeline;
using Motion.Providers;

namespace Motion.Blazor.Features.Webhooks;

/// <summary>
/// The Receive URL of an account (product.md section 5, step 0): token, signature over the raw bytes, store, and only then 200.
/// Its requests are by far the most, so its services are taken once and its answers written plainly.
/// </summary>
internal sealed class ReceiveWebhook(
    AccountDirectory directory, ProviderRegistry providers, ReceiveUrl receiveUrl, Inbox inbox, RefusalLog refusals, TimeProvider time)
{
    /// <summary>Meta sends up to 3 MB (providers.md 3.2); nobody sends more.</summary>
    private const int LargestBody = 4 * 1024 * 1024;

    public async Task ReceiveAsync(HttpContext http)
    {
        var id = int.Parse((string)http.Request.RouteValues["id"]!, CultureInfo.InvariantCulture);
        // The handshake gives back what it was sent; nobody may take that for a page.
        http.Response.Headers.XContentTypeOptions = "nosniff";
        var account = await directory.FindAsync(id);
        if (account is null || !SameToken(account.ProxyToken, http.Request.Query["token"]))
        {
            await RefuseAsync(account?.Id, StatusCodes.Status403Forbidden, "The token in the address is not this account's.");
            return;
        }

        if (WebhookProbe.AnswerTo(http.Request, account) is { } answer)
        {
            await AnswerAsync(http, new WebhookAnswer("text/plain", answer));
            return;
        }

        if (await ReadBodyAsync(http) is not { } body)
        {
            await RefuseAsync(id, StatusCodes.Status413PayloadTooLarge, $"The payload is larger than {LargestBody} bytes.");
            return;
        }

        var provider = providers.For(account.Type);
        var request = new WebhookRequest(
            http.Request.Method,
            receiveUrl.BaseOf(account.Domain) + (http.Request.PathBase + http.Request.Path).ToUriComponent() + http.Request.QueryString.ToUriComponent(),
            http.Request.Query.ToDictionary(pair => pair.Key, pair => pair.Value.ToString(), StringComparer.Ordinal),
            name => http.Request.Headers.TryGetValue(name, out var value) ? value.ToString() : null,
            body);
        switch (provider.Verify(request, account.Credentials))
        {
            case WebhookVerdict.Refused refused:
                await RefuseAsync(id, refused.StatusCode, refused.Reason);
                break;
            case WebhookVerdict.Handshake handshake:
                await AnswerAsync(http, handshake.Answer);
                break;
            case WebhookVerdict.Accepted accepted:
                await inbox.StoreAsync(new InboxPayload
                {
                    AccountId = id,
                    ReceivedAt = time.GetUtcNow(),
                    ContentType = http.Request.ContentType,
                    QueryString = WithoutToken(http.Request),
                    Body = body,
                });
                await AnswerAsync(http, accepted.Answer);
                break;
            default:
                throw new InvalidOperationException("An unknown verdict.");
        }

        async Task RefuseAsync(int? accountId, int status, string reason)
        {
            await refusals.WriteAsync(accountId, status, reason, http);
            http.Response.StatusCode = status;
        }
    }

    private static async Task<byte[]?> ReadBodyAsync(HttpContext http)
    {
        if (http.Request.ContentLength > LargestBody)
            return null;
        using var buffer = new MemoryStream((int)(http.Request.ContentLength ?? 4096));
        var reader = http.Request.BodyReader;
        while (true)
        {
            var read = await reader.ReadAsync(http.RequestAborted);
            foreach (var segment in read.Buffer)
                buffer.Write(segment.Span);
            reader.AdvanceTo(read.Buffer.End);
            if (buffer.Length > LargestBody)
                return null;
            if (read.IsCompleted)
                return buffer.TryGetBuffer(out var whole) && whole.Count == whole.Array!.Length ? whole.Array : buffer.ToArray();
        }
    }

    private static string WithoutToken(HttpRequest request) => request.Query.Count == 1
        ? ""
        : QueryHelpers.AddQueryString("", request.Query.Where(pair => pair.Key != "token")
            .SelectMany(pair => pair.Value.Select(value => KeyValuePair.Create(pair.Key, value))));

    private static bool SameToken(string expected, string? given) =>
        given is not null && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(expected), Encoding.UTF8.GetBytes(given));

    private static Task AnswerAsync(HttpContext http, WebhookAnswer answer)
    {
        var body = Encoding.UTF8.GetBytes(answer.Body);
        (http.Response.ContentType, http.Response.ContentLength) = (answer.ContentType, body.Length);
        return http.Response.Body.WriteAsync(body).AsTask();
    }
}
