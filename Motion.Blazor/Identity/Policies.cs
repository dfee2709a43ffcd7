namespace Motion.Blazor.Identity;

/// <summary>Names for <c>[Authorize(Policy = …)]</c> and <c>RequireAuthorization</c>.</summary>
public static class Policies
{
    /// <summary>Administrators.</summary>
    public const string Administer = "Administer";

    /// <summary>Supervisors and administrators.</summary>
    public const string Supervise = "Supervise";

    /// <summary>Anyone who is signed in; what he sees depends on the accounts he was added to.</summary>
    public const string Work = "Work";

    /// <summary>A program with an API key; people's cookies do not count.</summary>
    public const string Api = "Api";
}
