using System.Net.Http.Headers;
using System.Text.Json;
using Motion.Domain.Messaging;
using Motion.Providers.Outside;

namespace Motion.Providers.Meta;

/// <summary>Opens an inbound file in two steps: its address, which lives five minutes, then its bytes (providers.md 3.4).</summary>
internal sealed class MetaMedia(ProviderHttp http, MediaFetch media, Uri graph, AuthenticationHeaderValue credential)
{
    private readonly MediaHosts _hosts = new(graph, "graph.facebook.com", "lookaside.fbsbx.com", ".fbcdn.net");

    public async Task<MediaDownload> OpenAsync(MediaSource source, string phoneNumberId, CancellationToken cancellation)
    {
        var described = source.ProviderMediaId is { } id
            ? await DescribeAsync(id, phoneNumberId, cancellation)
            : new Description(source.Url, null, null, null);
        if (!Uri.TryCreate(described.Url, UriKind.Absolute, out var address))
            throw new OutsideFailureException(FailureRule.Final.With(null, "Meta gives no address for the file."));
        // MediaFetch asks for credentials only after the host has been allowed.
        var response = await media.OpenAsync(address, _hosts, _ => credential, cancellation);
        return new MediaDownload(
            await response.Content.ReadAsStreamAsync(cancellation),
            described.MimeType ?? response.Content.Headers.ContentType?.ToString(),
            response.Content.Headers.ContentLength ?? described.Length,
            Sha256Text.ToHex(described.Sha256) ?? Sha256Text.ToHex(source.Sha256));
    }

    private async Task<Description> DescribeAsync(string id, string phoneNumberId, CancellationToken cancellation)
    {
        var address = $"{graph.AbsoluteUri.TrimEnd('/')}/{Uri.EscapeDataString(id)}?phone_number_id={Uri.EscapeDataString(phoneNumberId)}";
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        request.Headers.Authorization = credential;
        var reply = await http.SendAsync(request, cancellation);
        cancellation.ThrowIfCancellationRequested();
        if (reply is ProviderReply.Lost { Failure: var failure }) throw new OutsideFailureException(failure);
        var answer = (ProviderReply.Answered)reply;
        if (!answer.IsGood) throw new OutsideFailureException(FailureRule.WithoutEffect(MetaFailures.OfAnswer(answer)));
        try
        {
            using var document = JsonDocument.Parse(answer.Body);
            var root = document.RootElement;
            return new Description(root.Text("url"u8), root.Text("mime_type"u8), root.Text("sha256"u8), root.Whole("file_size"u8));
        }
        catch (JsonException)
        {
            throw new OutsideFailureException(FailureRule.HiccupBefore.With(null, "Meta's description of the file is not JSON."));
        }
    }

    private sealed record Description(string? Url, string? MimeType, string? Sha256, long? Length);
}
