using Microsoft.Extensions.Localization;
using Motion.Blazor.Features.Administration.Users;
using Motion.Blazor.Identity;

namespace Motion.Blazor.Features.Api;

/// <summary>A user as it comes in. Role: <c>administrator</c>, <c>supervisor</c> or <c>agent</c>; capacity: open interactions at once, 0 = no limit.</summary>
internal sealed record UserJson(string? FullName, string? Email, string? Role, string? Password, string? Language, int? Capacity)
{
    public NewUser ToNewUser() => new(
        FullName ?? "",
        Email ?? "",
        Roles.All.FirstOrDefault(role => string.Equals(role, Role, StringComparison.OrdinalIgnoreCase)) ?? Role ?? "",
        Password,
        Language,
        Capacity ?? 0);
}

internal sealed record UserRowAnswer(int Id, string FullName, string Email, string Role, string? Language, int Capacity, bool Locked);

/// <param name="TemporaryPassword">Only here and only once, when no password came in.</param>
internal sealed record UserAddedAnswer(int Id, string FullName, string Email, string Role, string? TemporaryPassword);

internal static class UsersApi
{
    public static void MapUsers(this RouteGroupBuilder api)
    {
        var users = api.MapGroup("/users").WithTags("Users");

        users.MapGet("", async (HttpRequest request, ListUsers list, ApiAnswers answers, CancellationToken cancellation) =>
        {
            if (answers.ReadPage(request, out var limit, out var offset) is { } refusal)
                return refusal;
            return await list.RunAsync(offset: offset, limit: limit, cancel: cancellation) is { } page
                ? Results.Ok(new ApiList<UserRowAnswer>(page.Count, [.. page.Rows.Select(Of)]))
                : answers.NotAllowed();
        }).DescribeList<UserRowAnswer>("List users");

        users.MapPost("", async (HttpRequest request, AddUser add, ApiBodyReader reader, ApiAnswers answers, IStringLocalizer<UsersWords> words, CancellationToken cancellation) =>
        {
            var body = await reader.ReadAsync<UserJson>(request);
            if (body.Value is not { } user)
                return body.Refusal!;
            var wanted = user.ToNewUser();
            var outcome = await add.RunAsync(wanted, cancellation);
            if (!outcome.Done)
            {
                return outcome.Refusals.Contains(UserRefusal.NotAllowed)
                    ? answers.NotAllowed()
                    : answers.Invalid(outcome.Refusals.GroupBy(FieldOf).ToDictionary(field => field.Key, field => field.Select(refusal => words[$"Refusal.{refusal}"].Value).ToArray()));
            }
            return Results.Created($"/api/v1/users/{outcome.UserId}", new UserAddedAnswer(
                outcome.UserId, wanted.FullName.Trim(), wanted.Email.Trim(), WireName(wanted.Role), outcome.TemporaryPassword));
        }).DescribeWrite<UserJson>("Add a user").Produces<UserAddedAnswer>(StatusCodes.Status201Created)
            .WithDescription("Without a password one is made and comes back once as temporaryPassword.");
    }

    private static UserRowAnswer Of(UserRow user) => new(user.Id, user.FullName, user.Email, WireName(user.Role), user.Language, user.Capacity, user.IsLocked);

    private static string WireName(string role) => role.ToLowerInvariant();

    private static string FieldOf(UserRefusal refusal) => refusal switch
    {
        UserRefusal.NameMissing or UserRefusal.NameTooLong => "fullName",
        UserRefusal.EmailInvalid or UserRefusal.EmailTaken => "email",
        UserRefusal.PasswordTooWeak => "password",
        UserRefusal.RoleUnknown => "role",
        UserRefusal.LanguageUnknown => "language",
        UserRefusal.CapacityOutOfRange => "capacity",
        _ => throw new InvalidOperationException($"Adding a user cannot be refused for {refusal}."),
    };
}
