using Motion.Providers.Translation;

namespace Motion.Tests.Providers.Translation;

/// <summary>The vectors of vectors.md section 5; A1 and A2 are published ones.</summary>
public sealed class AwsSignatureTests
{
    private const string Date = "20150830T123600Z";
    private static readonly AwsTranslateAccess Keys = new("us-east-1", "AKIDEXAMPLE", "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY");

    [Theory]
    [InlineData("GET", "5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31")]
    [InlineData("POST", "5da7c1a2acd57cee7505fc6676e4e544621c30862966e37dddb68e92efbe5d6b")]
    public void PublishedVector_Matches(string method, string signature)
    {
        var headers = new Dictionary<string, string> { ["x-amz-date"] = Date, ["host"] = "example.amazonaws.com" };

        Assert.Equal(
            $"AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20150830/us-east-1/service/aws4_request, SignedHeaders=host;x-amz-date, Signature={signature}",
            AwsSignature.Authorize(method, "/", headers, [], Keys, "service"));
    }

    [Fact]
    public void TranslateVector_Matches()
    {
        var headers = new Dictionary<string, string>
        {
            ["content-type"] = "application/x-amz-json-1.1",
            ["host"] = "translate.eu-west-1.amazonaws.com",
            ["x-amz-date"] = Date,
            ["x-amz-target"] = "AWSShineFrontendService_20170701.TranslateText",
        };
        var body = """{"Text":"Hello","SourceLanguageCode":"en","TargetLanguageCode":"it"}"""u8;

        Assert.EndsWith(
            "SignedHeaders=content-type;host;x-amz-date;x-amz-target, Signature=514a9a0308421c5a620e4f1507f00976e5fc43e3eb11e0041a69854b0a8effa6",
            AwsSignature.Authorize("POST", "/", headers, body, Keys with { Region = "eu-west-1" }, "translate"),
            StringComparison.Ordinal);
    }

    [Fact]
    public void AnythingChanged_ChangesTheSignature()
    {
        var headers = new Dictionary<string, string> { ["x-amz-date"] = Date, ["host"] = "h" };
        string[] all =
        [
            AwsSignature.Authorize("POST", "/", headers, "a"u8, Keys, "translate"),
            AwsSignature.Authorize("POST", "/", headers, "b"u8, Keys, "translate"),
            AwsSignature.Authorize("POST", "/x", headers, "a"u8, Keys, "translate"),
            AwsSignature.Authorize("POST", "/", headers, "a"u8, Keys with { SecretKey = "other" }, "translate"),
            AwsSignature.Authorize("POST", "/", new Dictionary<string, string>(headers) { ["x-amz-security-token"] = "t" }, "a"u8, Keys, "translate"),
        ];

        Assert.Equal(all.Length, all.Distinct(StringComparer.Ordinal).Count());
    }

    [Fact]
    public void Access_Printed_SaysNothingOfItsKeys()
    {
        Assert.Equal("access to Aws", Keys.ToString());
        Assert.Equal("access to Google", new GoogleTranslateAccess("secret").ToString());
        Assert.DoesNotContain("words", new TranslationRequest("words", "it").ToString(), StringComparison.Ordinal);
    }
}
