namespace Motion.Blazor.Features.Administration.Users;

/// <summary>Why something about a user was not done. The sentence for the person is the word <c>Refusal.{name}</c> of <see cref="UsersWords"/>.</summary>
internal enum UserRefusal
{
    NotAllowed,
    NotFound,
    NameMissing,
    NameTooLong,
    EmailInvalid,
    EmailTaken,
    PasswordTooWeak,
    RoleUnknown,
    LanguageUnknown,
    CapacityOutOfRange,
    LastAdministrator,
    Yourself,
    HasInteractions,
    AlreadyJoined,
    InActionPlan,
}

/// <summary>What came of it: no refusal means done. <paramref name="TemporaryPassword"/> is there once, when one was generated.</summary>
internal sealed record UserOutcome(int UserId, IReadOnlyList<UserRefusal> Refusals, string? TemporaryPassword = null, string? InvitationLink = null)
{
    public bool Done => Refusals.Count == 0;

    public static UserOutcome Refused(params UserRefusal[] refusals) => new(0, refusals);

    public static UserOutcome DoneFor(int userId, string? temporaryPassword = null) => new(userId, [], temporaryPassword);

    public static UserOutcome InvitedTo(int userId, string link) => new(userId, [], InvitationLink: link);

    /// <summary>Says nothing of password and link: both let somebody in.</summary>
    public override string ToString() => Done ? $"Done for user {UserId}" : string.Join(", ", Refusals);
}

/// <summary>Marker of the resource files.</summary>
internal sealed class UsersWords;
