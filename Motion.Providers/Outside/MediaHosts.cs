namespace Motion.Providers.Outside;

/// <summary>The hosts from which a provider's files may be fetched; everything else could be an attack on our own network.</summary>
/// <param name="ApiBase">The configured address of the provider: allowed as it is, the sandbox being plain http on loopback.</param>
/// <param name="Names">Further hosts, https on port 443 only; a leading dot means any host below.</param>
internal sealed record MediaHosts(Uri ApiBase, params string[] Names)
{
    public bool Allows(Uri address) =>
        address.IsAbsoluteUri
        && address.UserInfo.Length == 0
        && (IsApi(address) || (address is { Scheme: "https", Port: 443 } && Names.Any(name => Matches(name, address.IdnHost))));

    public bool IsApi(Uri address) =>
        address.Scheme == ApiBase.Scheme && address.Port == ApiBase.Port
        && string.Equals(address.IdnHost, ApiBase.IdnHost, StringComparison.OrdinalIgnoreCase);

    private static bool Matches(string name, string host) => name.StartsWith('.')
        ? host.EndsWith(name, StringComparison.OrdinalIgnoreCase)
        : host.Equals(name, StringComparison.OrdinalIgnoreCase);
}
