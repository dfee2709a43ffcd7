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
    public MandatoryDispositionJson? MandatoryDisposition { get; init; }
    public TemplateNameJson? RecontactTemplate { get; init; }
    public int? AssistantId { get; init; }
    public TranslationJson? Translation { get; init; }
    public WhitelistJson? Whitelist { get; init; }
    public VideoJson? Video { get; init; }

    /// <summary>As last read; when it is given and someone saved since, the answer is 409.</summary>
    public Guid? Version { get; init; }

    public IReadOnlyList<FieldError> FindErrors()
    {
        var errors = new List<FieldError>();
        if (string.IsNullOrEmpty(Type))
            errors.Add(new FieldError("type", FieldProblem.Required));
        else if (AccountTypeNames.FromWireName(Type) is null)
            errors.Add(new FieldError("type", FieldProblem.Unknown, Type));
        if (Translation?.Provider is { Length: > 0 } provider && TranslationServiceNames.FromWireName(provider) is null)
            errors.Add(new FieldError("translation.provider", FieldProblem.Unknown, provider));
        if (RecontactTemplate is { Name.Length: > 0, Language: null or "" })
            errors.Add(new FieldError("recontactTemplate.language", FieldProblem.Required));
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
        MandatoryDisposition = MandatoryDisposition?.Enabled ?? false,
        MandatoryPauseId = MandatoryDisposition?.PauseId,
        RecontactTemplate = RecontactTemplate is { Name: { Length: > 0 } template, Language: { } language } ? new TemplateName(template, language) : null,
        AssistantId = AssistantId,
        TranslationEnabled = Translation?.Enabled ?? false,
        TranslationService = TranslationServiceNames.FromWireName(Translation?.Provider),
        WhitelistEnabled = Whitelist?.Enabled ?? false,
        WhitelistResponse = Whitelist?.ResponseMessage,
        WhitelistListIds = Whitelist?.ListIds ?? [],
        VideoEnabled = Video?.Enabled ?? false,
        VideoKey = Video?.ApiKey,
        VideoTopic = Video?.Topic,
        VideoNote = Video?.Note,
        VideoMetadata = Video?.ReadMetadata(),
    };
}

internal sealed record NotificationJson(bool? Sound, bool? Shake, string? Template);

internal sealed record TransfersJson(TransferJson? Agent, TransferJson? Queue);

internal sealed record TransferJson(bool? Enabled, int? Timeout);

internal sealed record MandatoryDispositionJson(bool? Enabled, int? PauseId);

/// <summary>An approved template of the account, e.g. <c>{"name":"recontact","language":"it"}</c>.</summary>
internal sealed record TemplateNameJson(string? Name, string? Language);

/// <summary>Provider: <c>AWS</c> or <c>Google</c>.</summary>
internal sealed record TranslationJson(bool? Enabled, string? Provider);

internal sealed record WhitelistJson(bool? Enabled, string? ResponseMessage, IReadOnlyList<int>? ListIds);

/// <summary>The key is write-only: left out it stays as it is stored, empty it is taken away. Metadata: JSON, or a string that holds JSON.</summary>
internal sealed record VideoJson(
    bool? Enabled,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? ApiKey,
    string? Topic,
    string? Note,
    JsonElement? Metadata)
{
    public string? ReadMetadata() => Metadata switch
    {
        null or { ValueKind: JsonValueKind.Null or JsonValueKind.Undefined } => null,
        { ValueKind: JsonValueKind.String } text => text.GetString(),
        { } json => json.GetRawText(),
    };

    /// <summary>As JSON where it can be written so; what was typed is good JSON, the rules see to it.</summary>
    public static JsonElement? WriteMetadata(string? stored) => stored is null ? null : JsonSerializer.Deserialize<JsonElement>(stored);
}
