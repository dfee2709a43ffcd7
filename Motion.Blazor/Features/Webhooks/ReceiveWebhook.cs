using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.WebUtilities;
using Motion.Blazor.Features.Accounts;
using Motion.Blazor.Pipeline;
using Motion.Providers;

namespace Motion.Blazor.Features.Webhooks;

/// <summary>
/// The Receive URL of an account (product.md section 5, step 0): token, signature over the raw bytes, store, and only then 200.
/// </summary>
internal static class ReceiveWebhook
{
    /// <summary>Meta sends up to 3 MB (providers.md 3.2); nobody sends more.</summary>
    private const int LargestBody = 4 * 1024 * 1024;

    /// <summary>
    /// A branch of its own, before everything that pages need: a provider has no language, no cookie and no role, shows nothing in a
    /// frame, and its requests are by far the most.
    /// </summary>
    public static void UseMotionWebhooks(this WebApplication app) => app.Map("/api/whatsapp", branch =>
    {
        branch.UseRouting();
        branch.UseEndpoints(endpoints => endpoints.MapMethods("/accounts/{id:int}/notify", [HttpMethods.Get, HttpMethods.Post], HandleAsync));
    });

    private static async Task<IResult> HandleAsync(
        int id, HttpContext http, AccountDirectory directory, ProviderRegistry providers, ReceiveUrl receiveUrl, Inbox inbox, RefusalLog refusals, TimeProvider time)
    {
        // The handshake gives back what it was sent; nobody may take that for a page.
        http.Response.Headers.XContentTypeOptions = "nosniff";
        var account = await directory.FindAsync(id);
        if (account is null || !SameToken(account.ProxyToken, http.Request.Query["token"]))
        {
            await refusals.WriteAsync(account?.Id, StatusCodes.Status403Forbidden, "The token in the address is not this account's.", http);
            return Results.StatusCode(StatusCodes.Status403Forbidden);
        }

        if (WebhookProbe.AnswerTo(http.Request, account) is { } answer)
            return Results.Text(answer);

        if (await ReadBodyAsync(http) is not { } body)
        {
            await refusals.WriteAsync(id, StatusCodes.Status413PayloadTooLarge, $"The payload is larger than {LargestBody} bytes.", http);
            return Results.StatusCode(StatusCodes.Status413PayloadTooLarge);
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
                await refusals.WriteAsync(id, refused.StatusCode, refused.Reason, http);
                return Results.StatusCode(refused.StatusCode);
            case WebhookVerdict.Handshake handshake:
                return Answer(handshake.Answer);
            case WebhookVerdict.Accepted accepted:
                // Not cancelled with the request: once the bytes are here they are stored, even if the provider hangs up.
                await inbox.StoreAsync(
                    new InboxPayload
                    {
                        AccountId = id,
                        ReceivedAt = time.GetUtcNow(),
                        ContentType = http.Request.ContentType,
                        QueryString = WithoutToken(http.Request),
                        Body = body,
                    },
                    CancellationToken.None);
                return Answer(accepted.Answer);
            default:
                throw new InvalidOperationException("An unknown verdict.");
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

    private static IResult Answer(WebhookAnswer answer) => Results.Text(answer.Body, answer.ContentType);
}
