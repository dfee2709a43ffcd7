using Motion.Domain.Accounts;

namespace Motion.Providers;

/// <summary>Finds the provider of an account; there is one for every type.</summary>
public sealed class ProviderRegistry(IEnumerable<IMessagingProvider> providers)
{
    private readonly Dictionary<AccountType, IMessagingProvider> _byType = providers.ToDictionary(provider => provider.Type);

    /// <summary>The provider of that type.</summary>
    public IMessagingProvider For(AccountType type) => _byType[type];
}
