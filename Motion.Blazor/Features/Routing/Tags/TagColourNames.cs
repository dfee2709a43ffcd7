using Motion.Domain.Interactions;

namespace Motion.Blazor.Features.Routing.Tags;

/// <summary>The names of the colours in the API and in the style sheets.</summary>
internal static class TagColourNames
{
    public static string ToWireName(this TagColour colour) => $"{colour}".ToLowerInvariant();

    public static TagColour? FromWireName(string? name) =>
        Enum.GetValues<TagColour>().Where(colour => colour.ToWireName() == name).Cast<TagColour?>().FirstOrDefault();
}
