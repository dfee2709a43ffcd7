using System.Text;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Motion.Domain.Accounts;
using Motion.Domain.Messaging;
using Motion.Providers;
using Motion.Tests.Support;

namespace Motion.Tests.Providers;

/// <summary>What every provider must do, whatever it speaks; run once for each against a real server.</summary>
public abstract partial class ProviderContract : IAsyncLifetime
{
    protected static readonly DateTimeOffset Now = new(2026, 11, 22, 10, 0, 0, TimeSpan.Zero);
    private protected const string Words = "Ciao & \"grazie\" + € 😀";
    private ServiceProvider? _services;

    private protected FakeClock Clock { get; } = new(Now);
    private protected FakeProviderServer Server { get; private set; } = null!;
    private protected IMessagingProvider Provider { get; private set; } = null!;

    private protected abstract AccountType Type { get; }
    private protected abstract ProviderCredentials Credentials { get; }
    private protected abstract string SendPath { get; }
    private protected abstract string CheckPath { get; }
    private protected abstract string FilePath { get; }
    private protected abstract string TakenId { get; }
    private protected abstract string TakenAnswer { get; }
    private protected abstract string ThrottledAnswer { get; }
    private protected abstract string OutsideWindowAnswer { get; }
    private protected abstract string BadTokenAnswer { get; }
    private protected abstract CustomerIdentity Customer { get; }
    private protected abstract IEnumerable<MessageContent> Unsendable { get; }
    private protected abstract Dictionary<string, string?> EndpointsAt(Uri address);

    /// <summary>Makes the server give the file's address and returns how the webhook named it.</summary>
    private protected abstract MediaSource FileAt(string address);

    /// <summary>A request as the provider makes it, with all that proves it genuine.</summary>
    private protected abstract WebhookRequest SignedRequest();
    private protected abstract WebhookPayload StatusOf(long ourId, string providerId);
    private protected abstract WebhookPayload InboundText(string providerId, string text);

    /// <summary>Files are read with the account's credentials, not from a public address.</summary>
    private protected virtual bool FilesNeedCredentials => true;

    /// <summary>The proof covers the body.</summary>
    private protected virtual bool SignsBodies => true;

    /// <summary>Under what an inbound message is known, where the provider gives it no id.</summary>
    private protected virtual string IdOf(string providerId, WebhookPayload payload) => providerId;

    /// <summary>What the server has to answer before anything else can be asked.</summary>
    private protected virtual void PrepareServer() { }

    public async ValueTask InitializeAsync()
    {
        Server = await FakeProviderServer.StartAsync();
        PrepareServer();
        await UseAsync(EndpointsAt(Server.Address));
    }

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        await _services!.DisposeAsync();
        await Server.DisposeAsync();
    }

    private protected async Task UseAsync(Dictionary<string, string?> settings)
    {
        if (_services is not null) await _services.DisposeAsync();
        var services = new ServiceCollection();
        _ = services.AddSingleton<IConfiguration>(new ConfigurationBuilder().AddInMemoryCollection(settings).Build());
        _ = services.AddSingleton<TimeProvider>(Clock);
        _ = services.AddMotionProviders();
        _services = services.BuildServiceProvider(new ServiceProviderOptions { ValidateOnBuild = true, ValidateScopes = true });
        Provider = _services.GetRequiredService<ProviderRegistry>().For(Type);
    }

    private protected SendRequest Message(MessageContent content, OutboundMedia? media = null) =>
        new(42, "15557654321", Customer, content, null, "https://motion.example/notify?token=abc", media);

    private protected static OutboundMedia File(string mimeType = "image/jpeg", string? name = "a.jpg", int length = 5) => new(
        "https://motion.example/file/1?sig=x", mimeType, name, _ => Task.FromResult<Stream>(new MemoryStream(new byte[length])));

    private protected Task<SendOutcome> SendAsync(MessageContent? content = null) =>
        Provider.SendAsync(Message(content ?? new TextContent(Words)), Credentials, TestContext.Current.CancellationToken);

    private protected static OutsideFailure FailureOf(SendOutcome outcome) => Assert.IsType<SendOutcome.NotTaken>(outcome).Failure;

    private protected static WebhookPayload Payload(string body, string query = "") =>
        new(null, query, Encoding.UTF8.GetBytes(body), Now);
}
