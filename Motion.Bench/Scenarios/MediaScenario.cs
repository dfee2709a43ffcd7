using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Motion.Bench.Support;
using Motion.Domain.Accounts;

namespace Motion.Bench.Scenarios;

/// <summary>
/// Twenty documents of 25 MB from customers and twenty to them, at once: how far the memory of the application grows. Application and
/// provider are processes of their own; only the application is measured.
/// </summary>
internal static class MediaScenario
{
    public const long DocumentSize = 25L * 1024 * 1024;
    private const int Documents = 20;
    private const double Megabyte = 1024 * 1024;
    private const string ApiKey = "bench-key-that-is-long-enough-0123456789";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(100);
    private static readonly MetaCredentials Credentials = new("102290129340398", "bench-token", "1", "106540352242922", "bench-app-secret", "bench-verify");

    public static async Task RunAsync(Figures figures)
    {
        var data = Directory.CreateTempSubdirectory("motion-bench-").FullName;
        try
        {
            await using var provider = await RunningProcess.OwnAsync(FakeMeta.Name);
            await using var motion = await RunningProcess.MotionAsync(data, ("Bootstrap__ApiKey", ApiKey), ("Providers__Meta__BaseUrl", provider.Address.GetLeftPart(UriPartial.Authority)));
            using var api = new HttpClient { BaseAddress = motion.Address, Timeout = Patience, DefaultRequestHeaders = { { "X-Api-Key", ApiKey } } };
            await MeasureAsync(motion, api, await AddAccountAsync(api), figures);
        }
        finally
        {
            Directory.Delete(data, recursive: true);
        }
    }

    private static async Task MeasureAsync(RunningProcess motion, HttpClient api, string notifyPath, Figures figures)
    {
        var load = new MetaLoad(Credentials);
        await PostAsync(api, load, notifyPath, Enumerable.Range(0, Documents).Select(i => load.Message(Customer(i), $"wamid.hello.{i}", "Hello")));
        var interactions = await EventuallyAsync(async () =>
        {
            var rows = (await api.GetFromJsonAsync<JsonObject>("/api/v1/whatsapp/interactions?limit=100"))!["rows"]!.AsArray();
            return rows.Count == Documents ? rows.Select(row => row!["id"]!.GetValue<long>()).ToList() : null;
        });

        // One each way first: what the code itself needs is not what the files need.
        await Task.WhenAll(ReceiveAsync(api, load, notifyPath, "warm", [interactions[0]]), SendAsync(api, [interactions[0]]));
        await Task.Delay(TimeSpan.FromSeconds(2));
        var before = motion.WorkingSet;
        var peak = before;
        using var done = new CancellationTokenSource();
        var watching = Task.Run(async () =>
        {
            while (!done.IsCancellationRequested)
            {
                peak = Math.Max(peak, motion.WorkingSet);
                await Task.Delay(20);
            }
        });

        var started = Stopwatch.GetTimestamp();
        await Task.WhenAll(ReceiveAsync(api, load, notifyPath, "in", interactions), SendAsync(api, interactions));
        var took = Stopwatch.GetElapsedTime(started);
        await done.CancelAsync();
        await watching;

        figures.Add("documents_in", Documents);
        figures.Add("documents_out", Documents);
        figures.Add("moved_mb", 2 * Documents * DocumentSize / Megabyte);
        figures.Add("seconds", took.TotalSeconds);
        figures.Add("before_mb", before / Megabyte);
        figures.Add("peak_mb", peak / Megabyte);
        figures.Add("growth_mb", (peak - before) / Megabyte, "wanted <= 64");
    }

    /// <summary>A document of each customer, until every one is on our disk.</summary>
    private static async Task ReceiveAsync(HttpClient api, MetaLoad load, string notifyPath, string mark, IReadOnlyList<long> interactions)
    {
        var seconds = TimeProvider.System.GetUtcNow().ToUnixTimeSeconds();
        await PostAsync(api, load, notifyPath, interactions.Select((_, i) =>
            $$$"""{"from":"{{{Customer(i)}}}","id":"wamid.{{{mark}}}.{{{i}}}","timestamp":"{{{seconds}}}","type":"document","document":{"id":"{{{mark}}}-{{{i}}}","mime_type":"application/pdf","filename":"{{{mark}}}-{{{i}}}.pdf"}}"""));
        await AllAsync(api, interactions.Count, message =>
            message["direction"]!.GetValue<string>() == "in" && message["attachment"] is { } file
            && file["fileName"]!.GetValue<string>().StartsWith(mark, StringComparison.Ordinal) && file["state"]!.GetValue<string>() == "stored");
    }

    /// <summary>A document to each customer, until the provider has every one.</summary>
    private static async Task SendAsync(HttpClient api, IReadOnlyList<long> interactions)
    {
        var mark = $"out-{interactions.Count}";
        await Task.WhenAll(interactions.Select(async id =>
        {
            using var document = new StreamContent(new DocumentStream(DocumentSize));
            using var taken = await api.PostAsync($"/api/v1/whatsapp/interactions/{id}/files?name={mark}.pdf", document);
            taken.EnsureSuccessStatusCode();
            var file = (await taken.Content.ReadFromJsonAsync<JsonObject>())!["id"]!.GetValue<Guid>();
            using var sent = await api.PostAsJsonAsync($"/api/v1/whatsapp/interactions/{id}/messages", new { fileId = file });
            sent.EnsureSuccessStatusCode();
        }));
        await AllAsync(api, interactions.Count, message =>
            message["direction"]!.GetValue<string>() == "out" && message["status"]!.GetValue<string>() == "sent"
            && message["attachment"]?["fileName"]!.GetValue<string>() == $"{mark}.pdf");
    }

    private static Task AllAsync(HttpClient api, int wanted, Func<JsonObject, bool> isDone) => EventuallyAsync(async () =>
    {
        var interactions = (await api.GetFromJsonAsync<JsonObject>("/api/v1/whatsapp/interactions?limit=100"))!["rows"]!.AsArray();
        var done = 0;
        foreach (var interaction in interactions)
        {
            var messages = (await api.GetFromJsonAsync<JsonObject>($"/api/v1/whatsapp/interactions/{interaction!["id"]}/messages"))!["rows"]!.AsArray();
            done += messages.Count(message => isDone(message!.AsObject()));
        }
        return done >= wanted ? "done" : null;
    });

    private static async Task<T> EventuallyAsync<T>(Func<Task<T?>> ask) where T : class
    {
        var started = Stopwatch.GetTimestamp();
        while (true)
        {
            if (await ask() is { } answer)
                return answer;
            if (Stopwatch.GetElapsedTime(started) > Patience)
                throw new TimeoutException("The documents did not all arrive.");
            await Task.Delay(500);
        }
    }

    private static async Task PostAsync(HttpClient api, MetaLoad load, string notifyPath, IEnumerable<string> messages)
    {
        using var request = load.Request(notifyPath, load.Payload(messages));
        using var answer = await api.SendAsync(request);
        answer.EnsureSuccessStatusCode();
    }

    private static async Task<string> AddAccountAsync(HttpClient api)
    {
        using var answer = await api.PostAsJsonAsync("/api/v1/whatsapp/accounts", new
        {
            name = "Bench",
            key = "BEN",
            type = "META",
            phone = "+15550100100",
            domain = "bench.example.com",
            credentials = new
            {
                accountSid = Credentials.AccountSid,
                authorizationToken = Credentials.AuthorizationToken,
                appId = Credentials.AppId,
                phoneNumberId = Credentials.PhoneNumberId,
                appSecret = Credentials.AppSecret,
                verifyToken = Credentials.VerifyToken,
            },
        });
        answer.EnsureSuccessStatusCode();
        return new Uri((await answer.Content.ReadFromJsonAsync<JsonObject>())!["receiveUrl"]!.GetValue<string>()).PathAndQuery;
    }

    private static string Customer(int number) => $"39333000{number:0000}";
}

/// <summary>The other side of <see cref="MediaScenario"/>: gives documents, takes documents, keeps nothing.</summary>
internal static class FakeMeta
{
    public const string Name = "fake-meta";

    public static async Task<int> RunAsync(string address)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls(address);
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Limits.MaxRequestBodySize = null);
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        var app = builder.Build();
        var sent = 0;
        app.MapGet("/", () => Results.Text("ready"));
        app.MapGet("/{id}", (string id) => Results.Json(new { url = $"{address}/files/{id}", mime_type = "application/pdf", file_size = MediaScenario.DocumentSize, id }));
        app.MapGet("/files/{id}", (HttpContext http) =>
        {
            http.Response.ContentType = "application/pdf";
            http.Response.ContentLength = MediaScenario.DocumentSize;
            return new DocumentStream(MediaScenario.DocumentSize).CopyToAsync(http.Response.Body, http.RequestAborted);
        });
        app.MapPost("/{number}/media", async (HttpContext http) =>
        {
            await http.Request.Body.CopyToAsync(Stream.Null, http.RequestAborted);
            return Results.Json(new { id = $"media-{Interlocked.Increment(ref sent)}" });
        });
        app.MapPost("/{number}/messages", () => Results.Json(new { messages = new[] { new { id = $"wamid.{Interlocked.Increment(ref sent)}" } } }));
        await app.RunAsync();
        return 0;
    }
}
