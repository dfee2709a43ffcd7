using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;

namespace Motion.Tests.Support;

/// <summary>An answer of the API: its status and its body, as text and as JSON.</summary>
internal sealed record ApiReply(HttpStatusCode Status, string Text)
{
    public JsonNode Json => JsonNode.Parse(Text) ?? throw new InvalidOperationException("The body is empty.");

    public int Id => Json["id"]!.GetValue<int>();

    /// <summary>The sentences about one field of a refused request.</summary>
    public string ErrorOf(string field) => string.Join(" ", (Json["errors"]?[field]?.AsArray() ?? []).Select(sentence => sentence!.GetValue<string>()));
}

internal static class ApiCalls
{
    public static Task<ApiReply> GetJsonAsync(this HttpClient api, string path) => SendAsync(api, HttpMethod.Get, path, null);

    public static Task<ApiReply> PostJsonAsync(this HttpClient api, string path, object body) => SendAsync(api, HttpMethod.Post, path, JsonContent.Create(body));

    public static Task<ApiReply> PutJsonAsync(this HttpClient api, string path, object body) => SendAsync(api, HttpMethod.Put, path, JsonContent.Create(body));

    public static Task<ApiReply> PostTextAsync(this HttpClient api, string path, string body, string type = "application/json") =>
        SendAsync(api, HttpMethod.Post, path, new StringContent(body, Encoding.UTF8, type));

    public static Task<ApiReply> DeleteJsonAsync(this HttpClient api, string path) => SendAsync(api, HttpMethod.Delete, path, null);

    private static async Task<ApiReply> SendAsync(HttpClient api, HttpMethod method, string path, HttpContent? content)
    {
        using var request = new HttpRequestMessage(method, path) { Content = content };
        using var answer = await api.SendAsync(request, TestContext.Current.CancellationToken);
        return new ApiReply(answer.StatusCode, await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }
}
