using Motion.Bench.Scenarios;
using Motion.Bench.Support;

var scenarios = new Dictionary<string, Func<Figures, Task>>(StringComparer.Ordinal)
{
    ["intake"] = IntakeScenario.RunAsync,
    ["burst"] = BurstScenario.RunAsync,
    ["desk"] = DeskScenario.RunAsync,
    ["circuits"] = CircuitsScenario.RunAsync,
    ["start"] = StartScenario.RunAsync,
    ["media"] = MediaScenario.RunAsync,
    ["search"] = SearchScenario.RunAsync,
    ["export"] = ExportScenario.RunAsync,
    ["lists"] = ListsScenario.RunAsync,
    ["simulate"] = SimulateScenario.RunAsync,
    ["deadlines"] = DeadlinesScenario.RunAsync,
    ["route"] = RouteScenario.RunAsync,
    ["thread"] = ThreadScenario.RunAsync,
};

// Programs that scenarios start beside themselves.
if (args is [FakeMeta.Name, var address])
    return await FakeMeta.RunAsync(address);

var name = args.FirstOrDefault(arg => !arg.StartsWith('-'));
if (name is null || !scenarios.TryGetValue(name, out var scenario))
{
    Console.Error.WriteLine($"Usage: dotnet run -c Release --project Motion.Bench -- <{string.Join('|', scenarios.Keys)}> [--json] [--seed N] [--seeds N] [--hours H] [--stored N]");
    return 2;
}

var figures = new Figures();
await scenario(figures);
figures.PrintTable(name);
if (args.Contains("--json", StringComparer.Ordinal))
    figures.PrintJson();
return 0;
