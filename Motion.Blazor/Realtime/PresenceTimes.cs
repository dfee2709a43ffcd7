namespace Motion.Blazor.Realtime;

/// <summary>The rhythm of presence (product.md section 5: "an agent who loses his connection …").</summary>
internal static class PresenceTimes
{
    /// <summary>How often a process renews the leases it keeps.</summary>
    public static readonly TimeSpan Heartbeat = TimeSpan.FromSeconds(10);

    /// <summary>A lease whose last heartbeat is older counts for nothing.</summary>
    public static readonly TimeSpan LeaseLifetime = TimeSpan.FromSeconds(30);
}
