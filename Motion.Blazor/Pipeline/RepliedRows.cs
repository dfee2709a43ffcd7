using System.Collections.Immutable;
using System.Globalization;

namespace Motion.Blazor.Pipeline;

/// <summary>How the rows that have sent their one reply are kept: "12,15", null for none.</summary>
internal static class RepliedRows
{
    public static ImmutableHashSet<int> Read(string? stored) => stored is null
        ? []
        : [.. stored.Split(',').Select(number => int.Parse(number, CultureInfo.InvariantCulture))];

    public static string? Write(ImmutableHashSet<int> rows) => rows.IsEmpty ? null : string.Join(',', rows.Order());
}
