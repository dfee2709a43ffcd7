using Microsoft.Extensions.Localization;
using Motion.Blazor.Features.Administration.Users;
using Motion.Blazor.Identity;

namespace Motion.Blazor.Features.Api;

/// <summary>A user as it comes in. Role: <c>administrator</c>, <c>supervisor</c> or <c>agent</c>; capacity: open interactions at once, 0 = no limit.</summary>
internal sealed record UserJson(string? FullName, string? Email, string? Role, string? Password, string? Language, int? Capacity)
{
    public NewUser ToNewUser() => new(FullName ?? "", Email ?? "", UsersApi.RoleOf(Role), Password, Language, Capacity ?? 0);
}

/// <summary>A user as he shall be; the password has its own call.</summary>
internal sealed record UserChangeJson(string? FullName, string? Email, string? Role, string? Language, int? Capacity)
{
    public UserChange ToChange(int id) => new(id, FullName ?? "", Email ?? "", UsersApi.RoleOf(Role), Language, Capacity ?? 0);
}

/// <param name="Locked">True shuts the user out everywhere, false lifts any lock, also the one after failed sign-ins.</param>
internal sealed record LockJson(bool? Locked);

/// <param name="TwoFactor">Signing in asks for a code too.</param>
internal sealed record UserAnswer(int Id, string FullName, string Email, string Role, string? Language, int Capacity, bool Locked, bool TwoFactor)
{
    public static UserAnswer Of(UserRow user) =>
        new(user.Id, user.FullName, user.Email, UsersApi.WireName(user.Role), user.Language, user.Capacity, user.IsLocked, user.HasTwoFactor);
}

/// <param name="TemporaryPassword">Only here and only once, when no password came in.</param>
internal sealed record UserAddedAnswer(int Id, string FullName, string Email, string Role, string? TemporaryPassword);

/// <param name="TemporaryPassword">Only here and only once.</param>
internal sealed record PasswordAnswer(string TemporaryPassword);

internal static class UsersApi
{
    public static void MapUsers(this RouteGroupBuilder api)
    {
        var users = api.MapGroup("/users").WithTags("Users");
        MapReading(users);
        MapWriting(users);
    }

    public static string RoleOf(string? wireName) => Roles.All.FirstOrDefault(role => string.Equals(role, wireName, StringComparison.OrdinalIgnoreCase)) ?? wireName ?? "";

    public static string WireName(string role) => role.ToLowerInvariant();

    private static void MapReading(RouteGroupBuilder users)
    {
        users.MapGet("", async (HttpRequest request, ListUsers list, ApiAnswers answers, CancellationToken cancellation) =>
        {
            if (answers.ReadPage(request, out var limit, out var offset) is { } refusal)
                return refusal;
            return await list.RunAsync(offset: offset, limit: limit, cancel: cancellation) is { } page
                ? Results.Ok(new ApiList<UserAnswer>(page.Count, [.. page.Rows.Select(UserAnswer.Of)]))
                : answers.NotAllowed();
        }).DescribeList<UserAnswer>("List users");

        users.MapGet("/{id:int}", async (int id, ListUsers list, ApiAnswers answers, CancellationToken cancellation) =>
            await list.FindAsync(id, cancellation) is { } user ? Results.Ok(UserAnswer.Of(user)) : answers.NotFound())
            .DescribeRead<UserAnswer>("Read a user");
    }

    private static void MapWriting(RouteGroupBuilder users)
    {
        users.MapPost("", async (HttpRequest request, AddUser add, ApiBodyReader reader, ApiAnswers answers, IStringLocalizer<UsersWords> words, CancellationToken cancellation) =>
        {
            var body = await reader.ReadAsync<UserJson>(request);
            if (body.Value is not { } user)
                return body.Refusal!;
            var wanted = user.ToNewUser();
            var outcome = await add.RunAsync(wanted, cancellation);
            return From(outcome, answers, words) ?? Results.Created($"/api/v1/users/{outcome.UserId}", new UserAddedAnswer(
                outcome.UserId, wanted.FullName.Trim(), wanted.Email.Trim(), WireName(wanted.Role), outcome.TemporaryPassword));
        }).DescribeWrite<UserJson>("Add a user").Produces<UserAddedAnswer>(StatusCodes.Status201Created)
            .WithDescription("Without a password one is made and comes back once as temporaryPassword.");

        users.MapPut("/{id:int}", async (int id, HttpRequest request, EditUser edit, ListUsers list, ApiBodyReader reader, ApiAnswers answers, IStringLocalizer<UsersWords> words, CancellationToken cancellation) =>
        {
            var body = await reader.ReadAsync<UserChangeJson>(request);
            if (body.Value is not { } user)
                return body.Refusal!;
            return From(await edit.RunAsync(user.ToChange(id), cancellation), answers, words)
                ?? Results.Ok(UserAnswer.Of((await list.FindAsync(id, cancellation))!));
        }).DescribeWrite<UserChangeJson>("Save a user").Produces<UserAnswer>().ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status409Conflict)
            .WithDescription("Another role ends the user's sessions within a minute.");

        users.MapDelete("/{id:int}", async (int id, DeleteUser delete, ApiAnswers answers, IStringLocalizer<UsersWords> words, CancellationToken cancellation) =>
            From(await delete.RunAsync(id, cancellation), answers, words) ?? Results.NoContent())
            .DescribeDelete("Delete a user who left no trace in interactions or plans").ProducesProblem(StatusCodes.Status409Conflict);

        users.MapPut("/{id:int}/lock", async (int id, HttpRequest request, LockUser shut, ListUsers list, ApiBodyReader reader, ApiAnswers answers, IStringLocalizer<UsersWords> words, CancellationToken cancellation) =>
        {
            var body = await reader.ReadAsync<LockJson>(request);
            if (body.Value is not { } wanted)
                return body.Refusal!;
            if (wanted.Locked is not { } locked)
                return answers.Invalid("locked", "LockedMissing");
            return From(await shut.RunAsync(id, locked, cancellation), answers, words)
                ?? Results.Ok(UserAnswer.Of((await list.FindAsync(id, cancellation))!));
        }).DescribeWrite<LockJson>("Lock or unlock a user").Produces<UserAnswer>().ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status409Conflict);

        users.MapPost("/{id:int}/password", async (int id, ResetPassword reset, ApiAnswers answers, IStringLocalizer<UsersWords> words, CancellationToken cancellation) =>
        {
            var outcome = await reset.RunAsync(id, cancellation);
            return From(outcome, answers, words) ?? Results.Ok(new PasswordAnswer(outcome.TemporaryPassword!));
        }).WithSummary("Give a user a new temporary password").Produces<PasswordAnswer>().ProducesProblem(StatusCodes.Status404NotFound)
            .WithDescription("It comes back this once; the user is signed out everywhere.");
    }

    /// <returns>Null when it was done.</returns>
    private static IResult? From(UserOutcome outcome, ApiAnswers answers, IStringLocalizer<UsersWords> words)
    {
        if (outcome.Done)
            return null;
        if (outcome.Refusals.Contains(UserRefusal.NotAllowed))
            return answers.NotAllowed();
        if (outcome.Refusals.Contains(UserRefusal.NotFound))
            return answers.NotFound();
        var obstacles = outcome.Refusals.Where(refusal => FieldOf(refusal) is null).ToList();
        return obstacles.Count > 0
            ? answers.Conflict(words[$"Refusal.{obstacles[0]}"])
            : answers.Invalid(outcome.Refusals.GroupBy(refusal => FieldOf(refusal)!).ToDictionary(field => field.Key, field => field.Select(refusal => words[$"Refusal.{refusal}"].Value).ToArray()));
    }

    /// <summary>Null for what stands in the way of the whole.</summary>
    private static string? FieldOf(UserRefusal refusal) => refusal switch
    {
        UserRefusal.NameMissing or UserRefusal.NameTooLong => "fullName",
        UserRefusal.EmailInvalid or UserRefusal.EmailTaken => "email",
        UserRefusal.PasswordTooWeak => "password",
        UserRefusal.RoleUnknown => "role",
        UserRefusal.LanguageUnknown => "language",
        UserRefusal.CapacityOutOfRange => "capacity",
        UserRefusal.NotAllowed or UserRefusal.NotFound or UserRefusal.LastAdministrator or UserRefusal.Yourself or UserRefusal.HasInteractions
            or UserRefusal.AlreadyJoined or UserRefusal.InActionPlan => null,
    };
}
