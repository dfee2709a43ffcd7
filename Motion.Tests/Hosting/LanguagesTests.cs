using Microsoft.AspNetCore.Http;
using Motion.Blazor.Hosting;

namespace Motion.Tests.Hosting;

public sealed class LanguagesTests
{
    [Theory]
    [InlineData("en-GB,en;q=0.9", null, "en-GB", "en")]
    [InlineData("en-US", null, "en-US", "en")]
    [InlineData("it-CH,de;q=0.5", null, "it-CH", "it")]
    [InlineData("de-AT,en-IE;q=0.5", null, "en-IE", "en")]
    [InlineData("de,it;q=0.3,en;q=0.8", null, "en", "en")]
    [InlineData("en-GB,it-CH;q=0.5", "c=it|uic=it", "it-CH", "it")]
    [InlineData("en-GB", "c=it|uic=it", "it", "it")]
    [InlineData("en-GB", "c=xx|uic=xx", "en-GB", "en")]
    public async Task Words_AreOfTheChosenLanguage_DatesOfTheBrowsersRegion(string asked, string? cookie, string region, string language)
    {
        var http = new DefaultHttpContext();
        http.Request.Headers.AcceptLanguage = asked;
        if (cookie is not null)
            http.Request.Headers.Cookie = $"{Languages.CookieName}={Uri.EscapeDataString(cookie)}";

        var result = await new RegionalCultureProvider().DetermineProviderCultureResult(http);

        Assert.Equal((region, language), (result!.Cultures.Single().Value, result.UICultures.Single().Value));
    }

    [Fact]
    public async Task NothingKnown_LeavesTheDefault()
    {
        var http = new DefaultHttpContext();
        http.Request.Headers.AcceptLanguage = "de";

        Assert.Null(await new RegionalCultureProvider().DetermineProviderCultureResult(http));
    }
}
