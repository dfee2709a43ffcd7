using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Motion.Domain.Accounts;
using Motion.Domain.Messaging;
using Motion.Providers.Outside;

namespace Motion.Providers.Sandbox;

/// <summary>Twilio's interfaces as far as WhatsApp uses them (providers.md 1.1 to 1.7), all three hosts below <c>/twilio</c>.</summary>
internal static class TwilioSandbox
{
    private const string Rfc2822 = "ddd, dd MMM yyyy HH:mm:ss +0000";

    public static void Map(IEndpointRouteBuilder sandbox)
    {
        var twilio = sandbox.MapGroup("/twilio");
        _ = twilio.MapGet("/2010-04-01/Accounts/{sid}.json", AccountAsync);
        _ = twilio.MapPost("/2010-04-01/Accounts/{sid}/Messages.json", SendAsync);
        _ = twilio.MapGet("/2010-04-01/Accounts/{sid}/Messages/{message}.json", MessageAsync);
        TwilioSandboxMedia.Map(twilio);
        TwilioSandboxContent.Map(twilio);
    }

    /// <summary>The accounts with the SID and token of the request; with the answer to give when there are none.</summary>
    public static async Task<(IReadOnlyList<SandboxAccount> Accounts, IResult? Error)> AuthorizeAsync(
        HttpContext http, ISandboxAccounts accounts, string? sid = null)
    {
        if (BasicPair.In(http.Request.Headers.Authorization) is not { } given || (sid is not null && given.User != sid)) return ([], TwilioAnswers.Unauthorized(http));
        var opened = await accounts.OpenedByAsync<TwilioCredentials>(
            known => known.AccountSid == given.User && known.AuthorizationToken == given.Password, http.RequestAborted);
        return opened.Count == 0 ? ([], TwilioAnswers.Unauthorized(http)) : ([.. opened.Select(entry => entry.Account)], null);
    }

    private static async Task<IResult> AccountAsync(string sid, HttpContext http, ISandboxAccounts accounts)
    {
        var (opened, refused) = await AuthorizeAsync(http, accounts, sid);
        return refused ?? Results.Json(new JsonObject
        {
            ["sid"] = sid,
            ["friendly_name"] = opened[0].Name,
            ["status"] = "active",
            ["type"] = "Full",
            ["owner_account_sid"] = sid,
            ["uri"] = $"/2010-04-01/Accounts/{sid}.json",
        });
    }

    private static async Task<IResult> SendAsync(
        string sid, HttpContext http, ISandboxAccounts accounts, SandboxFaults faults, SandboxSend send, TimeProvider clock)
    {
        var (opened, refused) = await AuthorizeAsync(http, accounts, sid);
        if (refused is not null) return refused;
        if (!http.Request.HasFormContentType) return TwilioAnswers.Error(400, 21604, "A 'To' phone number is required.");
        var form = await http.Request.ReadFormAsync(http.RequestAborted);
        var (from, service) = (form["From"].ToString(), form["MessagingServiceSid"].ToString());
        if (from.Length == 0 && service.Length == 0) return TwilioAnswers.Error(400, 21603, "A 'From' phone number is required.");
        var account = from.Length > 0 ? opened.FirstOrDefault(candidate => from == $"whatsapp:+{candidate.Phone}") : opened[0];
        if (account is null) return TwilioAnswers.Error(400, 63007, "Twilio could not find a Channel with the specified From address");
        if (faults.Take(account.Id, SandboxFaultKind.RateLimit) is { } limit) return TwilioAnswers.Busy(http, limit.Seconds);
        if (faults.Take(account.Id, SandboxFaultKind.ServerError) is not null) return TwilioAnswers.Broken();

        var to = form["To"].ToString();
        if (to.Length == 0) return TwilioAnswers.Error(400, 21604, "A 'To' phone number is required.");
        if (Recipient(to) is not { } address) return TwilioAnswers.Error(400, 21211, $"The 'To' number {to} is not a valid phone number.");
        var (draft, error) = TwilioSendReader.Read(form);
        if (error is not null) return error;
        var media = form["MediaUrl"].Count;
        var callback = form["StatusCallback"].ToString();
        return await send.TakeAsync(
            http, account, address, draft!, new(SandboxIds.TwilioMessage(media > 0)) { Callback = callback.Length > 0 ? callback : null },
            (_, message) => Results.Json(
                Describe(sid, message.Id, from.Length > 0 ? "queued" : "accepted", form["From"], to, draft!.Content.Summary, media, message.At, null),
                statusCode: StatusCodes.Status201Created));
    }

    private static async Task<IResult> MessageAsync(
        string sid, string message, HttpContext http, ISandboxAccounts accounts, SandboxPhones phones)
    {
        var (opened, refused) = await AuthorizeAsync(http, accounts, sid);
        if (refused is not null) return refused;
        foreach (var account in opened)
        {
            if (phones.FindByMessage(account.Id, message) is not { } conversation) continue;
            var found = conversation.Messages.First(candidate => candidate.Id == message);
            var customer = conversation.Customer.Phone is { } phone ? $"whatsapp:+{phone}" : $"whatsapp:{conversation.Customer.UserId}";
            var ours = $"whatsapp:+{account.Phone}";
            var status = found.Status == DeliveryStatus.Failed ? "undelivered" : found.Status.ToString().ToLowerInvariant();
            return Results.Json(Describe(
                sid, message, found.FromCustomer ? "received" : status, found.FromCustomer ? customer : ours,
                found.FromCustomer ? ours : customer, found.Content.Summary, found.File is null ? 0 : 1, found.At, found.FailureCode));
        }

        return TwilioAnswers.NotFound(http);
    }

    /// <summary>Digits or a user id; null when the address is neither.</summary>
    private static string? Recipient(string to)
    {
        const string prefix = "whatsapp:";
        if (!to.StartsWith(prefix, StringComparison.Ordinal)) return null;
        var address = to[prefix.Length..];
        if (address.Contains('.', StringComparison.Ordinal)) return address.StartsWith('+') ? null : address;
        return address.StartsWith('+') && address[1..].All(char.IsAsciiDigit) && address.Length is > 7 and <= 16 ? address[1..] : null;
    }

    private static JsonObject Describe(
        string sid, string id, string status, string? from, string to, string body, int media, DateTimeOffset at, string? errorCode)
    {
        var date = at.UtcDateTime.ToString(Rfc2822, CultureInfo.InvariantCulture);
        return new JsonObject
        {
            ["account_sid"] = sid,
            ["api_version"] = "2010-04-01",
            ["body"] = body,
            ["date_created"] = date,
            ["date_updated"] = date,
            ["date_sent"] = null,
            ["direction"] = status == "received" ? "inbound" : "outbound-api",
            ["error_code"] = int.TryParse(errorCode, NumberStyles.None, CultureInfo.InvariantCulture, out var code) ? code : null,
            ["error_message"] = errorCode is null ? null : SandboxFailureWords.Of(errorCode).Title,
            ["from"] = string.IsNullOrEmpty(from) ? null : from,
            ["messaging_service_sid"] = null,
            ["num_media"] = media.ToString(CultureInfo.InvariantCulture),
            ["num_segments"] = "1",
            ["price"] = null,
            ["price_unit"] = null,
            ["sid"] = id,
            ["status"] = status,
            ["subresource_uris"] = new JsonObject { ["media"] = $"/2010-04-01/Accounts/{sid}/Messages/{id}/Media.json" },
            ["to"] = to,
            ["uri"] = $"/2010-04-01/Accounts/{sid}/Messages/{id}.json",
        };
    }
}
