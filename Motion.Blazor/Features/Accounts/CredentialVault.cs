using System.Text.Json;
using Microsoft.AspNetCore.DataProtection;
using Motion.Domain.Accounts;

namespace Motion.Blazor.Features.Accounts;

/// <summary>Encrypts provider credentials on their way into the database; nobody else turns the stored text into secrets.</summary>
internal sealed class CredentialVault(IDataProtectionProvider protection)
{
    private readonly IDataProtector _protector = protection.CreateProtector("Motion.Accounts.Credentials.v1");

    public string Protect(ProviderCredentials credentials) => _protector.Protect(JsonSerializer.Serialize(credentials));

    public ProviderCredentials Read(Account account) =>
        JsonSerializer.Deserialize<ProviderCredentials>(_protector.Unprotect(account.ProtectedCredentials))
        ?? throw new InvalidOperationException($"The credentials of account {account.Id} are empty.");
}
