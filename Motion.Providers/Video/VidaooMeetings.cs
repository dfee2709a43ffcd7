using System.Globalization;
using System.Text.Json;
using Microsoft.Extensions.Options;
using Motion.Providers.Outside;

namespace Motion.Providers.Video;

/// <summary>Vidaoo (providers.md section 5), by <see cref="VidaooOptions"/>. Asked once: a meeting whose answer was lost stays empty there.</summary>
internal sealed class VidaooMeetings(ProviderHttp http, IProviderEndpoints endpoints, IOptionsMonitor<ProviderEndpoints> options) : IVideoMeetings
{
    /// <summary>From the first byte to the last; an agent waits.</summary>
    public static readonly TimeSpan AnswerTimeout = TimeSpan.FromSeconds(15);

    public bool WantsKey => true;

    public async Task<VideoReply> CreateAsync(VideoMeetingRequest request, string? key, CancellationToken cancellation)
    {
        var (how, place) = (options.CurrentValue.Vidaoo, endpoints.For(ProviderHost.Vidaoo));
        using var message = new HttpRequestMessage(HttpMethod.Post, place.AbsoluteUri.TrimEnd('/') + how.CreatePath) { Content = Form(request, how) };
        _ = message.Headers.TryAddWithoutValidation(how.KeyHeader, key);
        var reply = await http.SendAsync(message, cancellation, AnswerTimeout);
        cancellation.ThrowIfCancellationRequested();
        return reply switch
        {
            ProviderReply.Answered { IsGood: true } answer => answer.Read(root => Meeting(root, how, place)) is { } meeting
                ? new VideoReply(meeting, null)
                : VideoReply.Failed(VideoFailure.Broken, "no links"),
            ProviderReply.Answered answer => VideoReply.Failed(OfStatus(answer.Status), string.Create(CultureInfo.InvariantCulture, $"HTTP {answer.Status}")),
            ProviderReply.Lost lost => VideoReply.Failed(lost.IsLate ? VideoFailure.TimedOut : VideoFailure.Unreachable),
            _ => throw new InvalidOperationException($"Unknown reply {reply.GetType().Name}."),
        };
    }

    private static FormUrlEncodedContent Form(VideoMeetingRequest request, VidaooOptions how)
    {
        var fields = new List<KeyValuePair<string, string>> { new(how.TopicField, request.Topic) };
        if (request.Note is { Length: > 0 } note) fields.Add(new(how.NoteField, note));
        if (request.Metadata is { Length: > 0 } metadata) fields.Add(new(how.MetadataField, metadata));
        return new FormUrlEncodedContent(fields);
    }

    private static VideoMeeting? Meeting(JsonElement root, VidaooOptions how, Uri place) =>
        At(root, how.IdPath) is { } id && Link(At(root, how.AgentUrlPath), place) is { } agent && Link(At(root, how.CustomerUrlPath), place) is { } customer
            ? new VideoMeeting(id, agent, customer)
            : null;

    /// <summary>It goes to a customer: encrypted, or no worse than our own call to the service was.</summary>
    private static Uri? Link(string? text, Uri place) =>
        Uri.TryCreate(text, UriKind.Absolute, out var address) && address.UserInfo.Length == 0 && address.AbsoluteUri.Length <= VideoMeeting.LongestUrl
        && (address.Scheme == Uri.UriSchemeHttps || (address.Scheme == Uri.UriSchemeHttp && place.Scheme == Uri.UriSchemeHttp))
            ? address
            : null;

    private static string? At(JsonElement root, string path)
    {
        var at = (JsonElement?)root;
        foreach (var name in path.Split('.'))
        {
            at = at is { ValueKind: JsonValueKind.Object } parent && parent.TryGetProperty(name, out var child) ? child : null;
        }
        return at?.AsText();
    }

    private static VideoFailure OfStatus(int status) => status switch
    {
        401 or 403 => VideoFailure.KeyRefused,
        402 or 429 => VideoFailure.RateLimited,
        >= 400 and < 500 => VideoFailure.Refused,
        _ => VideoFailure.Broken,
    };
}
