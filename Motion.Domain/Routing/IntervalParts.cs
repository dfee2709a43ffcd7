using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Motion.Domain.Routing;

/// <summary>The JSON form of an interval's parts: <c>{"from":"09:00","to":"13:00","weekdays":["monday"],"monthDays":[],"months":[]}</c>.</summary>
public static class IntervalParts
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        Converters = { new MinuteConverter(), new JsonStringEnumConverter<DayOfWeek>(JsonNamingPolicy.CamelCase) },
    };

    /// <summary>The parts as they are kept in <see cref="Interval.Parts"/>.</summary>
    public static string Write(IReadOnlyList<IntervalPart> parts) => JsonSerializer.Serialize(parts, Options);

    /// <summary>The parts that <see cref="Write"/> wrote.</summary>
    /// <exception cref="JsonException">It is no such list.</exception>
    public static IReadOnlyList<IntervalPart> Read(string json) => [.. (JsonSerializer.Deserialize<List<IntervalPart>>(json, Options) ?? []).Select(part => part with
    {
        Weekdays = part.Weekdays ?? [],
        MonthDays = part.MonthDays ?? [],
        Months = part.Months ?? [],
    })];

    /// <summary>"09:00"; null when it is no time to the minute.</summary>
    public static TimeOnly? ReadMinute(string text) =>
        TimeOnly.TryParseExact(text, ["HH:mm", "H:mm"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var minute) ? minute : null;

    /// <summary>"09:00".</summary>
    public static string WriteMinute(TimeOnly minute) => minute.ToString("HH:mm", CultureInfo.InvariantCulture);

    private sealed class MinuteConverter : JsonConverter<TimeOnly>
    {
        public override TimeOnly Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            ReadMinute(reader.GetString() ?? "") ?? throw new JsonException("A time is written as 09:00.");

        public override void Write(Utf8JsonWriter writer, TimeOnly value, JsonSerializerOptions options) => writer.WriteStringValue(WriteMinute(value));
    }
}
