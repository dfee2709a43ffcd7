using System.Text;
using Motion.Domain.Accounts;
using Motion.Providers;
using Motion.Providers.SinchV2;

namespace Motion.Tests.Providers.SinchV2;

public sealed class SinchSignatureTests
{
    private const string Secret = "foo_secret1234";
    private const string Nonce = "01FJA8B4A7BM43YGWSG9GBV067";
    private const string Timestamp = "1634579353";

    // S1 and S2 of vectors.md, published with Sinch's own library.
    private const string OneLine =
        """{"app_id":"","accepted_time":"2021-10-18T17:49:13.813615Z","project_id":"e2df3a34-a71b-4448-9db5-a8d2baad28e4","contact_create_notification":{"contact":{"id":"01FJA8B466Y0R2GNXD78MD9SM1","channel_identities":[{"channel":"SMS","identity":"48123456789","app_id":""}],"display_name":"New Test Contact","email":"new.contact@email.com","external_id":"","metadata":"","language":"EN_US"}},"message_metadata":""}""";
    private const string OneLineSignature = "6bpJoRmFoXVjfJIVglMoJzYXxnoxRujzR4k2GOXewOE=";
    private const string ManyLinesSignature = "wKmZBGo4Cf+y9cZoPHhiVw6ziKeubLGqN4OdG8jlaPo=";

    private static string ManyLines => Encoding.UTF8.GetString(PayloadFile.Read("sinch-signature", "many-lines.json").Body.Span);

    [Fact]
    public void Vectors_Published_Match()
    {
        Assert.Equal(OneLineSignature, Compute(OneLine));
        Assert.Equal(ManyLinesSignature, Compute(ManyLines));
        Assert.True(IsValid(OneLineSignature, OneLine));
        Assert.True(IsValid(ManyLinesSignature, ManyLines));
    }

    [Fact]
    public void Vector_WithWordsBeyondAscii_Matches() => Assert.Equal(
        "MacIky5iX5UnZrBz4/yiG/M/EcU5SMePf0I6lF5liUc=",
        SinchSignature.Compute(
            "test_secret", Encoding.UTF8.GetBytes("""{"app_id":"a","message":{"contact_message":{"text_message":{"text":"è 😀"}}}}"""), "01NONCE", "1700000000"));

    [Fact]
    public void Body_WithOtherLineEnds_IsRefused()
    {
        Assert.Equal("zM65Zo1IpiWXTsz1f2qE39IZlmh8UaYV6KEiGuOVy5U=", Compute(ManyLines.TrimEnd('\n')));
        Assert.Equal("hhYSCOn15RaAB2k4FgPRrzuK/tGkaKKUee5AhjE6Y8I=", Compute(ManyLines.ReplaceLineEndings("\r\n")));
        Assert.False(IsValid(ManyLinesSignature, ManyLines.TrimEnd('\n')));
        Assert.False(IsValid(ManyLinesSignature, ManyLines.ReplaceLineEndings("\r\n")));
    }

    [Fact]
    public void Secret_Nonce_Or_Time_OfAnother_IsRefused()
    {
        var body = Encoding.UTF8.GetBytes(OneLine);
        Assert.False(SinchSignature.IsValid(OneLineSignature, "foo_secret12345", body, Nonce, Timestamp));
        Assert.False(SinchSignature.IsValid(OneLineSignature, Secret, body, Timestamp, Nonce));
    }

    [Theory]
    [InlineData("")]
    [InlineData("nonsense!")]
    [InlineData("6bpJoRmFoXVjfJIVglMoJzYXxnoxRujzR4k2GOXewOE")]
    [InlineData("6bpJoRmFoXVjfJIVglMoJw==")]
    public void Signature_Malformed_IsRefusedWithoutException(string signature) => Assert.False(IsValid(signature, OneLine));

    [Theory]
    [InlineData(SinchSignature.Header, null)]
    [InlineData(SinchSignature.NonceHeader, null)]
    [InlineData(SinchSignature.TimestampHeader, null)]
    [InlineData(SinchSignature.AlgorithmHeader, null)]
    [InlineData(SinchSignature.AlgorithmHeader, "HmacSHA1")]
    [InlineData(SinchSignature.TimestampHeader, "soon")]
    public void Request_WithoutOneOfItsHeaders_IsRefused(string header, string? value) =>
        Assert.Equal(401, Assert.IsType<WebhookVerdict.Refused>(Verify(TimeSpan.Zero, header, value)).StatusCode);

    [Theory]
    [InlineData(0, true)]
    [InlineData(2, true)]
    [InlineData(71, true)]
    [InlineData(73, false)]
    [InlineData(-1, false)]
    public void Request_ByItsAge_IsTakenOrRefused(int hours, bool taken) =>
        Assert.Equal(taken, Verify(TimeSpan.FromHours(hours)) is WebhookVerdict.Accepted);

    [Fact]
    public void Account_WithoutASecret_TakesUnsignedRequests()
    {
        var request = new WebhookRequest("POST", "https://motion.example/notify", new Dictionary<string, string>(), _ => null, Encoding.UTF8.GetBytes(OneLine));
        Assert.IsType<WebhookVerdict.Accepted>(SinchWebhook.Verify(request, Credentials(null), DateTimeOffset.UnixEpoch));
    }

    private static WebhookVerdict Verify(TimeSpan age, string? header = null, string? value = null)
    {
        var headers = new Dictionary<string, string?>(StringComparer.OrdinalIgnoreCase)
        {
            [SinchSignature.Header] = OneLineSignature,
            [SinchSignature.NonceHeader] = Nonce,
            [SinchSignature.TimestampHeader] = Timestamp,
            [SinchSignature.AlgorithmHeader] = SinchSignature.Algorithm,
        };
        if (header is not null) headers[header] = value;
        var request = new WebhookRequest(
            "POST", "https://motion.example/notify", new Dictionary<string, string>(), headers.GetValueOrDefault, Encoding.UTF8.GetBytes(OneLine));
        return SinchWebhook.Verify(request, Credentials(Secret), DateTimeOffset.FromUnixTimeSeconds(1634579353) + age);
    }

    private static SinchCredentials Credentials(string? secret) => new("https://eu.conversation.api.sinch.com", "p", "01APP", "key", "secret", secret);

    private static string Compute(string body) => SinchSignature.Compute(Secret, Encoding.UTF8.GetBytes(body), Nonce, Timestamp);

    private static bool IsValid(string signature, string body) => SinchSignature.IsValid(signature, Secret, Encoding.UTF8.GetBytes(body), Nonce, Timestamp);
}
