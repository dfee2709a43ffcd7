using System.Text;
using Motion.Providers.Meta;

namespace Motion.Tests.Providers.Meta;

public sealed class MetaSignatureTests
{
    // M3 and M4 of vectors.md: as Meta sends it, and the same parsed and written again.
    private const string Escaped =
        """{"object":"whatsapp_business_account","entry":[{"id":"1","changes":[{"field":"messages","value":{"messages":[{"text":{"body":"\u00e8 gi\u00e0 \ud83d\ude00 a\/b"}}]}}]}]}""";
    private const string Rewritten =
        """{"object":"whatsapp_business_account","entry":[{"id":"1","changes":[{"field":"messages","value":{"messages":[{"text":{"body":"è già 😀 a/b"}}]}}]}]}""";
    private const string M3 = "sha256=60fbc2916ec2a2ee9b693e71590ade60262a33eaed98d2098b2ffd7d895c2eba";

    [Theory]
    [InlineData("It's a Secret to Everybody", "Hello, World!", "sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17")]
    [InlineData("test_app_secret", """{"object":"whatsapp_business_account","entry":[]}""", "sha256=dec6a680679a968e7e0319355b23599cbfc54502c0784668e9618baa0c633756")]
    [InlineData("test_app_secret", Escaped, M3)]
    [InlineData("test_app_secret", Rewritten, "sha256=7126bda801f6945606dfd35164a416a48fa242d672f82cfc4ade33a77c0cd1ef")]
    public void Vector_Matches(string secret, string body, string expected)
    {
        Assert.Equal(expected, MetaSignature.Compute(secret, Encoding.UTF8.GetBytes(body)));
        Assert.True(MetaSignature.IsValid(expected, secret, Encoding.UTF8.GetBytes(body)));
    }

    [Fact]
    public void Body_WrittenAgain_IsRefused() =>
        Assert.False(MetaSignature.IsValid(M3, "test_app_secret", Encoding.UTF8.GetBytes(Rewritten)));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("sha256=")]
    [InlineData("60fbc2916ec2a2ee9b693e71590ade60262a33eaed98d2098b2ffd7d895c2eba")]
    [InlineData("sha256=60fbc2916ec2a2ee9b693e71590ade60262a33eaed98d2098b2ffd7d895c2eb")]
    [InlineData("sha256=60fbc2916ec2a2ee9b693e71590ade60262a33eaed98d2098b2ffd7d895c2ebaa")]
    [InlineData("sha256=zzfbc2916ec2a2ee9b693e71590ade60262a33eaed98d2098b2ffd7d895c2eba")]
    [InlineData("sha1=60fbc2916ec2a2ee9b693e71590ade60262a33ea")]
    public void Header_Malformed_IsRefusedWithoutException(string? header) =>
        Assert.False(MetaSignature.IsValid(header, "test_app_secret", Encoding.UTF8.GetBytes(Escaped)));

    [Fact]
    public void Secret_Other_IsRefused() =>
        Assert.False(MetaSignature.IsValid(M3, "test_app_secret2", Encoding.UTF8.GetBytes(Escaped)));
}
