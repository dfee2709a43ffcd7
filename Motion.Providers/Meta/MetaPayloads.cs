using System.Text.Json;
using Motion.Domain.Messaging;
using Motion.Providers.Outside;

namespace Motion.Providers.Meta;

/// <summary>
/// Takes a webhook payload apart (providers.md 3.2): every entry, change, message and status, in order; a bad one costs no sibling.
/// </summary>
internal sealed class MetaPayloads
{
    private readonly List<InboundEvent> _events = [];
    private readonly List<DeadPart> _dead = [];
    private readonly string? _phoneNumberId;
    private bool _reportsTemplates;

    private MetaPayloads(string? phoneNumberId) => _phoneNumberId = phoneNumberId;

    /// <param name="body">The raw bytes.</param>
    /// <param name="phoneNumberId">The account's number id; what is for another becomes a dead part. Null takes all.</param>
    public static ParsedPayload Parse(ReadOnlyMemory<byte> body, string? phoneNumberId)
    {
        var payload = new MetaPayloads(phoneNumberId);
        try
        {
            using var document = JsonDocument.Parse(body);
            payload.ReadEntries(document.RootElement);
        }
        catch (JsonException fault)
        {
            payload._dead.Add(new DeadPart(JsonReading.Readable(body.Span), $"Not valid JSON: {fault.Message}"));
        }
        return new ParsedPayload(payload._events, payload._dead) { ReportsTemplates = payload._reportsTemplates };
    }

    private void ReadEntries(JsonElement root) => Guard(root, root, static (payload, root, _) =>
    {
        if (root.Member("entry"u8) is not { ValueKind: JsonValueKind.Array } entries) throw new PayloadFault("The payload has no entry list.");
        foreach (var entry in entries.EnumerateArray())
        {
            payload.Guard(entry, entry, static (payload, entry, _) =>
            {
                if (entry.Member("changes"u8) is not { ValueKind: JsonValueKind.Array } changes) throw new PayloadFault("An entry has no change list.");
                foreach (var change in changes.EnumerateArray()) payload.Guard(change, change, static (payload, change, _) => payload.ReadChange(change));
            });
        }
    });

    private void ReadChange(JsonElement change)
    {
        // Templates, account news, calls, echoes of the business app: nothing a customer wrote to us.
        var field = change.Text("field"u8);
        _reportsTemplates |= field?.StartsWith("message_template_", StringComparison.Ordinal) == true;
        if (field != "messages") return;
        if (change.Member("value"u8) is not { ValueKind: JsonValueKind.Object } value) throw new PayloadFault("A change has no value.");
        var number = value.Member("metadata"u8)?.Text("phone_number_id"u8);
        if (_phoneNumberId is not null && number != _phoneNumberId)
        {
            throw new PayloadFault(number is null
                ? "A change names no phone number id."
                : $"A change is for the phone number id {number}; this account's is {_phoneNumberId}.");
        }

        var before = _events.Count + _dead.Count;
        foreach (var message in value.Items("messages"u8))
            Guard(message, value, static (payload, message, value) => payload._events.Add(MetaMessages.Read(message, value)));
        foreach (var status in value.Items("statuses"u8))
            Guard(status, value, static (payload, status, _) => payload.ReadStatus(status));
        if (before == _events.Count + _dead.Count && FirstOf(value, "errors"u8) is { } error)
            throw new PayloadFault($"Meta reports an error: {MetaFailures.DetailOf(error) ?? error.Fragment()}");
    }

    private void ReadStatus(JsonElement status)
    {
        if (MetaStatuses.Read(status) is { } reported) _events.Add(reported);
    }

    /// <summary>
    /// Reads one part; what cannot be understood is kept with its reason. Reading answers null to nearly every surprise;
    /// InvalidOperationException is what JsonElement says to escapes that are no characters, in member names.
    /// </summary>
    private void Guard(JsonElement part, JsonElement around, Action<MetaPayloads, JsonElement, JsonElement> read)
    {
        try
        {
            read(this, part, around);
        }
        catch (Exception fault) when (fault is PayloadFault or InvalidOperationException)
        {
            _dead.Add(new DeadPart(part.Fragment(), fault.Message));
        }
    }

    internal static JsonElement? FirstOf(JsonElement element, ReadOnlySpan<byte> name)
    {
        foreach (var item in element.Items(name)) return item;
        return null;
    }
}
