using Motion.Bench.Support;

namespace Motion.Bench.Scenarios;

/// <summary>
/// What a desk costs while nothing happens: memory of an idle one and of one with ten open conversations, and the processor for two hundred
/// idle ones. The circuits are real (a protocol client without a browser); the application is a process of its own, so that the clients'
/// memory is not counted.
/// </summary>
internal static class CircuitsScenario
{
    private const int Idle = 200;
    private const int Busy = 50;
    private const int Conversations = 10;
    private const int Messages = 50;
    private const double Kilobyte = 1024;
    private static readonly TimeSpan Rest = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan Watched = TimeSpan.FromSeconds(30);

    public static async Task RunAsync(Figures figures)
    {
        // Makes the data and the sessions, and then does nothing.
        await using var app = await BenchApp.StartAsync();
        var agents = await app.HireAsync(1 + Idle + Busy);
        await app.ConverseAsync(agents[0].UserId, 1, Messages);
        var desks = new List<(string Cookie, string Path)>();
        foreach (var (userId, cookie) in agents.Skip(1 + Idle))
            desks.Add((cookie, $"/desk/{(await app.ConverseAsync(userId, Conversations, Messages))[0]}"));

        await using var motion = await RunningProcess.MotionAsync(app.DataDirectory);
        // The code of a desk is loaded and compiled before anything is counted.
        await using (var first = await DeskCircuit.OpenAsync(motion.Address, agents[0].Cookie, "/desk"))
            await first.SettledAsync();
        await Task.Delay(Rest);

        var circuits = new List<DeskCircuit>();
        try
        {
            var empty = motion.WorkingSet;
            await OpenAsync(motion.Address, agents.Skip(1).Take(Idle).Select(agent => (agent.Cookie, "/desk")), circuits);
            await Task.Delay(Rest);
            var idle = motion.WorkingSet;
            figures.Add("kb_per_idle_desk", (idle - empty) / Kilobyte / Idle, "wanted <= 1024");

            var busyBefore = motion.ProcessorTime;
            await Task.Delay(Watched);
            figures.Add("idle_cpu_percent", (motion.ProcessorTime - busyBefore) / Watched * 100, "wanted <= 10");

            await OpenAsync(motion.Address, desks, circuits);
            await Task.Delay(Rest);
            figures.Add("kb_per_busy_desk", (motion.WorkingSet - idle) / Kilobyte / Busy, "wanted <= 2048");
            figures.Add("circuits", circuits.Count);
        }
        finally
        {
            foreach (var circuit in circuits)
                await circuit.DisposeAsync();
        }
    }

    private static async Task OpenAsync(Uri address, IEnumerable<(string Cookie, string Path)> desks, List<DeskCircuit> circuits)
    {
        foreach (var (cookie, path) in desks)
        {
            var circuit = await DeskCircuit.OpenAsync(address, cookie, path);
            circuits.Add(circuit);
            await circuit.SettledAsync();
        }
    }
}
