using Motion.Domain.Messaging;

namespace Motion.Tests.Domain.Messaging;

public sealed class MapPointTests
{
    [Theory]
    [InlineData("45.0703, 7.6869", 45.0703, 7.6869)]
    [InlineData("-33.8568;151.2153", -33.8568, 151.2153)]
    [InlineData("geo:45.07,7.68?z=12", 45.07, 7.68)]
    [InlineData("https://www.google.com/maps/@45.07,7.68,17z", 45.07, 7.68)]
    [InlineData("https://www.google.com/maps/place/Shop/@45.1,7.7,17z/data=!3m1!4b1!4m5!3m4!1s0x0!8m2!3d45.0703!4d7.6869", 45.0703, 7.6869)]
    [InlineData("https://maps.google.com/?q=45.07,7.68", 45.07, 7.68)]
    [InlineData("https://www.google.com/maps/search/?api=1&query=45.07%2C7.68", 45.07, 7.68)]
    [InlineData("https://www.openstreetmap.org/?mlat=45.07&mlon=7.68#map=16/45.1/7.7", 45.07, 7.68)]
    [InlineData("https://www.openstreetmap.org/#map=16/45.07/7.68", 45.07, 7.68)]
    [InlineData("https://maps.apple.com/?ll=45.07,7.68&q=Shop", 45.07, 7.68)]
    public void Text_WithAPoint_GivesIt(string text, double latitude, double longitude) => Assert.Equal((latitude, longitude), MapPoint.Read(text));

    [Theory]
    [InlineData("")]
    [InlineData("Via Roma 1, Torino")]
    [InlineData("https://maps.app.goo.gl/abc123")]
    [InlineData("95.0, 7.68")]
    [InlineData("45.07, 190")]
    [InlineData("45")]
    public void Text_WithoutAPoint_GivesNone(string text) => Assert.Null(MapPoint.Read(text));
}
