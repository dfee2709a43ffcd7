using Motion.Domain.Routing;

namespace Motion.Tests.Domain.Routing;

public sealed class HttpAllowListTests
{
    [Theory]
    [InlineData("https://crm.example.com/motion", true)]
    [InlineData("https://CRM.example.com:443/motion/new?id=1", true)]
    [InlineData("https://crm.example.com/motions", false)]
    [InlineData("https://crm.example.com/", false)]
    [InlineData("https://crm.example.com/motion/../admin", false)]
    [InlineData("https://crm.example.com/motion/%2e%2e/admin", false)]
    [InlineData("https://crm.example.com/motion/..%2fadmin", false)]
    [InlineData("https://crm.example.com/motion/a%2Fb", false)]
    [InlineData("https://crm.example.com.evil.test/motion", false)]
    [InlineData("https://crm.example.com@evil.test/motion", false)]
    [InlineData("https://me:secret@crm.example.com/motion", false)]
    [InlineData("http://crm.example.com/motion", false)]
    [InlineData("https://crm.example.com:8443/motion", false)]
    [InlineData("file:///motion", false)]
    [InlineData("motion", false)]
    [InlineData(null, false)]
    public void Allows_OnlyTheSamePlaceAndBelow(string? address, bool expected) =>
        Assert.Equal(expected, HttpAllowList.Allows(address, ["nonsense", "https://crm.example.com/motion/"]));

    [Fact]
    public void Allows_AHostAlone_MeansAllOfIt()
    {
        Assert.True(HttpAllowList.Allows("https://crm.example.com/any/where", ["https://crm.example.com"]));
        Assert.False(HttpAllowList.Allows("https://crm.example.com/any/where", []));
    }
}
