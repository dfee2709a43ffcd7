using System.Collections.Concurrent;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Motion.Domain.Accounts;
using Motion.Domain.Messaging;
using Motion.Providers.Outside;

namespace Motion.Providers.SinchV2;

/// <summary>
/// The access tokens, one for each key, kept until a minute before they expire (providers.md 2.1). However many sends wait for
/// one, it is asked for once.
/// </summary>
internal sealed class SinchTokens(ProviderHttp http, IProviderEndpoints endpoints, TimeProvider time)
{
    private static readonly TimeSpan Margin = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan UsualLife = TimeSpan.FromHours(1);

    /// <summary>Before the second and third try when Sinch is busy; up to a quarter is added, so that many do not come back at once.</summary>
    private static readonly TimeSpan[] BusyWaits = [TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(4)];

    private readonly ConcurrentDictionary<Key, Slot> _slots = new();

    /// <summary>Either a token or why there is none; a message that waited for it has surely not been sent.</summary>
    public async Task<(string? Token, OutsideFailure? Failure)> GetAsync(SinchCredentials mine, CancellationToken cancellation)
    {
        var key = new Key(endpoints.For(ProviderHost.SinchToken), mine.KeyId, mine.KeySecret);
        var slot = _slots.GetOrAdd(key, _ => new Slot());
        if (Good(slot) is { } known) return (known, null);
        try
        {
            await slot.Gate.WaitAsync(cancellation);
            try
            {
                return Good(slot) is { } meanwhile ? (meanwhile, null) : await FetchAsync(key, slot, cancellation);
            }
            finally
            {
                _ = slot.Gate.Release();
            }
        }
        catch (OperationCanceledException)
        {
            return (null, FailureRule.HiccupBefore.With(null, "Cancelled before Sinch gave a token."));
        }
    }

    /// <summary>Sinch says that this token has expired: the next call asks for another.</summary>
    public void Forget(SinchCredentials mine, string token)
    {
        var key = new Key(endpoints.For(ProviderHost.SinchToken), mine.KeyId, mine.KeySecret);
        if (_slots.TryGetValue(key, out var slot) && slot.Issued is { } issued && issued.Token == token) slot.Issued = null;
    }

    private string? Good(Slot slot) => slot.Issued is { } issued && time.GetUtcNow() < issued.Until ? issued.Token : null;

    private async Task<(string? Token, OutsideFailure? Failure)> FetchAsync(Key key, Slot slot, CancellationToken cancellation)
    {
        for (var attempt = 0; ; attempt++)
        {
            var reply = await AskAsync(key, cancellation);
            if (reply is ProviderReply.Answered { Status: 429 } && attempt < BusyWaits.Length)
            {
                await Task.Delay(BusyWaits[attempt] * (1 + (Random.Shared.NextDouble() / 4)), time, cancellation);
                continue;
            }
            if (reply.FailureBy(OfAnswer) is { } failure) return (null, FailureRule.WithoutEffect(failure));
            if (((ProviderReply.Answered)reply).Read(Read) is not { } issued)
                return (null, FailureRule.HiccupBefore.With(null, "Sinch answered without a token."));
            slot.Issued = issued;
            return (issued.Token, null);
        }
    }

    private async Task<ProviderReply> AskAsync(Key key, CancellationToken cancellation)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, key.Address);
        request.Headers.Authorization = new AuthenticationHeaderValue(
            "Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{key.KeyId}:{key.KeySecret}")));
        request.Content = new FormUrlEncodedContent([new("grant_type", "client_credentials")]);
        return await http.SendAsync(request, cancellation);
    }

    private static OutsideFailure OfAnswer(ProviderReply.Answered answer) => answer.Status is 400 or 401 or 403
        ? FailureRule.AuthFailed.With($"HTTP {answer.Status}", "Sinch refuses the key: the key ID or the key secret is wrong.")
        : SinchFailures.OfAnswer(answer);

    private Issued? Read(JsonElement root)
    {
        if (root.Text("access_token"u8) is not { } token) return null;
        var life = root.Whole("expires_in"u8) is { } seconds and > 0 and <= int.MaxValue ? TimeSpan.FromSeconds(seconds) : UsualLife;
        return new Issued(token, time.GetUtcNow() + life - Margin);
    }

    private sealed record Key(Uri Address, string KeyId, string KeySecret);

    private sealed record Issued(string Token, DateTimeOffset Until);

    private sealed class Slot
    {
        public SemaphoreSlim Gate { get; } = new(1, 1);

        public Issued? Issued { get; set; }
    }
}
