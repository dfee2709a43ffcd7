using System.Globalization;

namespace Motion.Blazor.Features.Wallboard;

public enum Counted
{
    /// <summary>Conversations for which somebody is asked.</summary>
    Waiting,
    /// <summary>Open conversations that nobody has and nobody is asked for.</summary>
    Unassigned,
    /// <summary>Offers of today that were accepted.</summary>
    Accepted,
    /// <summary>Offers of today that were rejected.</summary>
    Rejected,
    /// <summary>Offers of today whose time ran out.</summary>
    Missed,
}

/// <summary>A number of the wallboard, of one queue or agent or of all.</summary>
public sealed record WallboardNumber(Counted Counted, int? QueueId = null, int? AgentId = null)
{
    public bool IsOfOffers => Counted is not (Counted.Waiting or Counted.Unassigned);

    /// <summary>Where the things it counts are listed.</summary>
    public string Path => this switch
    {
        { QueueId: { } queue } => string.Create(CultureInfo.InvariantCulture, $"{Address}?queue={queue}"),
        { AgentId: { } agent } => string.Create(CultureInfo.InvariantCulture, $"{Address}?agent={agent}"),
        _ => Address,
    };

    private string Address => $"/wallboard/{Counted.ToString().ToLowerInvariant()}";

    public static WallboardNumber? Read(string counted, int? queueId, int? agentId) =>
        Enum.TryParse<Counted>(counted, ignoreCase: true, out var known) && Enum.IsDefined(known) ? new WallboardNumber(known, queueId, agentId) : null;
}
