using Motion.Domain.Routing;

namespace Motion.Tests.Domain;

public sealed class DependencyTests
{
    [Fact]
    public void Domain_ReferencesNothingButTheFramework()
    {
        var references = typeof(RoutingTable).Assembly.GetReferencedAssemblies().Select(reference => reference.Name!);

        Assert.DoesNotContain(references, name => !name.StartsWith("System", StringComparison.Ordinal) && name != "netstandard");
    }
}
