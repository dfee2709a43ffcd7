using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using System.Threading.Channels;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Motion.Domain.Accounts;
using Motion.Providers.Sandbox;

namespace Motion.Tests.Providers.Sandbox;

/// <summary>A real server with the sandbox on it, and a webhook endpoint that keeps what it is sent.</summary>
internal sealed class SandboxWorld : IAsyncDisposable, ISandboxAccounts
{
    public const string MetaToken = "EAAsandboxToken";
    public const string AppSecret = "test_app_secret";
    public const string NumberId = "106540352242922";
    public const string Waba = "102290129340398";
    public const string Sid = "AC00000000000000000000000000000001";
    public const string TwilioToken = "0123456789abcdef0123456789abcdef";
    public const string MetaPhone = "15550783881";
    public const string TwilioPhone = "15557654321";
    public const string SinchPhone = "15557654322";
    public const string KaleyraFirstPhone = "15557654323";
    public const string KaleyraSecondPhone = "15557654324";
    public const string WebhookSecret = "webhook_secret";
    public const string Customer = "393331234567";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly WebApplication _app;
    private readonly Channel<ReceivedWebhook> _received = Channel.CreateUnbounded<ReceivedWebhook>();
    private readonly Queue<int> _answers = [];

    private SandboxWorld(WebApplication app) => _app = app;

    public HttpClient Http { get; } = new();
    public string Meta => $"{Http.BaseAddress}sandbox/meta/v26.0";
    public string Twilio => $"{Http.BaseAddress}sandbox/twilio";
    public string Sinch => $"{Http.BaseAddress}sandbox/sinch";
    public string Kaleyra => $"{Http.BaseAddress}sandbox/kaleyra";
    public T Get<T>() where T : notnull => _app.Services.GetRequiredService<T>();

    public static async Task<SandboxWorld> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        _ = builder.Logging.ClearProviders();
        _ = builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        SandboxWorld? world = null;
        _ = builder.Services.AddSandboxProviders().AddSingleton<ISandboxAccounts>(_ => world!);
        var app = builder.Build();
        world = new SandboxWorld(app);
        _ = app.MapSandboxProviders("/sandbox");
        _ = app.MapMethods("/hook/{id:int}", ["GET", "POST"], world.ReceiveAsync);
        _ = app.MapGet("/files/picture", () => Results.Bytes([1, 2, 3], "image/png", "holiday.png"));
        await app.StartAsync();
        world.Http.BaseAddress = new Uri(app.Urls.Single() + "/");
        return world;
    }

    /// <summary>The next webhooks are answered with these before the endpoint is content again.</summary>
    public void AnswerWith(params int[] statuses)
    {
        foreach (var status in statuses) _answers.Enqueue(status);
    }

    public Task<IReadOnlyList<SandboxAccount>> ListAsync(CancellationToken cancellation)
    {
        var root = Http.BaseAddress!.ToString().TrimEnd('/');
        return Task.FromResult<IReadOnlyList<SandboxAccount>>(
        [
            new(1, AccountType.Meta, "Support", "SUP", MetaPhone,
                new MetaCredentials(Waba, MetaToken, "1", NumberId, AppSecret, "verify"),
                $"{root}/hook/1?token=t1", "https://desk.example.test/hook/1?token=t1", $"{root}/sandbox"),
            new(2, AccountType.Twilio, "Sales", "SAL", TwilioPhone, new TwilioCredentials(Sid, TwilioToken),
                $"{root}/hook/2?token=t2", "https://desk.example.test/hook/2?token=t2", $"{root}/sandbox"),
            new(3, AccountType.SinchV2, "Partners", "PAR", SinchPhone,
                new SinchCredentials("https://eu.conversation.api.sinch.com", "project-1", "01APP", "key-1", "secret-1", WebhookSecret),
                $"{root}/hook/3?token=t3", "https://desk.example.test/hook/3?token=t3", $"{root}/sandbox"),
            new(4, AccountType.Kaleyra, "Export", "EXP", KaleyraFirstPhone,
                new KaleyraCredentials("https://api.eu.kaleyra.io", "waba-1", "SID1", "api-key-1", "V1", WebhookSecret),
                $"{root}/hook/4?token=t4", "https://desk.example.test/hook/4?token=t4", $"{root}/sandbox"),
            new(5, AccountType.Kaleyra, "Import", "IMP", KaleyraSecondPhone,
                new KaleyraCredentials("https://api.eu.kaleyra.io", "waba-2", "SID2", "api-key-2", "V2", WebhookSecret),
                $"{root}/hook/5?token=t5", "https://desk.example.test/hook/5?token=t5", $"{root}/sandbox"),
        ]);
    }

    public async Task<ReceivedWebhook> NextWebhookAsync()
    {
        using var over = new CancellationTokenSource(Patience);
        return await _received.Reader.ReadAsync(over.Token);
    }

    public bool NothingReceived => _received.Reader.Count == 0;

    public Task<HttpResponseMessage> SendMetaAsync(object message, string token = MetaToken, CancellationToken cancellation = default) =>
        CallMetaAsync(HttpMethod.Post, $"{NumberId}/messages", JsonContent.Create(message), token, cancellation);

    public Task<HttpResponseMessage> SendMetaTextAsync(string body, string? to = null, CancellationToken cancellation = default) => SendMetaAsync(
        new { messaging_product = "whatsapp", recipient_type = "individual", to = to ?? Customer, type = "text", text = new { body }, biz_opaque_callback_data = "42" },
        cancellation: cancellation);

    public async Task<HttpResponseMessage> CallMetaAsync(
        HttpMethod method, string path, HttpContent? content = null, string? token = MetaToken, CancellationToken cancellation = default)
    {
        using var request = new HttpRequestMessage(method, path.StartsWith("http", StringComparison.Ordinal) ? path : $"{Meta}/{path}") { Content = content };
        if (token is not null) request.Headers.Authorization = new("Bearer", token);
        return await Http.SendAsync(request, cancellation);
    }

    public Task<HttpResponseMessage> SendTwilioAsync(params (string Name, string Value)[] fields) => CallTwilioAsync(
        HttpMethod.Post, $"2010-04-01/Accounts/{Sid}/Messages.json",
        new FormUrlEncodedContent(fields.Select(field => KeyValuePair.Create(field.Name, field.Value))));

    public Task<HttpResponseMessage> SendTwilioTextAsync(string body) => SendTwilioAsync(
        ("To", $"whatsapp:+{Customer}"), ("From", $"whatsapp:+{TwilioPhone}"), ("Body", body),
        ("StatusCallback", "https://desk.example.test/hook/2?token=t2&mid=42"));

    public async Task<HttpResponseMessage> CallTwilioAsync(HttpMethod method, string path, HttpContent? content = null, string token = TwilioToken)
    {
        using var request = new HttpRequestMessage(method, path.StartsWith("http", StringComparison.Ordinal) ? path : $"{Twilio}/{path}") { Content = content };
        request.Headers.Authorization = new("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{Sid}:{token}")));
        return await Http.SendAsync(request);
    }

    public async Task<JsonElement> WriteAsync(object message)
    {
        using var response = await Http.PostAsJsonAsync("/sandbox/phone/messages", message);
        Assert.Equal(System.Net.HttpStatusCode.Created, response.StatusCode);
        return await response.Content.ReadFromJsonAsync<JsonElement>();
    }

    public async Task FaultAsync(int accountId, string kind, int seconds = 5, string? code = null)
    {
        using var response = await Http.PostAsJsonAsync("/sandbox/faults", new { accountId, kind, seconds, code });
        _ = response.EnsureSuccessStatusCode();
    }

    public async Task<JsonElement> ConversationAsync(int accountId, string customer = Customer)
    {
        var page = await Http.GetFromJsonAsync<JsonElement>($"/sandbox/phone/conversations?accountId={accountId}&customer={customer}");
        return page.GetProperty("rows")[0];
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await _app.DisposeAsync();
    }

    private async Task<IResult> ReceiveAsync(int id, HttpRequest request)
    {
        using var bytes = new MemoryStream();
        await request.Body.CopyToAsync(bytes);
        var headers = request.Headers.ToDictionary(header => header.Key, header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase);
        _ = _received.Writer.TryWrite(new(id, request.Method, request.QueryString.Value ?? "", headers, bytes.ToArray()));
        return Results.StatusCode(_answers.TryDequeue(out var status) ? status : 200);
    }
}

/// <summary>A webhook as it came over the line.</summary>
internal sealed record ReceivedWebhook(int AccountId, string Method, string Query, IReadOnlyDictionary<string, string> Headers, byte[] Body)
{
    public JsonElement MetaValue =>
        JsonDocument.Parse(Body).RootElement.GetProperty("entry")[0].GetProperty("changes")[0].GetProperty("value");

    public JsonElement MetaMessage => MetaValue.GetProperty("messages")[0];

    public JsonElement MetaStatus => MetaValue.GetProperty("statuses")[0];

    public Dictionary<string, string> Form => Encoding.UTF8.GetString(Body).Split('&')
        .Select(pair => pair.Split('=', 2))
        .ToDictionary(pair => Decode(pair[0]), pair => Decode(pair[1]), StringComparer.Ordinal);

    private static string Decode(string text) => Uri.UnescapeDataString(text.Replace('+', ' '));
}
