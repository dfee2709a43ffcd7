namespace Motion.Blazor.Features.Administration.Settings;

/// <summary>What a setting holds, and so how it is entered, checked and told.</summary>
public enum SettingKind
{
    /// <summary>An address that begins with http:// or https:// and has no path.</summary>
    WebAddress,

    /// <summary>The IANA name of a time zone.</summary>
    TimeZone,

    /// <summary>A whole number within a range.</summary>
    Number,

    Switch,

    /// <summary>Addresses one below the other.</summary>
    Addresses,

    /// <summary>Name of an AWS region, e.g. eu-south-1.</summary>
    Region,

    /// <summary>Encrypted, write-only.</summary>
    Secret,
}

/// <summary>Where on its page a setting stands.</summary>
public enum SettingGroup
{
    Addresses,
    Desk,
    Automation,
    Retention,
    Aws,
    Google,

    /// <summary>The add-ons; they have a page of their own (product.md section 11).</summary>
    Features,
}

/// <summary>One system setting: its name in the API and the database, its default, range and unit.</summary>
/// <param name="Default">What holds while nobody set it; null = nothing.</param>
/// <param name="Unit">Key of the word for its unit, or null.</param>
public sealed record SettingField(string Name, SettingGroup Group, SettingKind Kind, string? Default = null, int Smallest = 0, int Largest = 0, string? Unit = null)
{
    public bool IsSecret => Kind == SettingKind.Secret;
}

/// <summary>All system settings, in the order of their page (product.md sections 8 and 11).</summary>
internal static class SettingFields
{
    public const int LargestAttachment = 25;

    public static readonly SettingField PublicAddress = new("publicAddress", SettingGroup.Addresses, SettingKind.WebAddress);
    public static readonly SettingField TimeZone = new("timeZone", SettingGroup.Addresses, SettingKind.TimeZone, "Etc/UTC");
    public static readonly SettingField DisconnectionGrace = new("disconnectionGrace", SettingGroup.Desk, SettingKind.Number, "60", 0, 3600, "Seconds");
    public static readonly SettingField AttachmentLimit = new("attachmentLimit", SettingGroup.Desk, SettingKind.Number, "25", 1, LargestAttachment, "Megabytes");
    public static readonly SettingField TabLimit = new("tabLimit", SettingGroup.Desk, SettingKind.Number, "20", 1, 100, "Tabs");
    public static readonly SettingField SpyingShown = new("spyingShown", SettingGroup.Desk, SettingKind.Switch, "false");
    public static readonly SettingField AutomaticReplies = new("automaticReplies", SettingGroup.Automation, SettingKind.Number, "5", 1, 100, "RepliesPerHour");
    public static readonly SettingField AllowedAddresses = new("allowedAddresses", SettingGroup.Automation, SettingKind.Addresses);
    public static readonly SettingField RetentionDays = new("retentionDays", SettingGroup.Retention, SettingKind.Number, "365", 1, 3650, "Days");
    public static readonly SettingField AwsRegion = new("awsRegion", SettingGroup.Aws, SettingKind.Region);
    public static readonly SettingField AwsAccessKey = new("awsAccessKey", SettingGroup.Aws, SettingKind.Secret);
    public static readonly SettingField AwsSecretKey = new("awsSecretKey", SettingGroup.Aws, SettingKind.Secret);
    public static readonly SettingField GoogleKey = new("googleKey", SettingGroup.Google, SettingKind.Secret);
    public static readonly SettingField Video = new("video", SettingGroup.Features, SettingKind.Switch, "true");
    public static readonly SettingField Assistant = new("assistant", SettingGroup.Features, SettingKind.Switch, "true");
    public static readonly SettingField Translation = new("translation", SettingGroup.Features, SettingKind.Switch, "true");

    public static readonly SettingField[] All =
    [
        PublicAddress, TimeZone, DisconnectionGrace, AttachmentLimit, TabLimit, SpyingShown, AutomaticReplies, AllowedAddresses, RetentionDays,
        AwsRegion, AwsAccessKey, AwsSecretKey, GoogleKey, Video, Assistant, Translation,
    ];

    public static SettingField? Find(string name) => Array.Find(All, field => field.Name == name);
}
