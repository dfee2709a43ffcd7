using Motion.Blazor.Features.Webhooks;
using Motion.Domain.Accounts;

namespace Motion.Blazor.Features.Accounts;

/// <summary>The address as the administrator pasted it at the provider.</summary>
internal sealed class PublicReceiveAddress(ReceiveUrl urls) : IReceiveAddress
{
    public (string Url, bool IsSandbox) Of(Account account) => (urls.Of(account.Id, account.Domain, account.ProxyToken), IsSandbox: false);
}
