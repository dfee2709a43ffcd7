using System.Globalization;
using Motion.Blazor.Features.Accounts;
using Motion.Blazor.Features.Webhooks;
using Motion.Domain.Accounts;
using Motion.Providers;

namespace Motion.Blazor.Features.Sandbox;

/// <summary>What the sandbox plays, it calls on this very server; a provider whose address is configured calls the account's domain.</summary>
internal sealed class SandboxReceiveAddress(PublicReceiveAddress outside, ConfiguredEndpoints configured, OwnAddress own) : IReceiveAddress
{
    public (string Url, bool IsSandbox) Of(Account account) => IsPlayed(account.Type)
        ? (string.Create(CultureInfo.InvariantCulture, $"{own.Root}/api/whatsapp/accounts/{account.Id}/notify?token={Uri.EscapeDataString(account.ProxyToken)}"), true)
        : outside.Of(account);

    private bool IsPlayed(AccountType type) => type switch
    {
        AccountType.Meta => configured.Configured(ProviderHost.MetaGraph) is null,
        AccountType.Twilio => configured.Configured(ProviderHost.TwilioApi) is null,
        AccountType.SinchV2 => configured.Configured(ProviderHost.SinchApi) is null,
        AccountType.Kaleyra => configured.Configured(ProviderHost.KaleyraApi) is null,
    };
}
