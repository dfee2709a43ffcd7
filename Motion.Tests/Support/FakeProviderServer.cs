using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Motion.Tests.Support;

/// <summary>One answer of the fake provider.</summary>
internal delegate Task Reply(HttpContext context);

/// <summary>What the fake was asked.</summary>
internal sealed record RecordedRequest(string Method, string Path, string Query, IReadOnlyDictionary<string, string> Headers, byte[] Body)
{
    public string Text => System.Text.Encoding.UTF8.GetString(Body);
}

/// <summary>A real web server on loopback that answers as a test tells it, and remembers what it was asked.</summary>
internal sealed class FakeProviderServer : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly ConcurrentDictionary<string, ConcurrentQueue<Reply>> _replies = new(StringComparer.Ordinal);

    private FakeProviderServer(WebApplication app) => _app = app;

    /// <summary>With a slash at its end.</summary>
    public Uri Address { get; private set; } = new("http://127.0.0.1");

    public ConcurrentQueue<RecordedRequest> Requests { get; } = [];

    public static async Task<FakeProviderServer> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        _ = builder.Logging.ClearProviders();
        _ = builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        var server = new FakeProviderServer(builder.Build());
        server._app.Run(server.AnswerAsync);
        await server._app.StartAsync();
        server.Address = new Uri(server._app.Urls.Single() + "/");
        return server;
    }

    /// <summary>Answers in this order; the last one again and again.</summary>
    public void On(string method, string path, params Reply[] replies) => _replies[$"{method} {path}"] = new(replies);

    /// <summary>An address where nobody listens.</summary>
    public static Uri ClosedAddress()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return new Uri($"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}");
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task AnswerAsync(HttpContext context)
    {
        var request = context.Request;
        using var body = new MemoryStream();
        await request.Body.CopyToAsync(body, context.RequestAborted);
        Requests.Enqueue(new RecordedRequest(
            request.Method, request.Path, request.QueryString.Value ?? "",
            request.Headers.ToDictionary(header => header.Key, header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase),
            body.ToArray()));
        if (!_replies.TryGetValue($"{request.Method} {request.Path}", out var replies) || !replies.TryPeek(out var reply))
        {
            context.Response.StatusCode = 404;
            return;
        }
        if (replies.Count > 1) _ = replies.TryDequeue(out reply);
        await reply!(context);
    }
}

/// <summary>The answers of the fake provider.</summary>
internal static class Replies
{
    public static Reply Json(int status, string body, params (string Name, string Value)[] headers) => async context =>
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/json";
        foreach (var (name, value) in headers) context.Response.Headers[name] = value;
        await context.Response.WriteAsync(body);
    };

    public static Reply File(byte[] bytes, string mimeType) => async context =>
    {
        context.Response.ContentType = mimeType;
        context.Response.ContentLength = bytes.Length;
        await context.Response.Body.WriteAsync(bytes);
    };

    public static Reply Status(int status) => context =>
    {
        context.Response.StatusCode = status;
        return Task.CompletedTask;
    };

    public static Reply Redirect(string target) => context =>
    {
        context.Response.StatusCode = 307;
        context.Response.Headers.Location = target;
        return Task.CompletedTask;
    };

    /// <summary>Takes the request and cuts the line.</summary>
    public static Reply Reset() => context =>
    {
        context.Abort();
        return Task.CompletedTask;
    };

    /// <summary>Takes the request and never answers; says when it has it.</summary>
    public static Reply Hang(TaskCompletionSource taken) => async context =>
    {
        _ = taken.TrySetResult();
        var gone = new TaskCompletionSource();
        await using (context.RequestAborted.Register(gone.SetResult)) await gone.Task;
    };

    /// <summary>Begins a good answer and cuts the line before its end.</summary>
    public static Reply HalfAnAnswer() => async context =>
    {
        context.Response.ContentLength = 1000;
        await context.Response.WriteAsync("{");
        await context.Response.Body.FlushAsync();
        context.Abort();
    };
}
