using System.Globalization;

namespace Motion.Bench.Support;

/// <summary>What a scenario may be told: <c>--seed 7</c>.</summary>
internal static class Options
{
    public static int? Number(string name)
    {
        var args = Environment.GetCommandLineArgs();
        var at = Array.IndexOf(args, $"--{name}");
        return at < 0 || at + 1 >= args.Length ? null : int.Parse(args[at + 1], CultureInfo.InvariantCulture);
    }
}
