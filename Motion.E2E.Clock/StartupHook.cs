#pragma warning disable MA0047, CA1050 // The runtime looks for this name outside every namespace.

/// <summary>Its only purpose is that the runtime loads this assembly into the application, where the host then finds <see cref="Motion.E2E.Clock.ClockStartup"/>.</summary>
internal static class StartupHook
{
    public static void Initialize()
    {
    }
}
