using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Motion.Domain.Messaging;

namespace Motion.Providers.Sandbox;

/// <summary>The sandbox's own interface, for tests and measurements: what a person does on the phone page, over HTTP.</summary>
internal static class SandboxApi
{
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(30);

    public static void Map(IEndpointRouteBuilder sandbox)
    {
        _ = sandbox.MapGet("/accounts", AccountsAsync);
        _ = sandbox.MapPost("/phone/messages", WriteAsync);
        _ = sandbox.MapGet("/phone/conversations", ReadAsync);
        _ = sandbox.MapPut("/phone/conversations", ConfigureAsync);
        _ = sandbox.MapGet("/files/{id}", File);
        _ = sandbox.MapGet("/webhooks", (int accountId, SandboxWebhooks webhooks) => webhooks.Of(accountId));
        SandboxFaultsApi.Map(sandbox);
    }

    private static async Task<IResult> AccountsAsync(ISandboxAccounts accounts, CancellationToken cancellation)
    {
        var rows = (await accounts.ListAsync(cancellation))
            .Select(account => new { account.Id, account.Name, account.Key, account.Phone, Type = Domain.Accounts.AccountTypeNames.ToWireName(account.Type) })
            .ToList();
        return Results.Json(new { rows.Count, Rows = rows });
    }

    private static async Task<IResult> WriteAsync(SandboxPhoneRequest request, SandboxCustomerActions actions, CancellationToken cancellation)
    {
        if (request.Customer() is not { } customer) return Results.Problem("Give from (a phone number) or username.", statusCode: 400);
        var result = await request.CarryOutAsync(actions, customer, cancellation);
        return result switch
        {
            { Message: { } message } => Results.Json(SandboxMessageView.Of(message), statusCode: StatusCodes.Status201Created),
            { Refusal: SandboxRefusal.UnknownAccount or SandboxRefusal.UnknownCustomer or SandboxRefusal.UnknownMessage } =>
                Results.Problem($"{result.Refusal}", statusCode: 404),
            _ => Results.Problem($"{result.Refusal}", statusCode: 400),
        };
    }

    /// <summary>With <c>after</c> and <c>wait</c> (seconds) the answer comes when the phones are newer than that version, or the time is over.</summary>
    private static async Task<IResult> ReadAsync(
        int accountId, string? customer, long? after, int? wait, SandboxPhones phones, TimeProvider clock, CancellationToken cancellation)
    {
        if (after is { } seen && wait is > 0)
        {
            var most = TimeSpan.FromSeconds(wait.Value) < LongestWait ? TimeSpan.FromSeconds(wait.Value) : LongestWait;
            using var over = new CancellationTokenSource(most, clock);
            using var either = CancellationTokenSource.CreateLinkedTokenSource(over.Token, cancellation);
            await phones.WaitForChangeAsync(seen, either.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        var version = phones.Version;
        var found = customer is null
            ? phones.List(accountId)
            : phones.Find(accountId, customer.TrimStart('+', ' ')) is { } one ? [one] : [];
        var now = clock.GetUtcNow();
        return Results.Json(new { version, found.Count, Rows = found.Select(conversation => SandboxConversationView.Of(conversation, now)) });
    }

    private static async Task<IResult> ConfigureAsync(
        SandboxConversationRequest request, SandboxCustomerActions actions, TimeProvider clock, CancellationToken cancellation) =>
        await actions.ConfigureAsync(request.AccountId, request.Customer.TrimStart('+', ' '), request.Reachable, request.AutoRead, cancellation) is { } changed
            ? Results.Json(SandboxConversationView.Of(changed, clock.GetUtcNow()))
            : Results.Problem(nameof(SandboxRefusal.UnknownCustomer), statusCode: 404);

    /// <summary>Files are what strangers sent: only pictures, films and sounds are shown in place, and nothing in them may run.</summary>
    private static IResult File(string id, HttpContext http, SandboxFiles files)
    {
        if (!files.TryGet(id, out var file, out var bytes)) return Results.NotFound();
        http.Response.Headers.XContentTypeOptions = "nosniff";
        http.Response.Headers.ContentSecurityPolicy = "sandbox; default-src 'none'; img-src 'self'; media-src 'self'; style-src 'unsafe-inline'";
        var inPlace = SandboxFiles.KindOf(file.MimeType) is not MessageKind.Document
            && !file.MimeType.StartsWith("image/svg", StringComparison.OrdinalIgnoreCase);
        return inPlace
            ? Results.Bytes(bytes, file.MimeType, enableRangeProcessing: true)
            : Results.Bytes(bytes, "application/octet-stream", file.FileName ?? "file");
    }
}

/// <summary>Body of <c>PUT /sandbox/phone/conversations</c>; null leaves a switch as it is.</summary>
internal sealed record SandboxConversationRequest(int AccountId, string Customer, bool? Reachable, bool? AutoRead);
