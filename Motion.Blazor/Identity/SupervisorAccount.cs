namespace Motion.Blazor.Identity;

/// <summary>An account a supervisor is limited to; a supervisor without such a row sees all of them.</summary>
internal sealed class SupervisorAccount
{
    public int UserId { get; set; }
    public int AccountId { get; set; }
}
