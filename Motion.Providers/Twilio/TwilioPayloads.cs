using System.Globalization;
using Motion.Domain.Accounts;
using Motion.Domain.Messaging;
using Motion.Providers.Outside;

namespace Motion.Providers.Twilio;

/// <summary>Reads a webhook form: one inbound message with its files, or one status (providers.md 1.4, 1.5).</summary>
internal static class TwilioPayloads
{
    public static ParsedPayload Parse(WebhookPayload payload, TwilioCredentials credentials)
    {
        try
        {
            var form = FormFields.Parse(payload.Body.Span).ToText();
            return new ParsedPayload(Read(form, payload.QueryString, credentials), []);
        }
        catch (PayloadFault fault)
        {
            return new ParsedPayload([], [new DeadPart(JsonReading.Readable(payload.Body.Span), fault.Message)]);
        }
    }

    private static IReadOnlyList<InboundEvent> Read(Dictionary<string, string> form, string query, TwilioCredentials credentials)
    {
        var account = form.Filled("AccountSid") ?? throw new PayloadFault("The form names no account.");
        if (account != credentials.AccountSid) throw new PayloadFault($"The form is for the account {account}; this is {credentials.AccountSid}.");
        var sid = form.Filled("MessageSid") ?? form.Filled("SmsSid") ?? form.Filled("SmsMessageSid")
            ?? throw new PayloadFault("The form names no message.");
        return (form.Filled("MessageStatus") ?? form.Filled("SmsStatus")) is { } status and not ("received" or "receiving")
            ? [Status(sid, status, form, query)]
            : [.. Messages(sid, form)];
    }

    private static StatusReported Status(string sid, string status, Dictionary<string, string> form, string query)
    {
        var delivery = status switch
        {
            "accepted" or "scheduled" or "queued" or "sending" => DeliveryStatus.Queued,
            "sent" or "partially_delivered" => DeliveryStatus.Sent,
            "delivered" => DeliveryStatus.Delivered,
            "read" => DeliveryStatus.Read,
            "failed" or "undelivered" or "canceled" => DeliveryStatus.Failed,
            _ => throw new PayloadFault($"A status says \"{status}\", which is not known."),
        };
        var ours = FormFields.ParseQuery(query).GetValueOrDefault(TwilioMessageBody.EchoKey);
        return new StatusReported(
            sid,
            delivery,
            At: null,
            delivery == DeliveryStatus.Failed
                ? TwilioFailures.OfStatus(form.Filled("ErrorCode"), form.Filled("ErrorMessage") ?? form.Filled("ChannelStatusMessage") ?? status)
                : null,
            long.TryParse(ours, NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : null,
            Identities.Of(form.Filled("To") ?? form.Filled("ChannelToAddress")));
    }

    private static IEnumerable<MessageReceived> Messages(string sid, Dictionary<string, string> form)
    {
        var from = Sender(form);
        var often = form.IsTrue("FrequentlyForwarded");
        var first = new MessageReceived(
            from, sid, SentAt: null, TwilioContent.Read(form),
            form.Filled("OriginalRepliedMessageSid"),
            Forwarded: often || form.IsTrue("Forwarded"),
            ForwardedOften: often,
            ReferralOf(form));
        yield return first;
        // WhatsApp sends one file a message; should several come, each becomes a message of its own under a made-up id.
        for (var i = 1; TwilioContent.File(form, i) is { } file; i++)
            yield return first with { ProviderMessageId = string.Create(CultureInfo.InvariantCulture, $"{sid}:{i}"), Content = file };
    }

    private static Customer Sender(Dictionary<string, string> form)
    {
        var identities = Identities.InOrder(
            Identities.Of(form.Filled("From")),
            Identities.Of(form.Filled("WaId")),
            Identities.Named(IdentityKind.UserId, form.Filled("ExternalUserId")),
            Identities.Named(IdentityKind.ParentUserId, form.Filled("ParentExternalUserId")));
        return identities.Count > 0
            ? new Customer(identities, form.Filled("ProfileName"))
            : throw new PayloadFault("The form does not say who sent the message.");
    }

    private static Referral? ReferralOf(Dictionary<string, string> form)
    {
        var referral = new Referral(
            form.Filled("ReferralSourceUrl"), form.Filled("ReferralSourceType"), form.Filled("ReferralSourceId"),
            form.Filled("ReferralHeadline"), form.Filled("ReferralBody"), form.Filled("ReferralCtwaClid"));
        return referral == new Referral(null, null, null, null, null, null) ? null : referral;
    }
}
