namespace Motion.Domain.Search;

/// <summary>What a condition is about (product.md section 9).</summary>
public enum SearchField
{
    /// <summary>First and last name.</summary>
    ContactName,
    /// <summary>Phone or mobile, by its digits.</summary>
    Phone,
    /// <summary>The text of any message to or from the customer; what the customer deleted does not count.</summary>
    MessageText,
    /// <summary>The name of any disposition given, or of a level above it.</summary>
    Disposition,
    /// <summary>The text of any internal note.</summary>
    Note,
    /// <summary>The interaction's number.</summary>
    Id,
    /// <summary>Messages in and out.</summary>
    MessageCount,
    /// <summary>Whole seconds from the start until an agent first accepted.</summary>
    AcceptedWait,
    /// <summary>First message.</summary>
    StartedAt,
    /// <summary>Last message.</summary>
    LastMessageAt,
    /// <summary>End; nothing for open ones.</summary>
    ClosedAt,
    /// <summary>Open or closed.</summary>
    Status,
    /// <summary>Read or unread.</summary>
    Read,
    /// <summary>The agent who holds it.</summary>
    Agent,
    /// <summary>The queue it came through.</summary>
    Queue,
    /// <summary>The account.</summary>
    Account,
    /// <summary>Any tag on it.</summary>
    Tag,
    /// <summary>The account's provider.</summary>
    Type,
    /// <summary>Which way the last message went.</summary>
    LastDirection,
}

/// <summary>Which operators and values a field takes.</summary>
public enum SearchFieldKind
{
    /// <summary>Text, compared without regard to case.</summary>
    Text,
    /// <summary>Whole numbers.</summary>
    Number,
    /// <summary>Instants and days.</summary>
    Time,
    /// <summary>One of several.</summary>
    Choice,
    /// <summary>One of several, or none.</summary>
    OptionalChoice,
}

/// <summary>How a condition compares. Text, numbers and choices share the words for equal and empty.</summary>
public enum SearchOperator
{
    /// <summary>Equals; is.</summary>
    Equal,
    /// <summary>Not equals; is not.</summary>
    NotEqual,
    /// <summary>Contains.</summary>
    Contains,
    /// <summary>Does not contain.</summary>
    DoesNotContain,
    /// <summary>Starts with.</summary>
    StartsWith,
    /// <summary>Ends with.</summary>
    EndsWith,
    /// <summary>There is none.</summary>
    IsEmpty,
    /// <summary>There is one.</summary>
    IsNotEmpty,
    /// <summary>Greater than.</summary>
    Greater,
    /// <summary>At least.</summary>
    AtLeast,
    /// <summary>Less than.</summary>
    Less,
    /// <summary>At most.</summary>
    AtMost,
    /// <summary>From one value to another, both included.</summary>
    Between,
    /// <summary>On a day.</summary>
    On,
    /// <summary>Before a day or an instant.</summary>
    Before,
    /// <summary>After a day or an instant.</summary>
    After,
    /// <summary>In the last minutes, hours, days or weeks.</summary>
    InTheLast,
    /// <summary>One of several values.</summary>
    OneOf,
}

/// <summary>The table of product.md section 9: which field takes which operators.</summary>
public static class SearchFields
{
    private static readonly SearchOperator[] Text =
    [
        SearchOperator.Contains, SearchOperator.DoesNotContain, SearchOperator.Equal, SearchOperator.NotEqual,
        SearchOperator.StartsWith, SearchOperator.EndsWith, SearchOperator.IsEmpty, SearchOperator.IsNotEmpty,
    ];

    private static readonly SearchOperator[] Number =
    [
        SearchOperator.Equal, SearchOperator.NotEqual, SearchOperator.Greater, SearchOperator.AtLeast,
        SearchOperator.Less, SearchOperator.AtMost, SearchOperator.Between,
    ];

    private static readonly SearchOperator[] Time = [SearchOperator.On, SearchOperator.Before, SearchOperator.After, SearchOperator.Between, SearchOperator.InTheLast];

    private static readonly SearchOperator[] Choice = [SearchOperator.Equal, SearchOperator.NotEqual, SearchOperator.OneOf];

    private static readonly SearchOperator[] OptionalChoice = [.. Choice, SearchOperator.IsEmpty, SearchOperator.IsNotEmpty];

    /// <summary>What sort of field it is.</summary>
    public static SearchFieldKind KindOf(SearchField field) => field switch
    {
        SearchField.ContactName or SearchField.Phone or SearchField.MessageText or SearchField.Disposition or SearchField.Note => SearchFieldKind.Text,
        SearchField.Id or SearchField.MessageCount or SearchField.AcceptedWait => SearchFieldKind.Number,
        SearchField.StartedAt or SearchField.LastMessageAt or SearchField.ClosedAt => SearchFieldKind.Time,
        SearchField.Agent or SearchField.Queue or SearchField.Tag => SearchFieldKind.OptionalChoice,
        SearchField.Status or SearchField.Read or SearchField.Account or SearchField.Type or SearchField.LastDirection => SearchFieldKind.Choice,
    };

    /// <summary>The operators a field takes, the usual one first.</summary>
    public static IReadOnlyList<SearchOperator> OperatorsOf(SearchField field) => KindOf(field) switch
    {
        SearchFieldKind.Text => Text,
        SearchFieldKind.Number => Number,
        SearchFieldKind.Time => Time,
        SearchFieldKind.Choice => Choice,
        SearchFieldKind.OptionalChoice => OptionalChoice,
    };

    /// <summary>The words a choice may have, where they are words and not the numbers of agents, queues, accounts or tags; else empty.</summary>
    public static IReadOnlyList<string> WordsOf(SearchField field) => field switch
    {
        SearchField.Status => ["open", "closed"],
        SearchField.Read => ["unread", "read"],
        SearchField.Type => ["TWILIO", "SINCH_V2", "META", "KALEYRA"],
        SearchField.LastDirection => ["in", "out"],
        _ => [],
    };

    /// <summary>How many values an operator takes: the fewest and the most.</summary>
    public static (int Fewest, int Most) ValuesOf(SearchOperator comparison) => comparison switch
    {
        SearchOperator.IsEmpty or SearchOperator.IsNotEmpty => (0, 0),
        SearchOperator.Between or SearchOperator.InTheLast => (2, 2),
        SearchOperator.OneOf => (1, SearchRules.MostValues),
        _ => (1, 1),
    };
}
