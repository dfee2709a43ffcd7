using System.Buffers.Text;
using System.Text.Json;

namespace Motion.Blazor.Features.Interactions.Search;

/// <summary>What the list can be sorted by.</summary>
public enum InteractionOrder
{
    LastMessage,
    Started,
    Id,
    Contact,
    Account,
    Status,
    Read,
    Agent,
    Queue,
}

/// <summary>The last row of a page: the next one begins after it. What it holds stays true while rows come and go.</summary>
/// <param name="Order">What the list was sorted by; the cursor is worth nothing in another order.</param>
/// <param name="IsDescending">Its direction.</param>
/// <param name="Name">The contact's name as it is kept, in that order.</param>
/// <param name="Group">The account, status, agent or queue, in those orders; null for none.</param>
/// <param name="At">Start or last message in microseconds since 1970.</param>
/// <param name="Id">The interaction.</param>
/// <param name="Contact">The contact, in the order of contacts; null for none.</param>
internal sealed record InteractionCursor(InteractionOrder Order, bool IsDescending, string? Name, int? Group, long At, long Id, long? Contact = null)
{
    private const int LongestText = 4096;

    public string Write() => Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes(this));

    /// <summary>Null for what is no cursor.</summary>
    public static InteractionCursor? Read(string? text)
    {
        if (text is null or { Length: > LongestText } || !Base64Url.IsValid(text))
            return null;
        try
        {
            return JsonSerializer.Deserialize<InteractionCursor>(Base64Url.DecodeFromChars(text));
        }
        catch (JsonException)
        {
            return null;
        }
    }

    public static long Microseconds(DateTimeOffset at) => (at.UtcTicks - DateTimeOffset.UnixEpoch.Ticks) / TimeSpan.TicksPerMicrosecond;

    public DateTimeOffset Instant => DateTimeOffset.UnixEpoch.AddTicks(Math.Clamp(At, 0, 250_000_000_000_000_000) * TimeSpan.TicksPerMicrosecond);
}
