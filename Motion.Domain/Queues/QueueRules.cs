using Motion.Domain.Accounts;

namespace Motion.Domain.Queues;

/// <summary>What an administrator enters of a queue.</summary>
/// <param name="Name">Required, unique, at most 255 characters.</param>
/// <param name="Strategy">How it picks.</param>
/// <param name="AgentTimeout">Seconds, 1…<see cref="Account.LongestWaitSeconds"/>.</param>
/// <param name="Description">Optional, at most 2000 characters.</param>
/// <param name="MemberIds">User ids in the order of the round.</param>
public sealed record QueueEntry(string? Name, QueueStrategy Strategy, int AgentTimeout, string? Description, IReadOnlyList<int> MemberIds)
{
    /// <summary>Whether both hold the same values, the members in the same order.</summary>
    public bool IsSameAs(QueueEntry other) => this with { MemberIds = other.MemberIds } == other && MemberIds.SequenceEqual(other.MemberIds);
}

/// <summary>The rules of a queue that need no database (product.md section 2).</summary>
public static class QueueRules
{
    /// <summary>Trims; empty optional text becomes null; a member named twice counts once.</summary>
    public static QueueEntry Normalize(QueueEntry entered) => entered with
    {
        Name = entered.Name?.Trim(),
        Description = string.IsNullOrWhiteSpace(entered.Description) ? null : entered.Description.Trim(),
        MemberIds = [.. entered.MemberIds.Distinct()],
    };

    /// <summary>What is wrong with it.</summary>
    public static IReadOnlyList<FieldError> Check(QueueEntry queue) =>
    [
        .. AccountRules.CheckText("name", queue.Name, AccountRules.MaxNameLength, required: true),
        .. AccountRules.CheckText("description", queue.Description, AccountRules.MaxDescriptionLength, required: false),
        .. AccountRules.CheckSeconds("agentTimeout", queue.AgentTimeout),
    ];
}

/// <summary>The names of the strategies in the API.</summary>
public static class QueueStrategyNames
{
    /// <summary>As in JSON: <c>beepAll roundRobinMemory leastRecent</c>.</summary>
    public static string ToWireName(this QueueStrategy strategy) => strategy switch
    {
        QueueStrategy.BeepAll => "beepAll",
        QueueStrategy.RoundRobinMemory => "roundRobinMemory",
        QueueStrategy.LeastRecent => "leastRecent",
    };

    /// <summary>The strategy with that JSON name, or null.</summary>
    public static QueueStrategy? FromWireName(string? name) => name switch
    {
        "beepAll" => QueueStrategy.BeepAll,
        "roundRobinMemory" => QueueStrategy.RoundRobinMemory,
        "leastRecent" => QueueStrategy.LeastRecent,
        _ => null,
    };
}
