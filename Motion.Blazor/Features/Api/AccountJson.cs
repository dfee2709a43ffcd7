using System.Text.Json;
using System.Text.Json.Serialization;
using Motion.Domain;
using Motion.Domain.Accounts;

namespace Motion.Blazor.Features.Api;

/// <summary>An account as it comes in (product.md section 12). What is left out has its default.</summary>
internal sealed record AccountJson
{
    public string? Name { get; init; }
    public string? Key { get; init; }
    public string? Type { get; init; }
    public string? Phone { get; init; }
    public int? ListId { get; init; }
    public string? Domain { get; init; }
    public string? Description { get; init; }
    public Dictionary<string, string?>? Credentials { get; init; }
    public int? AssignedAgentWait { get; init; }
    public int? AssignedQueueWait { get; init; }
    public int? InactivityTimeout { get; init; }
    public int? SendsPerSecond { get; init; }
    public NotificationJson? Notification { get; init; }
    public TransfersJson? Transfer { get; init; }

    /// <summary>As last read; when it is given and someone saved since, the answer is 409.</summary>
    public Guid? Version { get; init; }

    [JsonExtensionData]
    public Dictionary<string, JsonElement>? Others { get; init; }

    /// <summary>Settings this version cannot keep: silently dropping them would leave the caller believing they are in force.</summary>
    private static readonly string[] NotYetServed =
        ["mandatoryDisposition", "recontactTemplate", "assistantId", "translation", "whitelist", "video"];

    public IReadOnlyList<FieldError> FindErrors()
    {
        var errors = new List<FieldError>();
        if (string.IsNullOrEmpty(Type))
            errors.Add(new FieldError("type", FieldProblem.Required));
        else if (AccountTypeNames.FromWireName(Type) is null)
            errors.Add(new FieldError("type", FieldProblem.Unknown, Type));
        errors.AddRange(NotYetServed.Where(IsAskedFor).Select(name => new FieldError(name, FieldProblem.NotServed)));
        return errors;
    }

    public AccountSettings ToSettings(string defaultDomain) => new()
    {
        Name = Name,
        Key = Key,
        Type = AccountTypeNames.FromWireName(Type) ?? throw new InvalidOperationException("The type was not checked."),
        Phone = Phone,
        ContactListId = ListId,
        Domain = string.IsNullOrWhiteSpace(Domain) ? defaultDomain : Domain,
        Description = Description,
        Credentials = Credentials ?? [],
        AssignedAgentWait = AssignedAgentWait ?? 10,
        AssignedQueueWait = AssignedQueueWait ?? 10,
        InactivityTimeout = InactivityTimeout,
        SendsPerSecond = SendsPerSecond,
        NotificationSound = Notification?.Sound ?? true,
        NotificationShake = Notification?.Shake ?? false,
        NotificationTemplate = Notification?.Template,
        TransferToAgent = Transfer?.Agent?.Enabled ?? false,
        TransferToAgentTimeout = Transfer?.Agent?.Timeout ?? 10,
        TransferToQueue = Transfer?.Queue?.Enabled ?? false,
        TransferToQueueTimeout = Transfer?.Queue?.Timeout ?? 10,
    };

    private bool IsAskedFor(string name) =>
        Others?.TryGetValue(name, out var value) == true
        && value.ValueKind is not JsonValueKind.Null
        && !(value.ValueKind == JsonValueKind.Object && !(value.TryGetProperty("enabled", out var enabled) && enabled.ValueKind != JsonValueKind.False));
}

internal sealed record NotificationJson(bool? Sound, bool? Shake, string? Template);

internal sealed record TransfersJson(TransferJson? Agent, TransferJson? Queue);

internal sealed record TransferJson(bool? Enabled, int? Timeout);
