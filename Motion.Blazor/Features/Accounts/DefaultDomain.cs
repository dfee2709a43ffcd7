using Microsoft.Extensions.Options;
using Motion.Blazor.Features.Administration.Settings;
using Motion.Blazor.Hosting;
using Motion.Domain.Accounts;

namespace Motion.Blazor.Features.Accounts;

/// <summary>The domain a new account gets: our public address, else the host the administrator is talking to (product.md section 3).</summary>
internal sealed class DefaultDomain(IOptions<MotionOptions> options, SystemSettings settings)
{
    public string For(string requestHost) =>
        WebDomain.Normalize((settings.Current.PublicAddress ?? options.Value.PublicUrl) is { } address ? new Uri(address).Authority : requestHost) ?? "";
}
