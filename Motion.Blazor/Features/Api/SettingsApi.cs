using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Motion.Blazor.Features.Administration.Settings;
using Motion.Domain;

namespace Motion.Blazor.Features.Api;

/// <summary>System settings and feature switches (product.md sections 8 and 11). Secrets go in and never come out: <c>secretsSet</c> names those that are there.</summary>
internal static class SettingsApi
{
    public static void MapSettings(this RouteGroupBuilder api)
    {
        var settings = api.MapGroup("").WithTags("Settings");
        Map(settings, "/settings", field => field.Group != SettingGroup.Features, "the system settings");
        Map(settings, "/features", field => field.Group == SettingGroup.Features, "the feature switches");
    }

    private static void Map(RouteGroupBuilder api, string path, Func<SettingField, bool> belongs, string what)
    {
        api.MapGet(path, async (GetSettings get, ApiAnswers answers, CancellationToken cancellation) =>
            answers.From(await get.RunAsync(cancellation), stored => Results.Ok(Write(stored, belongs))))
            .DescribeRead<JsonObject>($"Read {what}");

        api.MapPut(path, async (HttpRequest request, SaveSettings save, ApiBodyReader reader, ApiAnswers answers, CancellationToken cancellation) =>
        {
            var body = await reader.ReadAsync<Dictionary<string, JsonElement>>(request);
            if (body.Value is not { } given)
                return body.Refusal!;
            var version = given.Remove("version", out var asked) && asked.ValueKind == JsonValueKind.String ? asked.GetString() : null;
            // What an answer holds beside the settings may be sent back as it came.
            _ = given.Remove("secretsSet");
            var entered = given.ToDictionary(pair => pair.Key, pair => Read(pair.Value), StringComparer.Ordinal);
            var errors = given.Keys.Where(name => SettingFields.Find(name) is not { } field || !belongs(field)).Select(name => new FieldError(name, FieldProblem.Unknown, name))
                .Concat(given.Where(pair => pair.Value.ValueKind == JsonValueKind.Object).Select(pair => new FieldError(pair.Key, FieldProblem.Invalid))).ToList();
            return errors.Count > 0
                ? answers.Invalid(errors)
                : answers.From(await save.RunAsync(version, entered, cancellation), stored => Results.Ok(Write(stored, belongs)));
        }).DescribeWrite<JsonObject>($"Save {what}").Produces<JsonObject>().ProducesProblem(StatusCodes.Status409Conflict)
            .WithDescription("What is left out stays; null gives a setting its default again, or takes a secret away.");
    }

    private static JsonObject Write(SettingsAnswer stored, Func<SettingField, bool> belongs)
    {
        var answer = new JsonObject();
        foreach (var field in SettingFields.All.Where(field => !field.IsSecret && belongs(field)))
        {
            answer[field.Name] = (field.Kind, stored.Of(field)) switch
            {
                (SettingKind.Addresses, var text) => new JsonArray([.. SettingRules.AddressesOf(text).Select(address => JsonValue.Create(address))]),
                (_, null) => null,
                (SettingKind.Number, { } text) => int.Parse(text, CultureInfo.InvariantCulture),
                (SettingKind.Switch, { } text) => text == "true",
                (_, { } text) => text,
            };
        }
        answer["secretsSet"] = new JsonArray([.. stored.SecretsSet.Where(name => belongs(SettingFields.Find(name)!)).Select(name => JsonValue.Create(name))]);
        answer["version"] = stored.Version;
        return answer;
    }

    private static string? Read(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Null => null,
        JsonValueKind.Array => string.Join('\n', value.EnumerateArray().Select(Read)),
        JsonValueKind.String => value.GetString(),
        _ => value.GetRawText(),
    };
}
