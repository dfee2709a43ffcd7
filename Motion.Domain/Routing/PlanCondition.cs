using System.Text.Json;
using System.Text.Json.Serialization;

namespace Motion.Domain.Routing;

/// <summary>What a Go to if row looks at (product.md section 6).</summary>
public enum ConditionSubject
{
    /// <summary>The lists the contact may be in.</summary>
    ContactList,
    /// <summary>The contact's full name.</summary>
    ContactName,
    /// <summary>The contact's phone or mobile.</summary>
    ContactPhone,
    /// <summary>The text of the message that started the plan.</summary>
    MessageText,
    /// <summary>Whether a named interval holds now.</summary>
    Interval,
    /// <summary>Whether the 24-hour window is open.</summary>
    Window,
}

/// <summary>How a text is compared; upper and lower case are the same.</summary>
public enum ConditionOperator
{
    /// <summary>It stands somewhere in it.</summary>
    Contains,
    /// <summary>It is exactly that.</summary>
    EqualTo,
    /// <summary>It begins with it.</summary>
    StartsWith,
    /// <summary>One of the words or phrases, separated by commas, stands in it as a whole word.</summary>
    AnyWord,
}

/// <summary>What a condition may look at.</summary>
/// <param name="ContactListId">The list the contact belongs to.</param>
/// <param name="ContactName">Full name; may be empty.</param>
/// <param name="ContactPhones">Phone and mobile as digits; none for a customer who has only a user name.</param>
/// <param name="MessageText">The text of the message that started the plan; empty for a picture without words.</param>
/// <param name="HoldingIntervals">The intervals that hold now.</param>
/// <param name="WindowIsOpen">Whether free text may be sent.</param>
public sealed record ConditionFacts(
    int ContactListId, string ContactName, IReadOnlyList<string> ContactPhones, string MessageText, IReadOnlySet<int> HoldingIntervals, bool WindowIsOpen);

/// <summary>The condition of a Go to if row. Data: it is kept as JSON and compared by it.</summary>
public sealed record PlanCondition
{
    /// <summary>Longest text.</summary>
    public const int MaxTextLength = 1000;

    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false) },
    };

    /// <summary>What it looks at.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public required ConditionSubject Subject { get; init; }
    /// <summary>How a text is compared; null where none is.</summary>
    public ConditionOperator? Operator { get; init; }
    /// <summary>The text a name, phone or message is compared with.</summary>
    public string? Text { get; init; }
    /// <summary>The contact lists one of which the contact has to be in.</summary>
    public IReadOnlyList<int>? ListIds { get; init; }
    /// <summary>The interval that has to hold.</summary>
    public int? IntervalId { get; init; }
    /// <summary>The opposite is meant.</summary>
    public bool Not { get; init; }

    /// <summary>Whether the subject is a text that is compared by <see cref="Operator"/> and <see cref="Text"/>.</summary>
    [JsonIgnore]
    public bool IsAboutText => Subject is ConditionSubject.ContactName or ConditionSubject.ContactPhone or ConditionSubject.MessageText;

    /// <summary>The JSON form, e.g. <c>{"subject":"messageText","operator":"anyWord","text":"price, offer"}</c>.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, Options);

    /// <summary>What <see cref="ToJson"/> wrote.</summary>
    /// <exception cref="JsonException">It is no such condition.</exception>
    public static PlanCondition Read(string json) => JsonSerializer.Deserialize<PlanCondition>(json, Options) ?? throw new JsonException("The condition is null.");

    /// <summary>Whether it is met.</summary>
    public bool Holds(ConditionFacts facts) => Not != Subject switch
    {
        ConditionSubject.ContactList => ListIds?.Contains(facts.ContactListId) == true,
        ConditionSubject.ContactName => Compare(facts.ContactName, Text ?? ""),
        ConditionSubject.ContactPhone => facts.ContactPhones.Any(phone => ComparePhone(phone)),
        ConditionSubject.MessageText => Compare(facts.MessageText, Text ?? ""),
        ConditionSubject.Interval => IntervalId is { } id && facts.HoldingIntervals.Contains(id),
        ConditionSubject.Window => facts.WindowIsOpen,
    };

    /// <summary>Trims; what does not belong to the subject is dropped.</summary>
    public PlanCondition Normalized() => this with
    {
        Operator = IsAboutText ? Operator : null,
        Text = IsAboutText ? Text?.Trim() : null,
        ListIds = Subject == ConditionSubject.ContactList ? [.. (ListIds ?? []).Distinct().Order()] : null,
        IntervalId = Subject == ConditionSubject.Interval ? IntervalId : null,
    };

    /// <summary>What is wrong with it.</summary>
    /// <param name="field">Its own name in the errors.</param>
    public IEnumerable<FieldError> Check(string field)
    {
        if (IsAboutText && Operator is null)
            yield return new FieldError($"{field}.operator", FieldProblem.Required);
        if (IsAboutText && (string.IsNullOrWhiteSpace(Text) || !Words(Text).Any()))
            yield return new FieldError($"{field}.text", FieldProblem.Required);
        else if (IsAboutText && Text!.Length > MaxTextLength)
            yield return new FieldError($"{field}.text", FieldProblem.TooLong, $"{MaxTextLength}");
        else if (Subject == ConditionSubject.ContactPhone && !Words(Text!).All(words => Digits(words).Length > 0))
            yield return new FieldError($"{field}.text", FieldProblem.Invalid);
        if (Subject == ConditionSubject.ContactList && ListIds is null or [])
            yield return new FieldError($"{field}.listIds", FieldProblem.Required);
        if (Subject == ConditionSubject.Interval && IntervalId is null)
            yield return new FieldError($"{field}.intervalId", FieldProblem.Required);
    }

    /// <summary>Lists in it have no equality of their own.</summary>
    public bool Equals(PlanCondition? other) => other is not null && ToJson() == other.ToJson();

    /// <inheritdoc />
    public override int GetHashCode() => ToJson().GetHashCode(StringComparison.Ordinal);

    private bool Compare(string value, string text) => Operator switch
    {
        ConditionOperator.Contains => value.Contains(text, StringComparison.OrdinalIgnoreCase),
        ConditionOperator.EqualTo => value.Trim().Equals(text, StringComparison.OrdinalIgnoreCase),
        ConditionOperator.StartsWith => value.TrimStart().StartsWith(text, StringComparison.OrdinalIgnoreCase),
        ConditionOperator.AnyWord => Words(text).Any(words => HasWords(value, words)),
        null => false,
    };

    /// <summary>Numbers are kept as digits: "+39 02" means 3902.</summary>
    private bool ComparePhone(string phone) => Operator == ConditionOperator.AnyWord
        ? Words(Text ?? "").Any(words => Digits(words) == phone)
        : Compare(phone, Digits(Text ?? ""));

    private static IEnumerable<string> Words(string list) => list.Split([',', ';', '\n'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    private static string Digits(string text) => string.Concat(text.Where(char.IsAsciiDigit));

    private static bool HasWords(string value, string words)
    {
        for (var at = value.IndexOf(words, StringComparison.OrdinalIgnoreCase); at >= 0; at = value.IndexOf(words, at + 1, StringComparison.OrdinalIgnoreCase))
        {
            var end = at + words.Length;
            if ((at == 0 || !char.IsLetterOrDigit(value[at - 1])) && (end == value.Length || !char.IsLetterOrDigit(value[end])))
                return true;
        }
        return false;
    }
}
