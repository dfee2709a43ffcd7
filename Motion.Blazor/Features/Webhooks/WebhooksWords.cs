namespace Motion.Blazor.Features.Webhooks;

/// <summary>Marker of the resource files.</summary>
internal sealed class WebhooksWords;
