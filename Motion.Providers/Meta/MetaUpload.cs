using System.Globalization;
using System.Net.Http.Headers;
using Motion.Domain.Messaging;
using Motion.Providers.Outside;

namespace Motion.Providers.Meta;

/// <summary>Uploads a file before it is sent (providers.md 3.4). Nothing reaches the customer yet, so every hiccup is safe to repeat.</summary>
internal sealed class MetaUpload(ProviderHttp http, Uri address, AuthenticationHeaderValue credential)
{
    public async Task<(string? MediaId, OutsideFailure? Failure)> SendAsync(OutboundMedia file, long limit, CancellationToken cancellation)
    {
        await using var bytes = await file.Open(cancellation);
        if (bytes.CanSeek && bytes.Length > limit)
            return (null, FailureRule.MediaTooLarge.With(null, string.Create(CultureInfo.InvariantCulture, $"The file has {bytes.Length} bytes; Meta takes at most {limit}.")));

        using var request = new HttpRequestMessage(HttpMethod.Post, address);
        request.Headers.Authorization = credential;
        request.Content = Form(file, bytes);
        var reply = await http.SendAsync(request, cancellation, ProviderHttp.UploadTimeout);
        if (reply.FailureBy(MetaFailures.OfAnswer) is { } failure) return (null, FailureRule.WithoutEffect(failure));
        return ((ProviderReply.Answered)reply).Read(root => root.Text("id"u8)) is { } id
            ? (id, null)
            : (null, FailureRule.HiccupBefore.With(null, "Meta took the file but named no id."));
    }

    private static MultipartFormDataContent Form(OutboundMedia file, Stream bytes)
    {
        var part = new StreamContent(bytes);
        part.Headers.ContentType = MediaTypeHeaderValue.TryParse(file.MimeType, out var type) ? type : new("application/octet-stream");
        return new MultipartFormDataContent
        {
            { new StringContent("whatsapp"), "messaging_product" },
            { new StringContent(file.MimeType), "type" },
            { part, "file", string.IsNullOrWhiteSpace(file.FileName) ? "file" : file.FileName },
        };
    }
}
