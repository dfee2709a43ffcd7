using Motion.Blazor.Features.Administration.Keys;

namespace Motion.Blazor.Features.Api;

internal sealed record ApiKeyJson(string? Name);

/// <param name="RevokedAt">Null while it works.</param>
internal sealed record ApiKeyAnswer(int Id, string Name, DateTimeOffset CreatedAt, DateTimeOffset? RevokedAt);

/// <param name="Key">Only here and only once.</param>
internal sealed record ApiKeyAddedAnswer(int Id, string Name, string Key);

internal static class KeysApi
{
    public static void MapKeys(this RouteGroupBuilder api)
    {
        var keys = api.MapGroup("/api-keys").WithTags("API keys");

        keys.MapGet("", async (HttpRequest request, ListApiKeys list, ApiAnswers answers, CancellationToken cancellation) =>
            answers.ReadPage(request, out var limit, out var offset)
            ?? answers.From(await list.RunAsync(cancellation), page => Results.Ok(new ApiList<ApiKeyAnswer>(
                page.Count, [.. page.Rows.Skip(offset).Take(limit).Select(key => new ApiKeyAnswer(key.Id, key.Name, key.CreatedAt, key.RevokedAt))]))))
            .DescribeList<ApiKeyAnswer>("List API keys");

        keys.MapPost("", async (HttpRequest request, AddApiKey add, ApiBodyReader reader, ApiAnswers answers, CancellationToken cancellation) =>
        {
            var body = await reader.ReadAsync<ApiKeyJson>(request);
            return body.Value is not { } key
                ? body.Refusal!
                : answers.From(await add.RunAsync(key.Name, cancellation), added => Results.Created($"/api/v1/api-keys/{added.Id}", new ApiKeyAddedAnswer(added.Id, added.Name, added.Key)));
        }).DescribeWrite<ApiKeyJson>("Add an API key").Produces<ApiKeyAddedAnswer>(StatusCodes.Status201Created)
            .WithDescription("The key comes back this once.");

        keys.MapDelete("/{id:int}", async (int id, RevokeApiKey revoke, ApiAnswers answers, CancellationToken cancellation) =>
            answers.From(await revoke.RunAsync(id, cancellation), _ => Results.NoContent()))
            .DescribeDelete("Revoke an API key; it stays in the list");
    }
}
