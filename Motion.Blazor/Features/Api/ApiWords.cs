namespace Motion.Blazor.Features.Api;

/// <summary>Words of the API's answers.</summary>
internal sealed class ApiWords;
