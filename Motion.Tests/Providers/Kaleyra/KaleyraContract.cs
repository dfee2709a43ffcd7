using System.Text.Json;
using Motion.Domain.Accounts;
using Motion.Domain.Messaging;
using Motion.Providers;
using Motion.Providers.Kaleyra;

namespace Motion.Tests.Providers.Kaleyra;

/// <summary>What both generations of Kaleyra have in common.</summary>
public abstract class KaleyraContract : ProviderContract
{
    private protected abstract KaleyraCredentials Mine { get; }

    private protected override AccountType Type => AccountType.Kaleyra;
    private protected override ProviderCredentials Credentials => Mine;
    private protected override string FilePath => "/files/a.jpg";
    private protected override string ThrottledAnswer => """{"code":"WA429","message":"Too many requests","data":{},"error":{}}""";
    private protected override string OutsideWindowAnswer => """{"code":"WA400","message":"Not sent","data":{},"error":{"error_code":"131047"}}""";
    private protected override string BadTokenAnswer => """{"code":"RBC001","message":"Invalid key"}""";
    private protected override CustomerIdentity Customer => new(IdentityKind.Phone, "15551230000");
    private protected override bool FilesNeedCredentials => false;
    private protected override bool SignsBodies => false;

    private protected override Dictionary<string, string?> EndpointsAt(Uri address) => new() { ["Providers:Kaleyra:BaseUrl"] = address.AbsoluteUri };

    private protected override MediaSource FileAt(string address) => new(null, address, null);

    private protected override WebhookRequest SignedRequest() => new(
        "POST", "https://motion.example/notify?token=abc", new Dictionary<string, string>(),
        name => name == KaleyraSignature.Header ? Mine.CallbackSecret : null, InboundText("1603914166", Words).Body);

    private protected override WebhookPayload StatusOf(long ourId, string providerId) => Payload(
        "", $"?id={Uri.EscapeDataString(providerId)}&status=delivered&ref={ourId}&mobile=15551230000&timestamp=1603914166");

    /// <summary>The variables of a Callback Profile as JSON.</summary>
    private protected static string Variables(string createdAt, string text) => JsonSerializer.Serialize(new Dictionary<string, string>
    {
        ["body"] = text,
        ["from"] = "15551230000",
        ["name"] = "Ann",
        ["type"] = "text",
        ["created_at"] = createdAt,
        ["reply_to"] = "",
        ["wanumber"] = "15557654321",
    });

    [Fact]
    public async Task WhatKaleyraCannot_IsNothingToKaleyra()
    {
        await Provider.ShowTypingAsync("wamid.IN1", Mine, TestContext.Current.CancellationToken);
        await Provider.MarkReadAsync("sha256:00", "15557654321", Mine, TestContext.Current.CancellationToken);
        Assert.Empty(Server.Requests);
        Assert.False(Provider.CapabilitiesOf(Mine).SignedWebhooks);
    }

    [Fact]
    public async Task Templates_Refused_SaysWhyAndMayBeAskedAgain()
    {
        Server.On("GET", CheckPath, Motion.Tests.Support.Replies.Status(503));
        var failure = (await Assert.ThrowsAsync<OutsideFailureException>(
            () => Provider.ListTemplatesAsync(Mine, TestContext.Current.CancellationToken))).Failure;
        Assert.Equal((OutsideFailureKind.Transient, RetryAdvice.Safe), (failure.Kind, failure.Retry));
    }
}
