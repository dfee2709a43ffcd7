using System.Text;
using Motion.Domain.Accounts;
using Motion.Providers;
using Motion.Providers.Kaleyra;

namespace Motion.Tests.Providers.Kaleyra;

public sealed class KaleyraWebhookTests
{
    [Theory]
    [InlineData("GET")]
    [InlineData("POST")]
    public void Secret_InTheHeaderOrAsBasic_OpensBothMethods(string method)
    {
        Assert.IsType<WebhookVerdict.Accepted>(Verify(method, KaleyraSignature.Header, "hook è secret"));
        Assert.IsType<WebhookVerdict.Accepted>(Verify(method, "Authorization", Basic("anybody:hook è secret")));
        Assert.IsType<WebhookVerdict.Accepted>(Verify(method, "Authorization", Basic(":hook è secret")));
    }

    [Theory]
    [InlineData(KaleyraSignature.Header, "hook è secre")]
    [InlineData(KaleyraSignature.Header, "")]
    [InlineData("Authorization", "Basic nonsense!")]
    [InlineData("Authorization", "Basic ")]
    [InlineData("Authorization", "Bearer hook")]
    [InlineData("X-Other", "hook è secret")]
    public void Secret_WrongOrElsewhere_IsRefused(string header, string value)
    {
        Assert.Equal(401, Assert.IsType<WebhookVerdict.Refused>(Verify("GET", header, value)).StatusCode);
    }

    [Fact]
    public void Basic_WithoutAPasswordOrWithAnother_IsRefused()
    {
        Assert.IsType<WebhookVerdict.Refused>(Verify("POST", "Authorization", Basic("hook è secret")));
        Assert.IsType<WebhookVerdict.Refused>(Verify("POST", "Authorization", Basic("hook è secret:other")));
    }

    [Fact]
    public void Account_WithoutASecret_IsProtectedByItsAddressOnly() =>
        Assert.IsType<WebhookVerdict.Accepted>(Verify("GET", "X-Other", "x", secret: null));

    private static string Basic(string pair) => "Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes(pair));

    private static WebhookVerdict Verify(string method, string header, string value, string? secret = "hook è secret") => KaleyraWebhook.Verify(
        new WebhookRequest(method, "https://motion.example/notify", new Dictionary<string, string>(), name => name == header ? value : null, default),
        new KaleyraCredentials("https://api.eu.kaleyra.io", "waba", "SID1", "key", "V1", secret));
}
