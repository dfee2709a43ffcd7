namespace Motion.Providers.Sandbox;

/// <summary>Fetches the files our sends name by link. Only our own application is ever called, on its loopback address.</summary>
internal sealed class SandboxLinks(IHttpClientFactory clients, SandboxFiles files)
{
    internal const string ClientName = "sandbox-links";

    /// <summary>The file, or null when it is not ours or cannot be had: a provider would report that as a failure later.</summary>
    public async Task<SandboxFile?> FetchAsync(SandboxAccount account, string link, CancellationToken cancellation)
    {
        var ours = new Uri(account.NotifyUrl);
        if (!Uri.TryCreate(link, UriKind.Absolute, out var address)) return null;
        if (address.Authority != ours.Authority && address.Authority != new Uri(account.PublicNotifyUrl).Authority) return null;
        try
        {
            using var client = clients.CreateClient(ClientName);
            using var response = await client.GetAsync(new Uri(ours.GetLeftPart(UriPartial.Authority) + address.PathAndQuery), cancellation);
            if (!response.IsSuccessStatusCode) return null;
            var name = response.Content.Headers.ContentDisposition;
            return files.Add(
                account,
                await response.Content.ReadAsByteArrayAsync(cancellation),
                response.Content.Headers.ContentType?.ToString() ?? "application/octet-stream",
                name?.FileNameStar ?? name?.FileName?.Trim('"'));
        }
        catch (HttpRequestException)
        {
            return null;
        }
    }
}
