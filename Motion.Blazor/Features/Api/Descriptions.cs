namespace Motion.Blazor.Features.Api;

/// <summary>What the OpenAPI document says of a call.</summary>
internal static class Descriptions
{
    public static RouteHandlerBuilder DescribeList<T>(this RouteHandlerBuilder route, string summary) => route
        .WithSummary(summary).WithMetadata(TakesPage.Instance)
        .Produces<ApiList<T>>().ProducesValidationProblem();

    public static RouteHandlerBuilder DescribeRead<T>(this RouteHandlerBuilder route, string summary) => route
        .WithSummary(summary).Produces<T>().ProducesProblem(StatusCodes.Status404NotFound);

    public static RouteHandlerBuilder DescribeWrite<T>(this RouteHandlerBuilder route, string summary) where T : notnull => route
        .WithSummary(summary).WithMetadata(new TakesBody(typeof(T))).ProducesValidationProblem().ProducesProblem(StatusCodes.Status415UnsupportedMediaType);

    public static RouteHandlerBuilder DescribeDelete(this RouteHandlerBuilder route, string summary) => route
        .WithSummary(summary).Produces(StatusCodes.Status204NoContent).ProducesProblem(StatusCodes.Status404NotFound);
}

/// <summary>Marks calls that take <c>limit</c> and <c>offset</c>, and names further filters.</summary>
internal sealed class TakesPage
{
    public static readonly TakesPage Instance = new();
}

/// <summary>
/// Names the body for the document. Not <c>Accepts</c>: with that, routing itself turns other content types away, and the call ends
/// at the fallback as if the address did not exist.
/// </summary>
internal sealed record TakesBody(Type Type);

/// <summary>Names a filter in the query.</summary>
internal sealed record TakesFilter(string Name, string Type, string Description);
