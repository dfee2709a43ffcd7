namespace Motion.Blazor.Identity;

/// <summary>How far a role reaches with an action.</summary>
internal enum Scope
{
    /// <summary>The role may not do it.</summary>
    Nothing,

    /// <summary>Only what is the person's own: his state, his tabs, his drafts, his password.</summary>
    Own,

    /// <summary>
    /// What belongs to the person's accounts: for an agent those he was added to, for a supervisor those he is limited to, which without a
    /// limit are all of them.
    /// </summary>
    Accounts,

    /// <summary>Everything.</summary>
    Everything,
}

/// <summary>One row of the table: how far each role reaches with an action. A program with an API key counts as an administrator.</summary>
internal sealed record Rule(Scope Administrator, Scope Supervisor, Scope Agent)
{
    public Scope Of(string? role) => role switch
    {
        Roles.Administrator => Administrator,
        Roles.Supervisor => Supervisor,
        Roles.Agent => Agent,
        _ => Scope.Nothing,
    };
}
