using System.Runtime.CompilerServices;

namespace Motion.E2E.Support;

/// <summary>A test that is told as a story. One that waits for what never comes fails by its name instead of holding up the run for ever.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class JourneyAttribute : FactAttribute
{
    public JourneyAttribute([CallerFilePath] string? file = null, [CallerLineNumber] int line = -1)
        : base(file, line) => Timeout = Longest;

    /// <summary>In milliseconds; the longest journey takes a minute on two cores.</summary>
    internal const int Longest = 300_000;
}

/// <summary>The same story told several times.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class JourneyTheoryAttribute : TheoryAttribute
{
    public JourneyTheoryAttribute([CallerFilePath] string? file = null, [CallerLineNumber] int line = -1)
        : base(file, line) => Timeout = JourneyAttribute.Longest;
}
