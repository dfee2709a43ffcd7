using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Motion.Providers.Sandbox;

/// <summary>
/// Faults over HTTP: <c>GET</c>, <c>POST</c>, <c>DELETE /sandbox/faults</c>, of an account (<c>accountId</c>) or of a service (<c>service</c>).
/// </summary>
internal static class SandboxFaultsApi
{
    public static void Map(IEndpointRouteBuilder sandbox)
    {
        _ = sandbox.MapGet("/faults", (int? accountId, string? service, SandboxFaults faults) => Of(service) is { } played
            ? View(faults.Of(played))
            : accountId is { } id ? View(faults.Of(id)) : NoPlace());
        _ = sandbox.MapPost("/faults", SetAsync);
        _ = sandbox.MapDelete("/faults", (int? accountId, string? service, SandboxFaults faults) =>
        {
            if (Of(service) is { } played)
            {
                faults.Clear(played);
                return View(faults.Of(played));
            }
            if (accountId is not { } id) return NoPlace();
            faults.Clear(id);
            return View(faults.Of(id));
        });
    }

    private static async Task<IResult> SetAsync(
        SandboxFaultRequest request, ISandboxAccounts accounts, SandboxFaults faults, CancellationToken cancellation)
    {
        if (!Enum.TryParse<SandboxFaultKind>(request.Kind, ignoreCase: true, out var kind) || !Enum.IsDefined(kind))
            return Results.Problem($"kind is one of {string.Join(", ", Enum.GetNames<SandboxFaultKind>())}.", statusCode: 400);
        if (request.Times < 0 || request.Seconds is < 0 or > 3600) return Results.Problem("times is 0 or more, seconds 0 to 3600.", statusCode: 400);
        var fault = new SandboxFault(kind, request.Times, request.Seconds, request.Code);
        if (Of(request.Service) is { } service)
        {
            if (!SandboxServiceFaults.Possible.Contains(kind))
                return Results.Problem($"kind of a service is one of {string.Join(", ", SandboxServiceFaults.Possible)}.", statusCode: 400);
            faults.Set(service, fault);
            return View(faults.Of(service));
        }
        if (request.AccountId is not { } accountId) return NoPlace();
        if (await accounts.FindAsync(accountId, cancellation) is null)
            return Results.Problem(nameof(SandboxRefusal.UnknownAccount), statusCode: 404);
        faults.Set(accountId, fault);
        return View(faults.Of(accountId));
    }

    private static SandboxService? Of(string? service) =>
        Enum.TryParse<SandboxService>(service, ignoreCase: true, out var known) && Enum.IsDefined(known) ? known : null;

    private static IResult NoPlace() =>
        Results.Problem($"Give accountId, or service: one of {string.Join(", ", Enum.GetNames<SandboxService>())}.", statusCode: 400);

    private static IResult View(IReadOnlyList<SandboxFault> faults)
    {
        var rows = faults.Select(fault => new { Kind = fault.Kind.ToString(), fault.Times, fault.Seconds, fault.Code }).ToList();
        return Results.Json(new { rows.Count, Rows = rows });
    }
}

/// <summary>Body of <c>POST /sandbox/faults</c>; <c>times</c> 0 means until taken back.</summary>
internal sealed record SandboxFaultRequest(string Kind, int? AccountId = null, string? Service = null, int Times = 1, int Seconds = 5, string? Code = null);
