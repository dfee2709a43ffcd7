using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Motion.Providers;
using Motion.Tests.Support;

namespace Motion.Tests.Providers;

/// <summary>The add-on services as the application has them, at the address of a fake, with a clock of the test's own.</summary>
internal sealed class ServiceWorld : IAsyncDisposable
{
    public static readonly DateTimeOffset Now = new(2015, 8, 30, 12, 36, 0, TimeSpan.Zero);

    private readonly ServiceProvider _services;

    private ServiceWorld(FakeProviderServer server, ServiceProvider services, FakeClock clock) => (Server, _services, Clock) = (server, services, clock);

    public FakeProviderServer Server { get; }

    public FakeClock Clock { get; }

    public static async Task<ServiceWorld> StartAsync(Dictionary<string, string?>? settings = null, Uri? at = null)
    {
        var server = await FakeProviderServer.StartAsync();
        var clock = new FakeClock(Now);
        var address = (at ?? server.Address).ToString();
        var configuration = new Dictionary<string, string?>(settings ?? [], StringComparer.Ordinal)
        {
            ["Providers:AwsTranslate:BaseUrl"] = address,
            ["Providers:GoogleTranslate:BaseUrl"] = address,
            ["Providers:Vidaoo:BaseUrl"] = address,
        };
        return new ServiceWorld(server, Build(configuration, clock), clock);
    }

    public static ServiceProvider Build(Dictionary<string, string?> configuration, TimeProvider clock) => new ServiceCollection()
        .AddSingleton<IConfiguration>(new ConfigurationBuilder().AddInMemoryCollection(configuration).Build())
        .AddSingleton(clock)
        .AddMotionProviders()
        .BuildServiceProvider(new ServiceProviderOptions { ValidateOnBuild = true, ValidateScopes = true });

    public T Get<T>() where T : notnull => _services.GetRequiredService<T>();

    /// <summary>Lets the wait before the second try pass.</summary>
    public async Task<T> ThroughTheWaitAsync<T>(Task<T> asked)
    {
        await Clock.TimerSetAsync(Motion.Providers.Translation.TranslationLimits.SecondTryWait);
        Clock.Advance(Motion.Providers.Translation.TranslationLimits.SecondTryWait);
        return await asked;
    }

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        await Server.DisposeAsync();
    }
}
