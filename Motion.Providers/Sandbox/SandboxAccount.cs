using Motion.Domain.Accounts;

namespace Motion.Providers.Sandbox;

/// <summary>An account as the sandbox plays its provider: what it checks on a send, and where it reports back.</summary>
/// <param name="Id">Our id of the account.</param>
/// <param name="Type">The provider to play.</param>
/// <param name="Name">Its name, for the phone page.</param>
/// <param name="Key">Its key, for the phone page.</param>
/// <param name="Phone">Its WhatsApp number, digits.</param>
/// <param name="Credentials">What a send must bring, and the key of the webhook signature.</param>
/// <param name="NotifyUrl">Loopback address to which webhooks are really posted.</param>
/// <param name="PublicNotifyUrl">The Receive URL as an administrator would paste it at the provider: what Twilio signs.</param>
/// <param name="SandboxUrl">Where the sandbox itself is reached, e.g. <c>http://127.0.0.1:5000/sandbox</c>; media links begin with it.</param>
public sealed record SandboxAccount(
    int Id,
    AccountType Type,
    string Name,
    string Key,
    string Phone,
    ProviderCredentials Credentials,
    string NotifyUrl,
    string PublicNotifyUrl,
    string SandboxUrl)
{
    /// <summary>Whatever host a public address names, the webhook goes to our own: path and query are the public ones.</summary>
    internal Uri Loopback(string publicUrl)
    {
        var host = new Uri(NotifyUrl).GetLeftPart(UriPartial.Authority);
        return Uri.TryCreate(publicUrl, UriKind.Absolute, out var address) ? new Uri(host + address.PathAndQuery) : new Uri(NotifyUrl);
    }

    /// <summary>The addresses hold the proxy token, so only the id is printed.</summary>
    public override string ToString() => $"sandbox account {Id}";
}

/// <summary>What the sandbox knows about accounts.</summary>
public interface ISandboxAccounts
{
    /// <summary>Every account whose provider the sandbox can play, as it is set up at this moment.</summary>
    Task<IReadOnlyList<SandboxAccount>> ListAsync(CancellationToken cancellation);
}

/// <summary>The look-ups the providers do by their own ids.</summary>
internal static class SandboxAccountLookup
{
    public static async Task<SandboxAccount?> FindAsync(this ISandboxAccounts accounts, int id, CancellationToken cancellation) =>
        (await accounts.ListAsync(cancellation)).FirstOrDefault(account => account.Id == id);

    /// <summary>The accounts with credentials of that sort that the caller knows.</summary>
    public static async Task<IReadOnlyList<(SandboxAccount Account, TCredentials Credentials)>> OpenedByAsync<TCredentials>(
        this ISandboxAccounts accounts, Func<TCredentials, bool> knows, CancellationToken cancellation)
        where TCredentials : ProviderCredentials =>
        [.. (await accounts.ListAsync(cancellation))
            .Where(account => account.Credentials is TCredentials credentials && knows(credentials))
            .Select(account => (account, (TCredentials)account.Credentials))];
}
