using System.Net.Http.Json;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Motion.Bench.Support;

/// <summary>
/// A real circuit without a browser: it fetches the page, opens the connection as Blazor's script does, acknowledges every drawing and
/// answers what the page asks of JavaScript. For the server it is an agent at his desk.
/// </summary>
internal sealed partial class DeskCircuit : IAsyncDisposable
{
    private static readonly Dictionary<string, object?> NoHeaders = [];
    private static readonly TimeSpan KeepAlive = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly ClientWebSocket _socket;
    private readonly CancellationTokenSource _stop = new();
    private readonly SemaphoreSlim _sending = new(1);
    private readonly List<byte> _received = [];
    private readonly Dictionary<string, TaskCompletionSource<object?>> _asked = new(StringComparer.Ordinal);
    private Task _running = Task.CompletedTask;
    private int _held;

    private DeskCircuit(ClientWebSocket socket) => _socket = socket;

    /// <summary>Drawings so far.</summary>
    public int Drawings { get; private set; }

    public long DrawnBytes { get; private set; }

    public static async Task<DeskCircuit> OpenAsync(Uri address, string cookie, string path)
    {
        using var http = new HttpClient { BaseAddress = address, DefaultRequestHeaders = { { "Cookie", cookie }, { "Origin", address.GetLeftPart(UriPartial.Authority) } } };
        var page = await http.GetStringAsync(path);
        var markers = Marker().Matches(page).Select(match => JsonNode.Parse(match.Groups["marker"].Value)!.AsObject()).Where(marker => marker["type"]?.GetValue<string>() == "server").ToList();
        if (markers.Count == 0)
            throw new InvalidOperationException($"{path} holds no interactive component; is the agent signed in?");
        using var negotiated = await http.PostAsync("/_blazor/negotiate?negotiateVersion=1", null);
        negotiated.EnsureSuccessStatusCode();
        var token = (await negotiated.Content.ReadFromJsonAsync<JsonObject>())!["connectionToken"]!.GetValue<string>();

        var socket = new ClientWebSocket();
        socket.Options.SetRequestHeader("Cookie", cookie);
        socket.Options.SetRequestHeader("Origin", address.GetLeftPart(UriPartial.Authority));
        socket.Options.SetBuffer(4096, 4096);
        await socket.ConnectAsync(new Uri($"ws://{address.Authority}/_blazor?id={Uri.EscapeDataString(token)}"), CancellationToken.None);
        var circuit = new DeskCircuit(socket);
        await circuit.BeginAsync(address, new Uri(address, path), markers);
        return circuit;
    }

    /// <summary>Waits until the page has been quiet for a moment: it is drawn.</summary>
    public async Task SettledAsync()
    {
        for (var (before, quiet) = (-1, 0); quiet < 5;)
        {
            quiet = Drawings == before && Drawings > 1 ? quiet + 1 : 0;
            before = Drawings;
            await Task.Delay(100);
            if (_running.IsCompleted)
                await _running;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _socket.Abort();
        try
        {
            await _running;
        }
        catch (Exception exception) when (exception is OperationCanceledException or WebSocketException or IOException)
        {
            // That is how it ends.
        }
        _socket.Dispose();
        _sending.Dispose();
        _stop.Dispose();
    }

    private async Task BeginAsync(Uri address, Uri page, List<JsonObject> markers)
    {
        await _socket.SendAsync(Encoding.UTF8.GetBytes("{\"protocol\":\"blazorpack\",\"version\":1}\u001e"), WebSocketMessageType.Binary, true, _stop.Token);
        var buffer = new byte[4096];
        var answer = await _socket.ReceiveAsync(buffer, _stop.Token);
        if (Encoding.UTF8.GetString(buffer, 0, answer.Count) is not ['{', '}', '\u001e', ..])
            throw new InvalidOperationException($"The server did not shake hands: {Encoding.UTF8.GetString(buffer, 0, answer.Count)}");
        _received.AddRange(buffer.AsSpan(3, answer.Count - 3));
        _running = Task.WhenAll(ReceiveAsync(), StayAsync());

        var started = await AskAsync("StartCircuit", address.ToString(), page.ToString(), "[]", "").WaitAsync(Patience);
        if (started is not string)
            throw new InvalidOperationException("The server made no circuit.");
        var operations = new JsonObject
        {
            ["batchId"] = 1,
            ["operations"] = new JsonArray([.. markers.Select((marker, index) => new JsonObject { ["type"] = "add", ["ssrComponentId"] = index + 1, ["marker"] = marker.DeepClone() })]),
        };
        await SendAsync("UpdateRootComponents", operations.ToJsonString(), "");
    }

    private Task SendAsync(string target, params object?[] arguments) => WriteAsync(BlazorPack.Frame(1, NoHeaders, null, target, arguments, Array.Empty<object?>()));

    private async Task<object?> AskAsync(string target, params object?[] arguments)
    {
        var id = target;
        var answer = _asked[id] = new TaskCompletionSource<object?>(TaskCreationOptions.RunContinuationsAsynchronously);
        await WriteAsync(BlazorPack.Frame(1, NoHeaders, id, target, arguments, Array.Empty<object?>()));
        return await answer.Task;
    }

    private async Task WriteAsync(byte[] frame)
    {
        await _sending.WaitAsync(_stop.Token);
        try
        {
            await _socket.SendAsync(frame, WebSocketMessageType.Binary, true, _stop.Token);
        }
        finally
        {
            _sending.Release();
        }
    }

    private async Task StayAsync()
    {
        using var beat = new PeriodicTimer(KeepAlive);
        while (await beat.WaitForNextTickAsync(_stop.Token))
            await WriteAsync(BlazorPack.Frame(6));
    }

    private async Task ReceiveAsync()
    {
        var buffer = new byte[4096];
        while (!_stop.IsCancellationRequested)
        {
            foreach (var message in BlazorPack.Take(_received).ToList())
                await TakeAsync(message);
            var part = await _socket.ReceiveAsync(buffer, _stop.Token);
            if (part.MessageType == WebSocketMessageType.Close)
                throw new InvalidOperationException($"The server ended the circuit: {part.CloseStatusDescription}");
            _received.AddRange(buffer.AsSpan(0, part.Count));
        }
    }

    private async Task TakeAsync(object?[] message)
    {
        switch (message[0])
        {
            case 1L:
                await InvokedAsync((string)message[3]!, (object?[])message[4]!);
                break;
            case 3L:
                // 1: an error, 2: nothing, 3: a value.
                if (message[3] is 1L)
                    _asked[(string)message[2]!].TrySetException(new InvalidOperationException((string?)message[4]));
                else
                    _asked[(string)message[2]!].TrySetResult(message.Length > 4 ? message[4] : null);
                break;
            case 7L:
                throw new InvalidOperationException($"The server ended the connection: {message[1]}");
        }
    }

    private Task InvokedAsync(string target, object?[] arguments)
    {
        switch (target)
        {
            case "JS.RenderBatch":
                Drawings++;
                DrawnBytes += ((byte[])arguments[1]!).Length;
                return SendAsync("OnRenderCompleted", arguments[0], null);
            case "JS.BeginInvokeJS":
                return AnswerAsync((long)arguments[0]!, (string)arguments[1]!, (long)arguments[3]!);
            case "JS.Error":
                throw new InvalidOperationException($"The circuit failed: {arguments[0]}");
            default:
                return Task.CompletedTask;
        }
    }

    private Task AnswerAsync(long call, string identifier, long resultType)
    {
        if (call == 0)
            return Task.CompletedTask;
        object? result = (resultType, identifier) switch
        {
            (1, _) => new Dictionary<string, int>(StringComparer.Ordinal) { ["__jsObjectId"] = Interlocked.Increment(ref _held) },
            (_, "zone") => "Europe/Rome",
            (_, "notificationPermission") => "denied",
            _ => null,
        };
        return SendAsync("EndInvokeJSFromDotNet", call, true, JsonSerializer.Serialize(new[] { call, true, result }));
    }

    [GeneratedRegex("<!--Blazor:(?<marker>{.*?})-->", RegexOptions.Singleline | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 2000)]
    private static partial Regex Marker();
}
