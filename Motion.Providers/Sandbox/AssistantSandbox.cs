using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Motion.Providers.Outside;

namespace Motion.Providers.Sandbox;

/// <summary>
/// An OpenAI-compatible assistant: <c>POST /assistant/v1/chat/completions</c>, whole or streamed, with <see cref="SandboxKeys.Key"/> and
/// <see cref="SandboxKeys.Model"/>. It repeats what was said last, and wants a person to go on when it is asked for one.
/// </summary>
internal static class AssistantSandbox
{
    private const int LongestQuote = 200;

    public static void Map(IEndpointRouteBuilder sandbox) => sandbox.MapPost("/assistant/v1/chat/completions", CompleteAsync);

    private static async Task<IResult> CompleteAsync(HttpContext http, SandboxServiceFaults faults, TimeProvider clock)
    {
        if (http.Request.Headers.Authorization != $"Bearer {SandboxKeys.Key}") return Error(401, "invalid_api_key", "Incorrect API key provided.");
        if (await faults.MeetAsync(http, SandboxService.Assistant, OfStatus) is { } trouble) return trouble;
        using var body = await http.Request.ReadJsonAsync();
        if (body?.RootElement.Text("model"u8) is not { } model) return Error(400, "missing_required_parameter", "model is required");
        if (model != SandboxKeys.Model) return Error(404, "model_not_found", $"The model `{model}` does not exist.");
        var messages = body.RootElement.Items("messages"u8).Select(message => (Role: message.Text("role"u8), Text: TextOf(message))).ToList();
        if (messages.Count == 0) return Error(400, "missing_required_parameter", "messages is required");
        var words = Answer(messages);
        var answer = new Completion($"chatcmpl-{SandboxIds.Token()}", clock.GetUtcNow().ToUnixTimeSeconds());
        if (!body.RootElement.IsTrue("stream"u8)) return Results.Json(answer.Whole(words));
        await answer.StreamAsync(http, words);
        return Results.Empty;
    }

    private static string Answer(IReadOnlyList<(string? Role, string Text)> messages)
    {
        var asked = messages.LastOrDefault(message => message.Role == "user").Text ?? "";
        var mayHandOver = messages.Any(message => message.Role == "system" && message.Text.Contains("[HANDOVER]", StringComparison.Ordinal));
        string[] people = ["person", "human", "operator", "persona", "operatore"];
        if (mayHandOver && people.Any(word => asked.Contains(word, StringComparison.OrdinalIgnoreCase))) return "A colleague will go on with you. [HANDOVER]";
        var quote = asked.Length > LongestQuote ? $"{asked[..LongestQuote]}…" : asked;
        return $"Thank you for your message: “{quote}”. We are looking into it and will be back with you shortly.";
    }

    /// <summary>A text, or parts of which some are text.</summary>
    private static string TextOf(JsonElement message) =>
        message.Text("content"u8) ?? string.Concat(message.Items("content"u8).Select(part => part.Text("text"u8)));

    private static IResult OfStatus(int status) => status == StatusCodes.Status429TooManyRequests
        ? Error(429, "rate_limit_exceeded", "Rate limit reached.")
        : Error(500, "server_error", "The server had an error while processing your request.");

    private static IResult Error(int status, string code, string message) =>
        Results.Json(new JsonObject { ["error"] = new JsonObject { ["message"] = message, ["type"] = code, ["param"] = null, ["code"] = code } }, statusCode: status);

    /// <summary>One answer in both of its forms.</summary>
    private sealed record Completion(string Id, long Created)
    {
        public JsonObject Whole(string words) => Envelope("chat.completion", new JsonObject
        {
            ["index"] = 0,
            ["message"] = new JsonObject { ["role"] = "assistant", ["content"] = words },
            ["finish_reason"] = "stop",
        });

        /// <summary>Word by word.</summary>
        public async Task StreamAsync(HttpContext http, string words)
        {
            http.Response.ContentType = "text/event-stream";
            await WriteAsync(http, Piece(new JsonObject { ["role"] = "assistant", ["content"] = "" }, null));
            foreach (var word in words.Split(' ').Select((word, at) => at == 0 ? word : $" {word}"))
                await WriteAsync(http, Piece(new JsonObject { ["content"] = word }, null));
            await WriteAsync(http, Piece([], "stop"));
            await http.Response.WriteAsync("data: [DONE]\n\n", Encoding.UTF8, http.RequestAborted);
        }

        private static async Task WriteAsync(HttpContext http, JsonObject piece)
        {
            await http.Response.WriteAsync(string.Create(CultureInfo.InvariantCulture, $"data: {piece.ToJsonString()}\n\n"), Encoding.UTF8, http.RequestAborted);
            await http.Response.Body.FlushAsync(http.RequestAborted);
        }

        private JsonObject Piece(JsonObject delta, string? end) =>
            Envelope("chat.completion.chunk", new JsonObject { ["index"] = 0, ["delta"] = delta, ["finish_reason"] = end });

        private JsonObject Envelope(string kind, JsonObject choice) => new()
        {
            ["id"] = Id,
            ["object"] = kind,
            ["created"] = Created,
            ["model"] = SandboxKeys.Model,
            ["choices"] = new JsonArray(choice),
        };
    }
}
