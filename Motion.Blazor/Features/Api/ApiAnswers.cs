using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.Localization;
using Motion.Domain;

namespace Motion.Blazor.Features.Api;

/// <summary>Turns the outcome of a use case into an HTTP answer; errors are problem+json and name the field.</summary>
internal sealed class ApiAnswers(FieldErrorWords fieldWords, IStringLocalizer<ApiWords> words)
{
    public const int LargestPage = 1000;
    public const int UsualPage = 50;

    public IResult From<T>(Outcome<T> outcome, Func<T, IResult> done) => outcome switch
    {
        Outcome<T>.Done success => done(success.Value),
        Outcome<T>.Invalid invalid => Invalid(invalid.Errors),
        Outcome<T>.Conflict conflict => Conflict(conflict.Reason, conflict.Details),
        Outcome<T>.NotFound => NotFound(),
        Outcome<T>.NotAllowed => NotAllowed(),
        _ => throw new UnreachableException(),
    };

    public IResult NotFound() => Results.Problem(statusCode: StatusCodes.Status404NotFound, title: words["NotFound"]);

    public IResult NotAllowed() => Results.Problem(statusCode: StatusCodes.Status403Forbidden, title: words["NotAllowed"]);

    public IResult Conflict(ConflictReason reason, params IReadOnlyList<string> details) =>
        Results.Problem(statusCode: StatusCodes.Status409Conflict, title: words["Conflict"], detail: fieldWords.Say(reason, details));

    public IResult Conflict(string reason) => Results.Problem(statusCode: StatusCodes.Status409Conflict, title: words["Conflict"], detail: reason);

    /// <param name="limit">In bytes.</param>
    public IResult TooLarge(long limit) => Results.Problem(statusCode: StatusCodes.Status413PayloadTooLarge, title: words["FileTooLarge", limit]);

    public IResult Invalid(IReadOnlyList<FieldError> errors) =>
        Invalid(errors.GroupBy(error => error.Field).ToDictionary(field => field.Key, field => field.Select(fieldWords.Say).ToArray()));

    public IResult Invalid(IDictionary<string, string[]> errors) => Results.ValidationProblem(errors, title: words["Invalid"]);

    public IResult Invalid(string field, string word, params object[] details) => Results.ValidationProblem(
        new Dictionary<string, string[]> { [field] = [words[word, details]] }, title: words["Invalid"]);

    /// <summary><c>limit</c> and <c>offset</c>, or the answer to values that are none.</summary>
    public IResult? ReadPage(HttpRequest request, out int limit, out int offset)
    {
        offset = 0;
        if (!TryRead(request, "limit", UsualPage, out limit) || limit is < 1 or > LargestPage)
            return Invalid("limit", "BadLimit", LargestPage);
        return !TryRead(request, "offset", 0, out offset) || offset < 0 ? Invalid("offset", "BadOffset") : null;
    }

    /// <summary>A whole number of the query; false when it is there and is none.</summary>
    public static bool TryRead(HttpRequest request, string name, int otherwise, out int number)
    {
        number = otherwise;
        var text = request.Query[name].ToString();
        return text.Length == 0 || int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out number);
    }
}

/// <summary>A list as every call of the API gives it.</summary>
/// <param name="Count">How many there are in all.</param>
/// <param name="Rows">Those of this page.</param>
internal sealed record ApiList<T>(int Count, IReadOnlyList<T> Rows);
