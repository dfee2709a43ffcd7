using System.Globalization;
using System.Text.Json;

namespace Motion.Bench.Support;

/// <summary>What a scenario measured, in the order measured, each with what was wanted of it.</summary>
internal sealed class Figures
{
    private readonly List<(string Name, double Value, string Wanted)> _all = [];

    public void Add(string name, double value, string wanted = "") => _all.Add((name, value, wanted));

    public void PrintTable(string scenario)
    {
        Console.WriteLine();
        Console.WriteLine($"{scenario} on {Environment.ProcessorCount} cores, .NET {Environment.Version}");
        foreach (var (name, value, wanted) in _all)
            Console.WriteLine($"  {name,-22} {Text(value),14}  {wanted}");
    }

    /// <summary>One flat object on one line.</summary>
    public void PrintJson() => Console.WriteLine(JsonSerializer.Serialize(_all.ToDictionary(figure => figure.Name, figure => Math.Round(figure.Value, 3), StringComparer.Ordinal)));

    private static string Text(double value) => value.ToString(Math.Abs(value) >= 100 ? "N0" : "N2", CultureInfo.InvariantCulture);
}

/// <summary>Durations, for percentiles.</summary>
internal sealed class Latencies
{
    private readonly List<double> _milliseconds = [];

    public void Add(TimeSpan duration)
    {
        lock (_milliseconds)
            _milliseconds.Add(duration.TotalMilliseconds);
    }

    public int Count
    {
        get
        {
            lock (_milliseconds)
                return _milliseconds.Count;
        }
    }

    public double Percentile(double share)
    {
        lock (_milliseconds)
        {
            _milliseconds.Sort();
            return _milliseconds.Count == 0 ? double.NaN : _milliseconds[(int)Math.Min(_milliseconds.Count - 1, Math.Ceiling(share * _milliseconds.Count) - 1)];
        }
    }
}
