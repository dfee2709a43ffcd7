using System.Net;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Motion.Domain.Accounts;
using Motion.Domain.Messaging;
using Motion.Providers;
using Motion.Providers.Outside;

namespace Motion.Tests.Providers;

public sealed class OutsideTests
{
    [Theory]
    [InlineData("8.8.8.8", true)]
    [InlineData("172.32.0.1", true)]
    [InlineData("2a00:1450:4001::1", true)]
    [InlineData("127.0.0.1", false)]
    [InlineData("10.1.2.3", false)]
    [InlineData("172.16.0.1", false)]
    [InlineData("192.168.1.1", false)]
    [InlineData("169.254.169.254", false)]
    [InlineData("100.64.0.1", false)]
    [InlineData("0.0.0.0", false)]
    [InlineData("224.0.0.1", false)]
    [InlineData("::1", false)]
    [InlineData("::", false)]
    [InlineData("fe80::1", false)]
    [InlineData("fd00::1", false)]
    [InlineData("::ffff:10.0.0.1", false)]
    [InlineData("::127.0.0.1", false)]
    [InlineData("64:ff9b::8.8.8.8", true)]
    [InlineData("64:ff9b::169.254.169.254", false)]
    [InlineData("2002:7f00:1::", false)]
    [InlineData("2001:0:7f00:1::", false)]
    [InlineData("fec0::1", false)]
    [InlineData("ff02::1", false)]
    public void Address_ByItsRange_IsPublicOrNot(string address, bool expected) =>
        Assert.Equal(expected, PublicAddressesOnly.IsPublic(IPAddress.Parse(address)));

    [Theory]
    [InlineData("https://mms.twiliocdn.com/x", true)]
    [InlineData("https://MEDIA.TWILIOCDN.COM/x", true)]
    [InlineData("https://s3.eu-west-1.amazonaws.com/x?sig=1", true)]
    [InlineData("http://127.0.0.1:8080/x", true)]
    [InlineData("http://127.0.0.1:8081/x", false)]
    [InlineData("https://127.0.0.1:8080/x", false)]
    [InlineData("https://twiliocdn.com.evil.example/x", false)]
    [InlineData("https://eviltwiliocdn.com/x", false)]
    [InlineData("https://mms.twiliocdn.com:8443/x", false)]
    [InlineData("http://mms.twiliocdn.com/x", false)]
    [InlineData("https://mms.twiliocdn.com@evil.example/x", false)]
    public void Host_OnlyFromTheList_IsAllowed(string address, bool expected) =>
        Assert.Equal(expected, new MediaHosts(new Uri("http://127.0.0.1:8080"), ".twiliocdn.com", ".amazonaws.com").Allows(new Uri(address)));

    [Theory]
    [InlineData("whatsapp:+15551230000", IdentityKind.Phone, "15551230000")]
    [InlineData("+15551230000", IdentityKind.Phone, "15551230000")]
    [InlineData("15551230000", IdentityKind.Phone, "15551230000")]
    [InlineData("whatsapp:US.1349", IdentityKind.UserId, "US.1349")]
    [InlineData("US.ENT.1181", IdentityKind.ParentUserId, "US.ENT.1181")]
    public void Identity_InEachForm_IsRecognised(string text, IdentityKind kind, string value) =>
        Assert.Equal(new CustomerIdentity(kind, value), Identities.Of(text));

    [Theory]
    [InlineData("")]
    [InlineData("+")]
    [InlineData("whatsapp:")]
    [InlineData("Ann")]
    [InlineData("us.1349")]
    public void Identity_OfNobody_IsNone(string text) => Assert.Null(Identities.Of(text));

    [Theory]
    [InlineData("OmT4nhjUhCMIPNmj7eeOZeCYjTXkLxoOv85OMCFwSuc=", "3a64f89e18d48423083cd9a3ede78e65e0988d35e42f1a0ebfce4e3021704ae7")]
    [InlineData("3A64F89E18D48423083CD9A3EDE78E65E0988D35E42F1A0EBFCE4E3021704AE7", "3a64f89e18d48423083cd9a3ede78e65e0988d35e42f1a0ebfce4e3021704ae7")]
    [InlineData("4654+8g=", null)]
    [InlineData("", null)]
    [InlineData(null, null)]
    public void Sha256_HexOrBase64_BecomesHex(string? text, string? expected) => Assert.Equal(expected, Sha256Text.ToHex(text));

    [Fact]
    public void Endpoints_NotConfigured_AreTheProvidersOwn()
    {
        using var services = Build([]);
        var endpoints = services.GetRequiredService<IProviderEndpoints>();
        Assert.Equal("https://graph.facebook.com/v26.0", endpoints.For(ProviderHost.MetaGraph).AbsoluteUri);
        Assert.Equal("https://api.twilio.com/", endpoints.For(ProviderHost.TwilioApi).AbsoluteUri);
        Assert.Null(services.GetRequiredService<ConfiguredEndpoints>().Configured(ProviderHost.MetaGraph));
    }

    [Fact]
    public void Endpoints_OfARegionalProvider_AreTheAccountsOwnUnlessConfigured()
    {
        const string own = "https://eu.conversation.api.sinch.com/";
        using var plain = Build([]);
        Assert.Equal(new Uri(own), plain.GetRequiredService<IProviderEndpoints>().For(ProviderHost.SinchApi, own));
        Assert.Equal("https://auth.sinch.com/oauth2/token", plain.GetRequiredService<IProviderEndpoints>().For(ProviderHost.SinchToken).AbsoluteUri);
        using var configured = Build(new() { ["Providers:Sinch:BaseUrl"] = "http://127.0.0.1:9/" });
        Assert.Equal(new Uri("http://127.0.0.1:9"), configured.GetRequiredService<IProviderEndpoints>().For(ProviderHost.SinchApi, own));
    }

    [Fact]
    public void Endpoints_NoAddress_AreRefusedByKey()
    {
        using var services = Build(new() { ["Providers:Meta:BaseUrl"] = "graph", ["Providers:Twilio:BaseUrl"] = "ftp://x" });
        var fault = Assert.Throws<OptionsValidationException>(() => services.GetRequiredService<IOptions<ProviderEndpoints>>().Value);
        Assert.Contains("Providers:Meta:BaseUrl", fault.Message, StringComparison.Ordinal);
        Assert.Contains("Providers:Twilio:BaseUrl", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Registry_OfEachType_FindsItsProvider()
    {
        using var services = Build([]);
        var registry = services.GetRequiredService<ProviderRegistry>();
        foreach (var type in Enum.GetValues<AccountType>()) Assert.Equal(type, registry.For(type).Type);
    }

    private static ServiceProvider Build(Dictionary<string, string?> settings) => new ServiceCollection()
        .AddSingleton<IConfiguration>(new ConfigurationBuilder().AddInMemoryCollection(settings).Build())
        .AddMotionProviders()
        .BuildServiceProvider();
}
