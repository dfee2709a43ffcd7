using Motion.Providers;

namespace Motion.Blazor.Features.Sandbox;

/// <summary>The sandbox stands in for every provider whose address is not configured, whatever the account says.</summary>
internal sealed class SandboxProviderEndpoints(ConfiguredEndpoints configured, OwnAddress here) : IProviderEndpoints
{
    public Uri For(ProviderHost host, string? own = null) => configured.Configured(host) ?? new Uri(here.Root + SandboxHosting.Prefix + host switch
    {
        ProviderHost.MetaGraph => "/meta/v26.0",
        ProviderHost.TwilioApi or ProviderHost.TwilioContent or ProviderHost.TwilioMessaging => "/twilio",
        ProviderHost.SinchApi => "/sinch",
        ProviderHost.SinchToken => "/sinch/oauth2/token",
        ProviderHost.KaleyraApi => "/kaleyra",
        ProviderHost.AwsTranslate => "/aws-translate",
        ProviderHost.GoogleTranslate => "/google",
        ProviderHost.Vidaoo => "/vidaoo",
    });
}
