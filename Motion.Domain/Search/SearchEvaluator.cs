using Motion.Domain.Accounts;
using Motion.Domain.Interactions;
using Motion.Domain.Messaging;

namespace Motion.Domain.Search;

/// <summary>All that a search can ask of one interaction.</summary>
public sealed record SearchableInteraction
{
    /// <summary>Its number.</summary>
    public required long Id { get; init; }
    /// <summary>First and last name.</summary>
    public string ContactName { get; init; } = "";
    /// <summary>Phone and mobile, as far as there are any.</summary>
    public IReadOnlyList<string> Phones { get; init; } = [];
    /// <summary>Texts of messages to and from the customer, without what he deleted.</summary>
    public IReadOnlyList<string> Messages { get; init; } = [];
    /// <summary>Texts of internal notes.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];
    /// <summary>Names of the dispositions given and of the levels above them.</summary>
    public IReadOnlyList<string> Dispositions { get; init; } = [];
    /// <summary>Messages in and out.</summary>
    public int MessageCount { get; init; }
    /// <summary>Whole seconds until an agent first accepted, or null.</summary>
    public int? AcceptedWait { get; init; }
    /// <summary>First message.</summary>
    public DateTimeOffset StartedAt { get; init; }
    /// <summary>Last message.</summary>
    public DateTimeOffset LastMessageAt { get; init; }
    /// <summary>End, or null.</summary>
    public DateTimeOffset? ClosedAt { get; init; }
    /// <summary>Open or closed.</summary>
    public InteractionStatus Status { get; init; }
    /// <summary>Whether the last message was seen.</summary>
    public bool IsRead { get; init; }
    /// <summary>The agent, or null.</summary>
    public int? AgentId { get; init; }
    /// <summary>The queue, or null.</summary>
    public int? QueueId { get; init; }
    /// <summary>The account.</summary>
    public int AccountId { get; init; }
    /// <summary>The tags on it.</summary>
    public IReadOnlyList<int> TagIds { get; init; } = [];
    /// <summary>The account's provider.</summary>
    public AccountType Type { get; init; }
    /// <summary>Which way the last message went.</summary>
    public MessageDirection LastDirection { get; init; }
}

/// <summary>Asks a search of one interaction, the plain way: what every database must agree with.</summary>
public static class SearchEvaluator
{
    /// <summary>Whether the search finds it.</summary>
    public static bool Finds(SearchTest test, SearchableInteraction interaction) => test switch
    {
        SearchTest.Everything => true,
        SearchTest.AllOf(var tests) => tests.All(inner => Finds(inner, interaction)),
        SearchTest.AnyOf(var tests) => tests.Any(inner => Finds(inner, interaction)),
        SearchTest.Text text => TextsOf(text.Field, interaction).Select(SearchText.Kept).Any(kept => Holds(kept, text.Needle)) != text.IsNegated,
        SearchTest.Number number => (NumberOf(number.Field, interaction) is { } value && !(value < number.Least) && !(value > number.Most)) != number.IsNegated,
        SearchTest.Time time => TimeOf(time.Field, interaction) is { } at && !(at < time.From) && !(at >= time.To),
        SearchTest.Choice choice => ChoicesOf(choice.Field, interaction).Any(chosen => choice.Chosen.Count == 0 || choice.Chosen.Contains(chosen)) != choice.IsNegated,
        _ => throw new ArgumentOutOfRangeException(nameof(test)),
    };

    private static bool Holds(string kept, string needle) => kept.Length > 0 && kept.Contains(needle, StringComparison.Ordinal);

    private static IReadOnlyList<string> TextsOf(SearchField field, SearchableInteraction interaction) => field switch
    {
        SearchField.ContactName => [interaction.ContactName],
        SearchField.Phone => interaction.Phones,
        SearchField.MessageText => interaction.Messages,
        SearchField.Note => interaction.Notes,
        SearchField.Disposition => interaction.Dispositions,
        _ => throw new ArgumentOutOfRangeException(nameof(field), field, "Not a text."),
    };

    private static long? NumberOf(SearchField field, SearchableInteraction interaction) => field switch
    {
        SearchField.Id => interaction.Id,
        SearchField.MessageCount => interaction.MessageCount,
        SearchField.AcceptedWait => interaction.AcceptedWait,
        _ => throw new ArgumentOutOfRangeException(nameof(field), field, "Not a number."),
    };

    private static DateTimeOffset? TimeOf(SearchField field, SearchableInteraction interaction) => field switch
    {
        SearchField.StartedAt => interaction.StartedAt,
        SearchField.LastMessageAt => interaction.LastMessageAt,
        SearchField.ClosedAt => interaction.ClosedAt,
        _ => throw new ArgumentOutOfRangeException(nameof(field), field, "Not a time."),
    };

    private static IReadOnlyList<int> ChoicesOf(SearchField field, SearchableInteraction interaction) => field switch
    {
        SearchField.Status => [(int)interaction.Status],
        SearchField.Read => [interaction.IsRead ? 1 : 0],
        SearchField.Agent => interaction.AgentId is { } agent ? [agent] : [],
        SearchField.Queue => interaction.QueueId is { } queue ? [queue] : [],
        SearchField.Account => [interaction.AccountId],
        SearchField.Tag => interaction.TagIds,
        SearchField.Type => [(int)interaction.Type],
        SearchField.LastDirection => [(int)interaction.LastDirection],
        _ => throw new ArgumentOutOfRangeException(nameof(field), field, "Not a choice."),
    };
}
