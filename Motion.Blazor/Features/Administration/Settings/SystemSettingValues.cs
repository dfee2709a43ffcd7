namespace Motion.Blazor.Features.Administration.Settings;

/// <summary>The settings as they hold now, secrets open. Never leaves the process.</summary>
/// <param name="PublicAddress">Scheme, host and port without a slash at the end; null: what the configuration says, else each account's domain.</param>
/// <param name="TimeZone">Of intervals that name none.</param>
/// <param name="DisconnectionGrace">How long an agent without a connection stays signed in to the routing.</param>
/// <param name="AttachmentLimit">Bytes of the largest file an agent may send.</param>
/// <param name="TabLimit">Tabs a desk holds at once.</param>
/// <param name="SpyingShown">Whether agents see that a conversation is being watched.</param>
/// <param name="AutomaticReplies">Most automatic replies to one number within an hour (product.md section 5, step 1).</param>
/// <param name="RetentionDays">How long the history's log files are kept.</param>
/// <param name="AllowedAddresses">What HTTP rows of plans may call; see <see cref="Motion.Domain.Routing.HttpAllowList"/>.</param>
internal sealed record SystemSettingValues(
    string? PublicAddress,
    TimeZoneInfo TimeZone,
    TimeSpan DisconnectionGrace,
    long AttachmentLimit,
    int TabLimit,
    bool SpyingShown,
    int AutomaticReplies,
    int RetentionDays,
    IReadOnlyList<string> AllowedAddresses,
    AwsAccess? Aws,
    string? GoogleKey,
    FeatureSwitches Features)
{
    /// <summary>Says nothing: a record would print its secrets.</summary>
    public override string ToString() => nameof(SystemSettingValues);
}

/// <summary>What AWS Translate wants to know; there only when all of it is set.</summary>
internal sealed record AwsAccess(string Region, string AccessKey, string SecretKey)
{
    public override string ToString() => $"AWS {Region}";
}

/// <summary>The add-ons (product.md section 11). Off: their sections stay visible, disabled, with the reason.</summary>
internal sealed record FeatureSwitches(bool Video, bool Assistant, bool Translation);
