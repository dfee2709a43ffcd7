namespace Motion.Blazor.Realtime;

/// <summary>
/// Says within this process that accounts, their agents or plans, queues or users were changed, so that whoever keeps a copy loads
/// it again. Pages listen to <see cref="Topic.Configuration"/>; whoever reads now and then compares <see cref="Version"/>.
/// </summary>
internal sealed class ConfigurationChanges(ChangeFeed feed)
{
    private long _version;

    /// <summary>Counts the changes since the start.</summary>
    public long Version => Interlocked.Read(ref _version);

    /// <summary>To be called after the commit, never before.</summary>
    public void Publish()
    {
        _ = Interlocked.Increment(ref _version);
        feed.Publish(Topic.Configuration);
    }
}
