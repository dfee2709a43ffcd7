using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.Extensions.Localization;

namespace Motion.Blazor.Features.Api;

/// <summary>
/// A JSON body that was read, or the answer to one that could not be. Read here and not by the framework, so that the answer names
/// the field that has the wrong type.
/// </summary>
internal sealed record ApiBody<T>(T? Value, IResult? Refusal) where T : class;

internal sealed class ApiBodyReader(IStringLocalizer<ApiWords> words)
{
    public static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        NumberHandling = JsonNumberHandling.Strict,
        MaxDepth = 16,
    };

    public async Task<ApiBody<T>> ReadAsync<T>(HttpRequest request) where T : class
    {
        if (!request.HasJsonContentType())
            return new ApiBody<T>(null, Results.Problem(statusCode: StatusCodes.Status415UnsupportedMediaType, title: words["NotJson"]));
        try
        {
            return Found(await JsonSerializer.DeserializeAsync<T>(request.Body, Options, request.HttpContext.RequestAborted));
        }
        catch (JsonException trouble)
        {
            return Broken<T>("", trouble);
        }
    }

    /// <summary>The same for a part that was cut out of a body; its field names get the prefix.</summary>
    public ApiBody<T> Read<T>(string prefix, Func<T?> read) where T : class
    {
        try
        {
            return Found(read());
        }
        catch (JsonException trouble)
        {
            return Broken<T>(prefix, trouble);
        }
    }

    private ApiBody<T> Found<T>(T? value) where T : class =>
        value is null ? new ApiBody<T>(null, Refuse("", words["EmptyBody"])) : new ApiBody<T>(value, null);

    private ApiBody<T> Broken<T>(string prefix, JsonException trouble) where T : class
    {
        // What is no JSON at all comes from the reader, within the serializer's own exception.
        if (trouble.InnerException is JsonException)
            return new ApiBody<T>(null, Refuse("", words["BrokenJson", (trouble.LineNumber ?? 0) + 1, (trouble.BytePositionInLine ?? 0) + 1]));
        var field = $"{prefix}{trouble.Path?.TrimStart('$')}".TrimStart('.');
        return new ApiBody<T>(null, Refuse(field, field.Length > 0 ? words["WrongJsonType", field] : words["NoObject"]));
    }

    private IResult Refuse(string field, string sentence) => field.Length == 0
        ? Results.Problem(statusCode: StatusCodes.Status400BadRequest, title: words["Invalid"], detail: sentence)
        : Results.ValidationProblem(new Dictionary<string, string[]> { [field] = [sentence] }, title: words["Invalid"]);
}
