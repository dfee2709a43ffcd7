using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Motion.Providers.Sandbox;

/// <summary>Faults over HTTP: <c>GET</c>, <c>POST</c>, <c>DELETE /sandbox/faults</c>.</summary>
internal static class SandboxFaultsApi
{
    public static void Map(IEndpointRouteBuilder sandbox)
    {
        _ = sandbox.MapGet("/faults", (int accountId, SandboxFaults faults) => View(accountId, faults));
        _ = sandbox.MapPost("/faults", SetAsync);
        _ = sandbox.MapDelete("/faults", (int accountId, SandboxFaults faults) =>
        {
            faults.Clear(accountId);
            return View(accountId, faults);
        });
    }

    private static async Task<IResult> SetAsync(
        SandboxFaultRequest request, ISandboxAccounts accounts, SandboxFaults faults, CancellationToken cancellation)
    {
        if (!Enum.TryParse<SandboxFaultKind>(request.Kind, ignoreCase: true, out var kind) || !Enum.IsDefined(kind))
            return Results.Problem($"kind is one of {string.Join(", ", Enum.GetNames<SandboxFaultKind>())}.", statusCode: 400);
        if (request.Times < 0 || request.Seconds is < 0 or > 3600) return Results.Problem("times is 0 or more, seconds 0 to 3600.", statusCode: 400);
        if (await accounts.FindAsync(request.AccountId, cancellation) is null)
            return Results.Problem(nameof(SandboxRefusal.UnknownAccount), statusCode: 404);
        faults.Set(request.AccountId, new(kind, request.Times, request.Seconds, request.Code));
        return View(request.AccountId, faults);
    }

    private static IResult View(int accountId, SandboxFaults faults)
    {
        var rows = faults.Of(accountId)
            .Select(fault => new { Kind = fault.Kind.ToString(), fault.Times, fault.Seconds, fault.Code })
            .ToList();
        return Results.Json(new { rows.Count, Rows = rows });
    }
}

/// <summary>Body of <c>POST /sandbox/faults</c>; <c>times</c> 0 means until taken back.</summary>
internal sealed record SandboxFaultRequest(int AccountId, string Kind, int Times = 1, int Seconds = 5, string? Code = null);
