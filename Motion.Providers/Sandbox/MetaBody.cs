using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Motion.Domain.Messaging;

namespace Motion.Providers.Sandbox;

/// <summary>Meta's webhook bodies (providers.md 3.2), which Kaleyra's second generation passes on as they are.</summary>
/// <param name="Phone">The number written to, digits.</param>
/// <param name="NumberId">Its id.</param>
/// <param name="BusinessId">The WhatsApp Business Account's id.</param>
/// <param name="Link">Where a file is, for a provider that names the address itself; null leaves it to the file's id.</param>
internal sealed record MetaBody(string Phone, string NumberId, string BusinessId, Func<SandboxFile, string>? Link = null)
{
    public byte[] Message(SandboxCustomer customer, SandboxMessage message) =>
        Of(customer, message.Id, message.At, MetaContent.Write(message, Phone, Link));

    public byte[] Edit(SandboxCustomer customer, SandboxMessage message, DateTimeOffset at) => Of(customer, SandboxIds.MetaMessage(), at, new JsonObject
    {
        ["type"] = "edit",
        ["edit"] = new JsonObject { ["original_message_id"] = message.Id, ["message"] = MetaContent.Write(message, Phone, Link) },
    });

    public byte[] Revoke(SandboxCustomer customer, SandboxMessage message, DateTimeOffset at) => Of(customer, SandboxIds.MetaMessage(), at, new JsonObject
    {
        ["type"] = "revoke",
        ["revoke"] = new JsonObject { ["original_message_id"] = message.Id },
    });

    public byte[] Status(SandboxCustomer customer, SandboxMessage message, DeliveryStatus status, DateTimeOffset at)
    {
        var report = new JsonObject { ["id"] = message.Id, ["status"] = status.ToString().ToLowerInvariant(), ["timestamp"] = Seconds(at) };
        if (customer.Phone is not null) report["recipient_id"] = customer.Phone;
        report["recipient_user_id"] = customer.UserId;
        if (message.Echo is not null) report["biz_opaque_callback_data"] = message.Echo;
        if (status == DeliveryStatus.Failed)
        {
            var code = message.FailureCode ?? "131000";
            var (title, details) = SandboxFailureWords.Of(code);
            report["errors"] = new JsonArray(new JsonObject
            {
                ["code"] = int.TryParse(code, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 131000,
                ["title"] = title,
                ["message"] = title,
                ["error_data"] = new JsonObject { ["details"] = details },
                ["href"] = "https://developers.facebook.com/docs/whatsapp/cloud-api/support/error-codes/",
            });
        }
        else if (status != DeliveryStatus.Read)
        {
            var origin = message.Content is TemplateContent ? "utility" : "service";
            report["conversation"] = new JsonObject { ["id"] = "sandbox", ["origin"] = new JsonObject { ["type"] = origin } };
            report["pricing"] = new JsonObject { ["billable"] = false, ["pricing_model"] = "PMP", ["type"] = "free_customer_service", ["category"] = origin };
        }

        return Envelope(new JsonObject { ["statuses"] = new JsonArray(report) });
    }

    private byte[] Of(SandboxCustomer customer, string id, DateTimeOffset at, JsonObject message)
    {
        if (customer.Phone is not null) message["from"] = customer.Phone;
        message["from_user_id"] = customer.UserId;
        message["id"] = id;
        message["timestamp"] = Seconds(at);
        var profile = new JsonObject { ["name"] = customer.Name };
        if (customer.Username is not null) profile["username"] = customer.Username;
        var contact = new JsonObject { ["profile"] = profile };
        if (customer.Phone is not null) contact["wa_id"] = customer.Phone;
        contact["user_id"] = customer.UserId;
        return Envelope(new JsonObject { ["contacts"] = new JsonArray(contact), ["messages"] = new JsonArray(message) });
    }

    private byte[] Envelope(JsonObject items)
    {
        var value = new JsonObject
        {
            ["messaging_product"] = "whatsapp",
            ["metadata"] = new JsonObject { ["display_phone_number"] = Phone, ["phone_number_id"] = NumberId },
        };
        foreach (var (name, node) in items.ToArray()) value[name] = node?.DeepClone();
        return JsonSerializer.SerializeToUtf8Bytes(new JsonObject
        {
            ["object"] = "whatsapp_business_account",
            ["entry"] = new JsonArray(new JsonObject
            {
                ["id"] = BusinessId,
                ["changes"] = new JsonArray(new JsonObject { ["value"] = value, ["field"] = "messages" }),
            }),
        });
    }

    private static string Seconds(DateTimeOffset at) => at.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
}
