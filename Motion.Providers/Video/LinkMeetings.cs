using Microsoft.Extensions.Options;

namespace Motion.Providers.Video;

/// <summary>Meetings at a service of one's own where whoever knows the address is in: a link with a number nobody guesses is all it takes.</summary>
internal sealed class LinkMeetings(IOptionsMonitor<ProviderEndpoints> options) : IVideoMeetings
{
    public bool WantsKey => false;

    public Task<VideoReply> CreateAsync(VideoMeetingRequest request, string? key, CancellationToken cancellation)
    {
        // 122 bits of the system's own randomness.
        var number = Guid.NewGuid();
        return Task.FromResult(AddressOf(options.CurrentValue.Vidaoo.LinkTemplate, number) is { } address
            ? new VideoReply(new VideoMeeting(number.ToString("N"), address, address), null)
            : VideoReply.Failed(VideoFailure.Unreachable));
    }

    internal static Uri? AddressOf(string? template, Guid number) =>
        template?.Contains(VidaooOptions.LinkNumber, StringComparison.Ordinal) == true
        && Uri.TryCreate(template.Replace(VidaooOptions.LinkNumber, number.ToString("N"), StringComparison.Ordinal), UriKind.Absolute, out var address)
        && (address.Scheme == Uri.UriSchemeHttps || address.Scheme == Uri.UriSchemeHttp)
        && address.UserInfo.Length == 0 && address.AbsoluteUri.Length <= VideoMeeting.LongestUrl
            ? address
            : null;
}
