using System.Text;
using Motion.Providers.Twilio;

namespace Motion.Tests.Providers.Twilio;

public sealed class TwilioSignatureTests
{
    private const string Key = "12345";
    private const string Form = "CallSid=CA1234567890ABCDE&From=%2B14158675309&Digits=1234&To=%2B18005551212&Caller=%2B14158675309";
    private const string T1 = "RSOYDt4T1cUTdK1PDd93/VVr8B8=";
    private const string JsonBody = """{"property": "value", "boolean": true}""";
    private const string JsonHash = "0a1ff7634d9ab3b95db5c9a2dfe9416e41502b283a80c7cf19632632f96e6620";

    [Theory]
    [InlineData("https://mycompany.com/myapp.php?foo=1&bar=2", T1)]
    [InlineData("https://MyCompany.com/myapp.php?foo=1&bar=2", "g9IN/x4Cft2g517EjYvEvM/W7LU=")]
    [InlineData("https://MyCompany.com:1234/myapp.php?foo=1&bar=2", "PCqOZm8cnu/L6+u5i5fuEd+Iac4=")]
    [InlineData("http://MyCompany.com/myapp.php?foo=1&bar=2", "XY7AlKOKL6im4yWyX84gldUrtis=")]
    [InlineData("http://username:password@MyCompany.com/myapp.php?foo=1&bar=2", "PJ08CxXr7KLPjEQCTc8LkUSMwSM=")]
    [InlineData("HTTP://username:password@MyCompany.com/myapp.php?foo=1&bar=2", "hy/l8pca+LFms4cvRdv8uiP6NGc=")]
    [InlineData("http://Username:Password@MyCompany.com/myapp.php?foo=1&bar=2", "SkTSKyDJH9kUlhItI0slbgZ1UsI=")]
    [InlineData("https://mycompany.com:443/myapp.php?foo=1&bar=2", "kvajT1Ptam85bY51eRf/AJRuM3w=")]
    [InlineData("http://mycompany.com:80/myapp.php?foo=1&bar=2", "0ZXoZLH/DfblKGATFgpif+LLRf4=")]
    [InlineData("https://mycompany.com:1234/myapp.php?foo=1&bar=2", "CYn1h0gLBdNxDGkKJg6hYohgeD8=")]
    [InlineData("http://mycompany.com:1234/myapp.php?foo=1&bar=2", "Zmvh+3yNM1Phv2jhDCwEM3q5ebU=")]
    public void PublishedVector_Matches(string url, string expected)
    {
        Assert.Equal(expected, TwilioSignature.Compute(Key, url, Bytes(Form)));
        Assert.True(IsValid(expected, url));
    }

    [Theory]
    [InlineData("https://mycompany.com:1234/myapp.php?foo=1&bar=2", T1)]
    [InlineData("https://mycompany.com/myapp.php?foo=1&bar=2", "kvajT1Ptam85bY51eRf/AJRuM3w=")]
    [InlineData("http://mycompany.com/myapp.php?foo=1&bar=2", "0ZXoZLH/DfblKGATFgpif+LLRf4=")]
    [InlineData("https://mycompany.com/myapp.php?foo=1&bar=2#rc=5&rp=all", T1)]
    public void Port_AddedOrDropped_Matches(string url, string signature) => Assert.True(IsValid(signature, url));

    [Theory]
    [InlineData("NOTRSOYDt4T1cUTdK1PDd93/VVr8B8=", "https://mycompany.com/myapp.php?foo=1&bar=2", Form)]
    [InlineData(T1, "https://MyCompany.com/myapp.php?foo=1&bar=2", Form)]
    [InlineData(T1, "https://mycompany.com/myapp.php?foo=1&bar=2", Form + "&Extra=1")]
    [InlineData(T1, "https://mycompany.com/myapp.php?foo=1&bar=2", "CallSid=CA1234567890ABCDE&From=%2B14158675309&Digits=1234&To=%2B18005551212")]
    [InlineData(T1, "https://mycompany.com/myapp.php?foo=1&bar=2", "CallSid=CA1234567890ABCDE&From=%2B14158675309&Digits=1235&To=%2B18005551212&Caller=%2B14158675309")]
    [InlineData(null, "https://mycompany.com/myapp.php?foo=1&bar=2", Form)]
    [InlineData("", "https://mycompany.com/myapp.php?foo=1&bar=2", Form)]
    [InlineData("***", "https://mycompany.com/myapp.php?foo=1&bar=2", Form)]
    [InlineData("RSOYDt4T1cUTdK1PDd93/VVr8B8", "https://mycompany.com/myapp.php?foo=1&bar=2", Form)]
    public void Changed_Anywhere_IsRefusedWithoutException(string? signature, string url, string form) =>
        Assert.False(TwilioSignature.IsValid(signature, Key, url, Bytes(form)));

    [Theory]
    [InlineData("https://mycompany.com/myapp.php?foo=1&bar=2&bodySHA256=" + JsonHash, "a9nBmqA0ju/hNViExpshrM61xv4=")]
    [InlineData("https://mycompany.com/myapp.php?bodySHA256=" + JsonHash, "y77kIzt2vzLz71DgmJGsen2scGs=")]
    public void JsonBody_WithItsHashInTheAddress_Matches(string url, string signature)
    {
        Assert.True(TwilioSignature.IsValid(signature, Key, url, Bytes(JsonBody)));
        Assert.False(TwilioSignature.IsValid(signature, Key, url, Bytes(JsonBody + " ")));
    }

    [Theory]
    [InlineData("0123456789abcdef0123456789abcdef", "https://example.test/api/webhooks/whatsapp/twilio/acc_1", "mIfZjG0K6FeuJlV0wesV3tpawdM=",
        "SmsMessageSid=SM00000000000000000000000000000001&NumMedia=0&ProfileName=Zo%C3%AB+%F0%9F%98%80&MessageType=text&SmsSid=SM00000000000000000000000000000001&WaId=15551230000&SmsStatus=received&Body=Ciao+%26+%22grazie%22+%2B+%E2%82%AC&To=whatsapp%3A%2B15557654321&NumSegments=1&ReferralNumMedia=0&MessageSid=SM00000000000000000000000000000001&AccountSid=AC00000000000000000000000000000001&ChannelMetadata=%7B%22type%22%3A%22whatsapp%22%2C%22data%22%3A%7B%22context%22%3A%7B%22ProfileName%22%3A%22Zo%C3%AB+%F0%9F%98%80%22%2C%22WaId%22%3A%2215551230000%22%7D%7D%7D&From=whatsapp%3A%2B15551230000&ApiVersion=2010-04-01")]
    [InlineData(Key, "https://example.test/x", "bFCsDoua99JxYTNLGegA4KtYK+A=", "a=1&B=2&_c=3&A1=4&Aa=5&AB=6")]
    [InlineData(Key, "https://example.test/x", "7K9Q/7TEWtQT8JEzfi66mvaJyZs=", "Body=&From=whatsapp%3A%2B1")]
    public void OwnVector_Matches(string key, string url, string expected, string form) =>
        Assert.Equal(expected, TwilioSignature.Compute(key, url, Bytes(form)));

    [Theory]
    [InlineData("https://[::1]/x", "https://[::1]:443/x")]
    [InlineData("https://[::1]:8080/x", "https://[::1]/x")]
    [InlineData("http://host?x=1", "http://host:80?x=1")]
    [InlineData("http://user:pass@host/x", "http://user:pass@host:80/x")]
    public void Candidates_OddAuthority_CutsThePortOnly(string url, string other) =>
        Assert.Equal([url, other], TwilioUrl.Candidates(url));

    private static bool IsValid(string signature, string url) => TwilioSignature.IsValid(signature, Key, url, Bytes(Form));

    private static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);
}
