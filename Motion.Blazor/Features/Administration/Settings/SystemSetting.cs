namespace Motion.Blazor.Features.Administration.Settings;

/// <summary>A value an administrator set away from its default (product.md sections 8 and 11). Secrets are encrypted before they come here.</summary>
internal sealed class SystemSetting
{
    public required string Name { get; set; }
    public required string Value { get; set; }
}
