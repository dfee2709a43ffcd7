using System.Text.Json.Nodes;

namespace Motion.Tests.Features.Accounts;

/// <summary>One rule of product.md sections 3 and 4: how to break it, and the field that is named.</summary>
public sealed record AccountRuleCase(string Name, string Field, Action<JsonObject> Break, string Says);

/// <summary>Every rule of the account forms, in the order of product.md; the form and the API are held to the same list.</summary>
public static class AccountRuleCases
{
    public static JsonObject Good(string type = "META") => new()
    {
        ["name"] = "Support",
        ["key"] = "SUP",
        ["type"] = type,
        ["phone"] = "+39 011 555 0100",
        ["domain"] = "care.example.com",
        ["credentials"] = type switch
        {
            "TWILIO" => new JsonObject { ["accountSid"] = "AC0123456789abcdef0123456789abcdef", ["authorizationToken"] = "token" },
            "SINCH_V2" => new JsonObject { ["baseUrl"] = "https://eu.conversation.api.sinch.com", ["projectId"] = "p", ["appId"] = "a", ["keyId"] = "k", ["keySecret"] = "s" },
            "KALEYRA" => new JsonObject { ["baseUrl"] = "https://api.eu.kaleyra.io", ["businessAccountId"] = "b", ["accountSid"] = "s", ["apiKey"] = "k" },
            _ => new JsonObject { ["accountSid"] = "1", ["authorizationToken"] = "t", ["appId"] = "2", ["phoneNumberId"] = "3" },
        },
    };

    public static IReadOnlyList<AccountRuleCase> All { get; } =
    [
        Case("name missing", "name", body => body["name"] = " ", "Fill this in"),
        Case("name of 256", "name", body => body["name"] = new string('n', 256), "255"),
        Case("name taken in another case", "name", body => body["name"] = "TAKEN", "Taken"),
        Case("key missing", "key", body => body["key"] = null, "Fill this in"),
        Case("key of six", "key", body => body["key"] = "SALES1", "1 to 5"),
        Case("key with a sign", "key", body => body["key"] = "A-B", "1 to 5"),
        Case("key taken in another case", "key", body => body["key"] = "tkn", "Taken"),
        Case("list unknown", "listId", body => body["listId"] = 999, "999"),
        Case("domain with scheme", "domain", body => body["domain"] = "https://care.example.com", "https://"),
        Case("domain with a bad port", "domain", body => body["domain"] = "care.example.com:99999", "port"),
        Case("phone missing", "phone", body => body["phone"] = "", "Fill this in"),
        Case("phone too short", "phone", body => body["phone"] = "12345", "6 to 15"),
        Case("phone without country code", "phone", body => body["phone"] = "011 555 0100", "country code"),
        Case("description too long", "description", body => body["description"] = new string('d', 2001), "2000"),
        .. new[] { ("TWILIO", new[] { "accountSid", "authorizationToken" }), ("SINCH_V2", ["baseUrl", "projectId", "appId", "keyId", "keySecret"]),
            ("META", ["accountSid", "authorizationToken", "appId", "phoneNumberId"]), ("KALEYRA", ["baseUrl", "businessAccountId", "accountSid", "apiKey"]) }
            .SelectMany(type => type.Item2.Select(field => new AccountRuleCase(
                $"{type.Item1} without {field}", $"credentials.{field}", body => (body["type"], body["credentials"]) = (type.Item1, Without(type.Item1, field)), "Fill this in"))),
        Case("Twilio SID of another shape", "credentials.accountSid", body => (body["type"], body["credentials"]) = ("TWILIO", With("TWILIO", "accountSid", "XX123")), "AC"),
        Case("token with a space", "credentials.authorizationToken", body => body["credentials"] = With("META", "authorizationToken", "a b"), "spaces"),
        Case("base address of another scheme", "credentials.baseUrl", body => (body["type"], body["credentials"]) = ("KALEYRA", With("KALEYRA", "baseUrl", "ftp://x")), "https://"),
        Case("generation unknown", "credentials.apiGeneration", body => (body["type"], body["credentials"]) = ("KALEYRA", With("KALEYRA", "apiGeneration", "V3")), "V1 or V2"),
        Case("agent wait 0", "assignedAgentWait", body => body["assignedAgentWait"] = 0, "2147483"),
        Case("agent wait beyond the end", "assignedAgentWait", body => body["assignedAgentWait"] = 2147484, "2147483"),
        Case("queue wait negative", "assignedQueueWait", body => body["assignedQueueWait"] = -1, "2147483"),
        Case("inactivity 0", "inactivityTimeout", body => body["inactivityTimeout"] = 0, "empty"),
        Case("template not closed", "notification.template", body => body["notification"] = new JsonObject { ["template"] = "{{#queue}}x" }, "never closed"),
        Case("template too long", "notification.template", body => body["notification"] = new JsonObject { ["template"] = new string('t', 4001) }, "4000"),
        Case("transfer to agent 0", "transfer.agent.timeout", body => body["transfer"] = new JsonObject { ["agent"] = new JsonObject { ["timeout"] = 0 } }, "2147483"),
        Case("transfer to queue beyond the end", "transfer.queue.timeout", body => body["transfer"] = new JsonObject { ["queue"] = new JsonObject { ["timeout"] = 2147484 } }, "2147483"),
        Case("mandatory disposition without pause", "mandatoryDisposition.pauseId", body => body["mandatoryDisposition"] = new JsonObject { ["enabled"] = true }, "Choose the pause"),
        Case("pause unknown", "mandatoryDisposition.pauseId", body => body["mandatoryDisposition"] = new JsonObject { ["enabled"] = true, ["pauseId"] = 999 }, "999"),
        Case("recontact template of Twilio", "recontactTemplate", body =>
        {
            (body["type"], body["credentials"]) = ("TWILIO", Good("TWILIO")["credentials"]!.DeepClone());
            body["recontactTemplate"] = new JsonObject { ["name"] = "hello", ["language"] = "it" };
        }, "META and KALEYRA"),
        Case("recontact template unknown", "recontactTemplate", body => body["recontactTemplate"] = new JsonObject { ["name"] = "hello", ["language"] = "it" }, "hello"),
        Case("assistant unknown", "assistantId", body => body["assistantId"] = 999, "999"),
        Case("translation without provider", "translation.provider", body => body["translation"] = new JsonObject { ["enabled"] = true }, "AWS or Google"),
        Case("whitelist without response", "whitelist.responseMessage", body => body["whitelist"] = new JsonObject { ["enabled"] = true }, "Write what"),
        Case("whitelist response too long", "whitelist.responseMessage", body => body["whitelist"] = new JsonObject { ["responseMessage"] = new string('r', 4001) }, "4000"),
        Case("whitelist list unknown", "whitelist.listIds", body => body["whitelist"] = new JsonObject { ["listIds"] = new JsonArray(999) }, "999"),
        Case("video without key", "video.apiKey", body => body["video"] = new JsonObject { ["enabled"] = true, ["topic"] = "t" }, "Enter the key"),
        Case("video key with a space", "video.apiKey", body => body["video"] = new JsonObject { ["apiKey"] = "a b" }, "spaces"),
        Case("video without topic", "video.topic", body => body["video"] = new JsonObject { ["enabled"] = true, ["apiKey"] = "k" }, "Enter a topic"),
        Case("video topic taken", "video.topic", body => body["video"] = new JsonObject { ["topic"] = "taken-topic" }, "Taken"),
        Case("video note too long", "video.note", body => body["video"] = new JsonObject { ["note"] = new string('n', 2001) }, "2000"),
        Case("video metadata broken", "video.metadata", body => body["video"] = new JsonObject { ["metadata"] = "{\n  \"à\": x }" }, "2:8"),
    ];

    private static AccountRuleCase Case(string name, string field, Action<JsonObject> @break, string says) => new(name, field, @break, says);

    private static JsonObject Without(string type, string field)
    {
        var credentials = (JsonObject)Good(type)["credentials"]!.DeepClone();
        _ = credentials.Remove(field);
        return credentials;
    }

    private static JsonObject With(string type, string field, string value)
    {
        var credentials = (JsonObject)Good(type)["credentials"]!.DeepClone();
        credentials[field] = value;
        return credentials;
    }
}
