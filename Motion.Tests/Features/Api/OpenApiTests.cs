using System.Text.Json.Nodes;
using Motion.Tests.Support;

namespace Motion.Tests.Features.Api;

[Trait("Database", "Any")]
public sealed class OpenApiTests
{
    [Fact]
    public async Task Document_WithoutAKey_DescribesEveryCallAndTheKey()
    {
        await using var app = await MotionApp.StartAsync();
        using var anybody = app.Api(key: null);

        var document = (await anybody.GetJsonAsync("/openapi/v1.json")).Json;

        var paths = (JsonObject)document["paths"]!;
        Assert.All(paths, path => Assert.StartsWith("/api/v1/", path.Key, StringComparison.Ordinal));
        foreach (var (path, methods) in new Dictionary<string, string[]>
        {
            ["/api/v1/whatsapp/accounts"] = ["get", "post"],
            ["/api/v1/whatsapp/accounts/{id}"] = ["get", "put", "delete"],
            ["/api/v1/whatsapp/accounts/{id}/agents"] = ["get", "put"],
            ["/api/v1/whatsapp/accounts/{id}/actions"] = ["get", "put"],
            ["/api/v1/queues"] = ["get", "post"],
            ["/api/v1/users"] = ["get", "post"],
            ["/api/v1/whatsapp/interactions"] = ["get"],
            ["/api/v1/whatsapp/interactions/{id}/messages"] = ["get"],
        })
        {
            foreach (var method in methods)
            {
                var call = paths[path]![method];
                Assert.NotNull(call);
                Assert.Equal(method is "post" or "put", call["requestBody"] is not null);
            }
        }
        Assert.Equal("X-Api-Key", document["components"]!["securitySchemes"]!["ApiKey"]!["name"]!.GetValue<string>());
    }
}
