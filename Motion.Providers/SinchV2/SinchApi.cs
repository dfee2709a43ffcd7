using System.Net.Http.Headers;
using Motion.Domain.Accounts;
using Motion.Providers.Outside;

namespace Motion.Providers.SinchV2;

/// <summary>Calls the Conversation API with a token, and once more with a fresh one where Sinch says that it has expired (providers.md 2.1).</summary>
internal sealed class SinchApi(ProviderHttp http, SinchTokens tokens, IProviderEndpoints endpoints)
{
    /// <param name="mine">The account's.</param>
    /// <param name="method">GET or POST.</param>
    /// <param name="path">Below the project, e.g. <c>messages:send</c>.</param>
    /// <param name="body">JSON, or null.</param>
    /// <param name="cancellation">Ends the wait for the answer.</param>
    public async Task<ProviderReply> CallAsync(SinchCredentials mine, HttpMethod method, string path, byte[]? body, CancellationToken cancellation)
    {
        for (var again = false; ; again = true)
        {
            var (token, failure) = await tokens.GetAsync(mine, cancellation);
            if (token is null) return new ProviderReply.Lost(failure!);
            using var request = new HttpRequestMessage(method, Address(mine, path));
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
            if (body is not null) request.Content = new ByteArrayContent(body) { Headers = { ContentType = new("application/json") } };
            var reply = await http.SendAsync(request, cancellation);
            var hasExpired = reply is ProviderReply.Answered { Status: 401, Challenge: { } challenge }
                && challenge.Contains("expired", StringComparison.OrdinalIgnoreCase);
            if (again || !hasExpired) return reply;
            tokens.Forget(mine, token);
        }
    }

    private Uri Address(SinchCredentials mine, string path) => new(
        $"{endpoints.For(ProviderHost.SinchApi, mine.BaseUrl).AbsoluteUri.TrimEnd('/')}/v1/projects/{Uri.EscapeDataString(mine.ProjectId)}/{path}");
}
