using System.Net;
using System.Net.Sockets;

namespace Motion.Providers.Outside;

/// <summary>
/// Connects to public addresses only, so that a provider's host name which suddenly points into our network leads nowhere.
/// The configured addresses of the providers (sandbox, test) and a proxy are exempt.
/// </summary>
internal sealed class PublicAddressesOnly(IProviderEndpoints endpoints)
{
    public ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellation) => ConnectAsync(
        context, IsProxy(context) || Enum.GetValues<ProviderHost>().Any(host => IsAt(endpoints.For(host), context.DnsEndPoint)), cancellation);

    /// <summary>The same where no address is exempt but a proxy's.</summary>
    public static ValueTask<Stream> ConnectToPublicAsync(SocketsHttpConnectionContext context, CancellationToken cancellation) =>
        ConnectAsync(context, IsProxy(context), cancellation);

    private static async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, bool exempt, CancellationToken cancellation)
    {
        var target = context.DnsEndPoint;
        var addresses = await Dns.GetHostAddressesAsync(target.Host, cancellation);
        var allowed = exempt ? addresses : Array.FindAll(addresses, IsPublic);
        if (allowed.Length == 0)
            throw new HttpRequestException(HttpRequestError.ConnectionError, $"{target.Host} has no public address.");
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(allowed, target.Port, cancellation);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private static bool IsProxy(SocketsHttpConnectionContext context) =>
        context.InitialRequestMessage.RequestUri is { } asked
        && !(string.Equals(asked.IdnHost, context.DnsEndPoint.Host, StringComparison.OrdinalIgnoreCase) && asked.Port == context.DnsEndPoint.Port);

    private static bool IsAt(Uri address, DnsEndPoint target) =>
        address.Port == target.Port && string.Equals(address.IdnHost, target.Host, StringComparison.OrdinalIgnoreCase);

    /// <summary>Neither loopback, private, link-local, carrier-grade, multicast nor reserved (RFC 6890).</summary>
    internal static bool IsPublic(IPAddress address)
    {
        if (address.IsIPv4MappedToIPv6) address = address.MapToIPv4();
        if (IPAddress.IsLoopback(address)) return false;
        var bytes = address.GetAddressBytes();
        if (address.AddressFamily == AddressFamily.InterNetworkV6) return IsPublicV6(bytes);
        return (bytes[0], bytes[1]) switch
        {
            (0 or 10 or 127 or >= 224, _) => false,
            (100, >= 64 and <= 127) => false,
            (169, 254) => false,
            (172, >= 16 and <= 31) => false,
            (192, 0 or 168) => false,
            (198, 18 or 19) => false,
            _ => true,
        };
    }

    /// <summary>Global unicast (2000::/3) without the ranges in which an IPv4 address hides; behind NAT64 that one decides.</summary>
    private static bool IsPublicV6(byte[] bytes)
    {
        ReadOnlySpan<byte> nat64 = [0x00, 0x64, 0xFF, 0x9B, 0, 0, 0, 0, 0, 0, 0, 0];
        if (bytes.AsSpan().StartsWith(nat64)) return IsPublic(new IPAddress(bytes.AsSpan(nat64.Length)));
        return (bytes[0] & 0xE0) == 0x20 && (bytes[0], bytes[1], bytes[2], bytes[3]) switch
        {
            // 6to4, Teredo, documentation.
            (0x20, 0x02, _, _) or (0x20, 0x01, 0, 0) or (0x20, 0x01, 0x0D, 0xB8) => false,
            _ => true,
        };
    }
}
