using System.Globalization;
using System.Text.RegularExpressions;

namespace Motion.Domain.Messaging;

/// <summary>A point on the map as people paste it: two numbers, or the long link of a map service, which holds them.</summary>
public static partial class MapPoint
{
    private const string Latitude = @"(?<latitude>-?\d{1,3}(\.\d+)?)";
    private const string Longitude = @"(?<longitude>-?\d{1,3}(\.\d+)?)";
    private const double MostLatitude = 90;
    private const double MostLongitude = 180;

    /// <summary>
    /// Degrees, or null where none can be read. Short links (maps.app.goo.gl) hold no coordinates and are not followed.
    /// </summary>
    public static (double Latitude, double Longitude)? Read(string text)
    {
        // The place's own point (!3d…!4d…) before the middle of what the link shows (@…).
        foreach (var form in new[] { GooglePlace(), MarkerQuery(), NamedQuery(), GoogleView(), OpenStreetMapView(), Bare() })
        {
            var match = form.Match(Uri.UnescapeDataString(text.Trim()));
            if (!match.Success)
                continue;
            var (latitude, longitude) = (Degrees(match.Groups["latitude"]), Degrees(match.Groups["longitude"]));
            if (Math.Abs(latitude) <= MostLatitude && Math.Abs(longitude) <= MostLongitude)
                return (latitude, longitude);
        }
        return null;
    }

    private static double Degrees(Group digits) => double.Parse(digits.ValueSpan, NumberStyles.Float, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"!3d" + Latitude + @"!4d" + Longitude, RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex GooglePlace();

    [GeneratedRegex(@"[?&]mlat=" + Latitude + @"&mlon=" + Longitude, RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex MarkerQuery();

    [GeneratedRegex(@"[?&](?:q|query|ll|sll|destination|coordinate|center)=(?:loc:)?" + Latitude + @",\s*\+?" + Longitude, RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex NamedQuery();

    [GeneratedRegex(@"/@" + Latitude + @"," + Longitude, RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex GoogleView();

    [GeneratedRegex(@"#map=\d+/" + Latitude + @"/" + Longitude, RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex OpenStreetMapView();

    [GeneratedRegex(@"^(?:geo:)?" + Latitude + @"\s*[,;\s]\s*" + Longitude + @"(?:[?;].*)?$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Bare();
}
