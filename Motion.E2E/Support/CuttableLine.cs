using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace Motion.E2E.Support;

/// <summary>A line between browser and server that can be cut and mended, and a laptop that can be shut: a relay of bytes on loopback.</summary>
internal sealed class CuttableLine : IAsyncDisposable
{
    private readonly Uri _target;
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly ConcurrentDictionary<TcpClient, TcpClient> _open = new();
    private readonly Task _accepting;
    private volatile bool _isCut;
    private volatile bool _isDeaf;
    private volatile TaskCompletionSource? _sleep;

    public CuttableLine(Uri target)
    {
        _target = target;
        _listener.Start();
        Address = new Uri($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}/");
        _accepting = AcceptAsync();
    }

    public Uri Address { get; }

    public void Cut()
    {
        _isCut = true;
        foreach (var browser in _open.Keys)
            browser.Close();
    }

    public void Mend() => _isCut = false;

    /// <summary>The server hears the browser, its answers are lost. <see cref="Sleep"/> ends it.</summary>
    public void Deafen() => _isDeaf = true;

    /// <summary>The server loses the browser; the browser knows nothing of it until <see cref="Wake"/>.</summary>
    public void Sleep()
    {
        _sleep = new(TaskCreationOptions.RunContinuationsAsynchronously);
        _isDeaf = false;
        foreach (var server in _open.Values)
            server.Close();
    }

    public void Wake()
    {
        var sleep = _sleep;
        _sleep = null;
        sleep?.SetResult();
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Stop();
        Wake();
        Cut();
        await _accepting;
        _stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        while (!_stop.IsCancellationRequested)
        {
            try
            {
                var browser = await _listener.AcceptTcpClientAsync(_stop.Token);
                if (_isCut)
                    browser.Close();
                else
                    _ = RelayAsync(browser);
            }
            catch (OperationCanceledException)
            {
                return;
            }
        }
    }

    private async Task RelayAsync(TcpClient browser)
    {
        using var server = new TcpClient();
        _open[browser] = server;
        try
        {
            await server.ConnectAsync(_target.Host, _target.Port, _stop.Token);
            await Task.WhenAny(
                browser.GetStream().CopyToAsync(server.GetStream(), _stop.Token),
                AnswerAsync(server.GetStream(), browser.GetStream()));
        }
        catch (Exception exception) when (exception is IOException or SocketException or ObjectDisposedException or OperationCanceledException)
        {
            // A cut line is what this is for.
        }
        finally
        {
            if (_sleep is { } sleep)
                await sleep.Task;
            _open.TryRemove(browser, out _);
            browser.Close();
        }
    }

    private async Task AnswerAsync(NetworkStream server, NetworkStream browser)
    {
        var buffer = new byte[16 * 1024];
        while (await server.ReadAsync(buffer, _stop.Token) is > 0 and var count)
        {
            if (!_isDeaf)
                await browser.WriteAsync(buffer.AsMemory(0, count), _stop.Token);
        }
    }
}
