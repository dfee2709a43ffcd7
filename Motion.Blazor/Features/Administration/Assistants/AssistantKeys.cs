using Microsoft.AspNetCore.DataProtection;
using Motion.Domain.Assistants;

namespace Motion.Blazor.Features.Administration.Assistants;

/// <summary>Encrypts assistants' keys on their way into the database; nobody else turns the stored text into a key.</summary>
internal sealed class AssistantKeys(IDataProtectionProvider protection)
{
    private readonly IDataProtector _protector = protection.CreateProtector("Motion.Assistants.Key.v1");

    public string Protect(string key) => _protector.Protect(key);

    /// <summary>Null where the service wants none.</summary>
    public string? Read(Assistant assistant) => assistant.ProtectedKey is { } key ? _protector.Unprotect(key) : null;
}
