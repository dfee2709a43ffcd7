using System.Text.Json;

namespace Motion.Blazor.Features.Accounts;

/// <summary>What is tested of an account, in this order.</summary>
public enum AccountCheck
{
    /// <summary>The provider accepts our credentials.</summary>
    Credentials,

    /// <summary>A webhook of the provider reaches us.</summary>
    Webhook,

    /// <summary>The provider lists its templates.</summary>
    Templates,

    /// <summary>Our clock and the provider's agree.</summary>
    Clock,
}

/// <summary>How a check ended, the better first.</summary>
public enum CheckState
{
    /// <summary>It could not be asked, because something before it failed or does not exist.</summary>
    Skipped,
    Good,
    Warning,
    Bad,
}

/// <summary>One line of a test.</summary>
/// <param name="Word">The sentence: the word <c>Check.{Check}.{Word}</c>.</param>
/// <param name="Details">What fills it. Some are an outsider's words: text only.</param>
public sealed record CheckLine(AccountCheck Check, CheckState State, string Word, IReadOnlyList<string> Details, double Milliseconds);

/// <summary>The result of a test.</summary>
public sealed record AccountTest(DateTimeOffset At, IReadOnlyList<CheckLine> Lines);

/// <summary>The last test of an account as it is stored.</summary>
internal sealed class StoredAccountTest
{
    public int AccountId { get; set; }
    public DateTimeOffset At { get; set; }

    /// <summary>The worst of its lines.</summary>
    public CheckState Worst { get; set; }

    /// <summary>The lines as JSON.</summary>
    public required string Lines { get; set; }

    public AccountTest Read() => new(At, JsonSerializer.Deserialize<IReadOnlyList<CheckLine>>(Lines)!);

    public void Write(AccountTest test)
    {
        At = test.At;
        Worst = test.Lines.Max(line => line.State);
        Lines = JsonSerializer.Serialize(test.Lines);
    }
}
