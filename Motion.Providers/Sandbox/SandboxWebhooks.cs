using System.Collections.Concurrent;
using System.Net.Http.Headers;
using System.Threading.Channels;

namespace Motion.Providers.Sandbox;

/// <summary>A webhook that was not taken.</summary>
/// <param name="At">When.</param>
/// <param name="Subject">What it reported.</param>
/// <param name="Attempt">Counting from 1.</param>
/// <param name="Reason">The answer's status code, or what happened to the line.</param>
/// <param name="GivenUp">It will not be posted again.</param>
public sealed record SandboxWebhookFailure(DateTimeOffset At, string Subject, int Attempt, string Reason, bool GivenUp);

/// <summary>The webhooks of one account at one moment.</summary>
/// <param name="Pending">Waiting to be posted, or to be posted again.</param>
/// <param name="Taken">Posted and answered with success since the sandbox started.</param>
/// <param name="Failures">The last fifty that were not taken, newest first.</param>
public sealed record SandboxWebhookState(int Pending, long Taken, IReadOnlyList<SandboxWebhookFailure> Failures);

/// <summary>
/// Posts the sandbox's webhooks: one queue per account, in order; one that is not taken goes back to the end of the queue after
/// the pause its provider makes, so that it holds up nobody. What is waiting is forgotten when the application stops.
/// </summary>
public sealed class SandboxWebhooks(IHttpClientFactory clients, SandboxFaults faults, SandboxPhones phones, TimeProvider clock) : IAsyncDisposable
{
    internal const string ClientName = "sandbox-webhooks";
    private const int KeptFailures = 50;
    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(5);

    private readonly ConcurrentDictionary<int, Line> _lines = [];
    private readonly CancellationTokenSource _stopping = new();

    /// <summary>How the webhooks of an account fare.</summary>
    public SandboxWebhookState Of(int accountId) =>
        _lines.TryGetValue(accountId, out var line) ? line.State() : new SandboxWebhookState(0, 0, []);

    internal void Enqueue(SandboxDelivery delivery)
    {
        var pause = faults.Take(delivery.AccountId, SandboxFaultKind.Delay) is { } late ? TimeSpan.FromSeconds(late.Seconds) : TimeSpan.Zero;
        var copies = faults.Take(delivery.AccountId, SandboxFaultKind.Duplicate) is null ? 1 : 2;
        for (var copy = 0; copy < copies; copy++)
            Schedule(LineOf(delivery.AccountId), new(copy == 0 ? delivery : delivery with { Settled = null }, 1), pause);
    }

    /// <summary>Posts ahead of the queue and returns when it was answered; a failure puts it into the queue.</summary>
    internal async Task PostNowAsync(SandboxDelivery delivery, CancellationToken cancellation)
    {
        var line = LineOf(delivery.AccountId);
        line.Added();
        await AttemptAsync(line, new(delivery, 1), cancellation);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        foreach (var line in _lines.Values)
            if (line.Worker is { } worker) await worker.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _stopping.Dispose();
    }

    private Line LineOf(int accountId) => _lines.GetOrAdd(accountId, _ => new Line());

    private void Schedule(Line line, Attempt attempt, TimeSpan pause)
    {
        line.Added();
        line.Start(() => WorkAsync(line, _stopping.Token));
        if (pause == TimeSpan.Zero) _ = line.Queue.Writer.TryWrite(attempt);
        else _ = LaterAsync(line, attempt, pause, _stopping.Token);
    }

    private async Task LaterAsync(Line line, Attempt attempt, TimeSpan pause, CancellationToken stopping)
    {
        await Task.Delay(pause, clock, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (!stopping.IsCancellationRequested) _ = line.Queue.Writer.TryWrite(attempt);
    }

    private async Task WorkAsync(Line line, CancellationToken stopping)
    {
        await foreach (var attempt in line.Queue.Reader.ReadAllAsync(stopping)) await AttemptAsync(line, attempt, stopping);
    }

    private async Task AttemptAsync(Line line, Attempt attempt, CancellationToken cancellation)
    {
        var (delivery, number) = attempt;
        var (taken, answered, reason) = await PostAsync(delivery, cancellation);
        cancellation.ThrowIfCancellationRequested();
        if (taken)
        {
            line.Removed(taken: true);
            delivery.Settled?.Invoke(true);
            return;
        }

        var again = number < delivery.Retry.Attempts && (delivery.Retry.OnAnswers || !answered);
        line.Failed(new(clock.GetUtcNow(), delivery.Subject, number, reason, !again), KeptFailures);
        if (again)
        {
            var pause = delivery.Retry.FirstPause * Math.Pow(2, Math.Min(number - 1, 20));
            Schedule(line, new(delivery, number + 1), pause < LongestPause ? pause : LongestPause);
        }
        else delivery.Settled?.Invoke(false);

        // Only now: while it waits for its next turn it is pending all along.
        line.Removed(taken: false);
        phones.Touch();
    }

    private async Task<(bool Taken, bool Answered, string Reason)> PostAsync(SandboxDelivery delivery, CancellationToken cancellation)
    {
        using var request = new HttpRequestMessage(delivery.Method, delivery.Address);
        if (delivery.Method == HttpMethod.Post)
            request.Content = new ByteArrayContent(delivery.Body) { Headers = { ContentType = MediaTypeHeaderValue.Parse(delivery.ContentType) } };
        foreach (var (name, value) in delivery.Headers) _ = request.Headers.TryAddWithoutValidation(name, value);
        try
        {
            using var client = clients.CreateClient(ClientName);
            using var response = await client.SendAsync(request, cancellation);
            return (response.IsSuccessStatusCode, true, $"{(int)response.StatusCode} {response.ReasonPhrase}".Trim());
        }
        catch (HttpRequestException trouble)
        {
            return (false, false, trouble.Message);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return (false, false, "no answer in time");
        }
    }

    private sealed record Attempt(SandboxDelivery Delivery, int Number);

    private sealed class Line
    {
        private readonly Lock _gate = new();
        private readonly LinkedList<SandboxWebhookFailure> _failures = [];
        private int _pending;
        private long _taken;

        public Channel<Attempt> Queue { get; } = Channel.CreateUnbounded<Attempt>(new() { SingleReader = true });
        public Task? Worker { get; private set; }

        public void Start(Func<Task> work)
        {
            lock (_gate) Worker ??= Task.Run(work);
        }

        public void Added()
        {
            lock (_gate) _pending++;
        }

        public void Removed(bool taken)
        {
            lock (_gate)
            {
                _pending--;
                if (taken) _taken++;
            }
        }

        public void Failed(SandboxWebhookFailure failure, int kept)
        {
            lock (_gate)
            {
                _ = _failures.AddFirst(failure);
                if (_failures.Count > kept) _failures.RemoveLast();
            }
        }

        public SandboxWebhookState State()
        {
            lock (_gate) return new(_pending, _taken, [.. _failures]);
        }
    }
}
