using System.Text.Json;
using Microsoft.Extensions.Options;
using Motion.Tests.Support;

namespace Motion.Tests.Hosting;

[Trait("Database", "Any")]
public sealed class ConfigurationTests
{
    [Fact]
    public async Task Start_WithSeveralWrongKeys_NamesAllOfThemAndNoSecret()
    {
        var wrong = new Dictionary<string, string?>
        {
            ["Motion:PublicUrl"] = "care.example.com",
            ["Motion:TrustedProxies:0"] = "the proxy",
            ["Database:Provider"] = "Oracle",
            ["Bootstrap:AdminEmail"] = "nobody",
            ["Bootstrap:AdminPassword"] = "s3cret",
            ["Bootstrap:ApiKey"] = "sh0rt",
        };

        var failure = await Assert.ThrowsAsync<OptionsValidationException>(() => MotionApp.StartAsync(settings: wrong));

        foreach (var key in new[] { "Motion:PublicUrl", "Motion:TrustedProxies", "Database:Provider", "Bootstrap:AdminEmail", "Bootstrap:AdminPassword", "Bootstrap:ApiKey" })
            Assert.Contains(failure.Failures, sentence => sentence.StartsWith(key, StringComparison.Ordinal));
        Assert.DoesNotContain("s3cret", failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("sh0rt", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Start_WithAServerDatabaseAndNoConnectionString_NamesTheKey()
    {
        var wrong = new Dictionary<string, string?> { ["Database:Provider"] = "SqlServer", ["ConnectionStrings:Motion"] = null };

        var failure = await Assert.ThrowsAsync<OptionsValidationException>(() => MotionApp.StartAsync(settings: wrong));

        Assert.StartsWith("ConnectionStrings:Motion", Assert.Single(failure.Failures), StringComparison.Ordinal);
    }

    [Fact]
    public void ExampleFile_Read_HoldsEveryKeyOfTheOptions()
    {
        var text = File.ReadAllText(Path.Combine(SourceTree.Root, "appsettings.example.json"));
        using var example = JsonDocument.Parse(text, new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip });

        Type[] types = [typeof(Motion.Blazor.Hosting.MotionOptions), typeof(Motion.Blazor.Hosting.BootstrapOptions), typeof(Motion.Blazor.Hosting.SandboxOptions)];
        foreach (var type in types)
        {
            var section = example.RootElement.GetProperty(type.Name.Replace("Options", "", StringComparison.Ordinal));
            foreach (var property in type.GetProperties())
                Assert.True(section.TryGetProperty(property.Name, out _), $"{type.Name}.{property.Name} is not in appsettings.example.json");
        }
    }
}
