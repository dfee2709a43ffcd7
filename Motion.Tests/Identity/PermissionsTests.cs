using System.Reflection;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Motion.Blazor.Features.Administration.Users;
using Motion.Blazor.Features.Interactions;
using Motion.Blazor.Identity;
using Motion.Tests.Support;

namespace Motion.Tests.Identity;

[Trait("Database", "Any")]
public sealed class PermissionsTests
{
    private static readonly string[] AnyonesPages =
    [
        "Motion.Blazor.Components.HomePage", "Motion.Blazor.Components.NotAllowedPage", "Motion.Blazor.Components.NotFoundPage", "Motion.Blazor.Components.ErrorPage",
    ];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task UseCases_InTheContainer_AllHaveARule()
    {
        IServiceCollection registered = new ServiceCollection();
        await using var app = await MotionApp.StartAsync(services: services => registered = services);

        var useCases = registered.Select(service => service.ServiceType).Distinct().Where(IsUseCase).ToList();

        Assert.True(useCases.Count > 50, $"Only {useCases.Count} use cases were found: does the search still fit?");
        Assert.Empty(useCases.Where(type => !Permissions.Table.ContainsKey(type)).Select(type => $"{type.FullName} has no row in Identity/Permissions.cs"));
    }

    [Fact]
    public async Task UseCases_OfAnotherRole_RefuseBeforeTheyDoAnything()
    {
        await using var app = await MotionApp.StartAsync();
        var wrong = new List<string>();
        foreach (var role in new[] { Roles.Supervisor, Roles.Agent })
        {
            await AddPersonAsync(app, $"{role}@test.local", role);
            await using var person = await app.ActAsAsync($"{role}@test.local");
            foreach (var (useCase, rule) in Permissions.Table.Where(row => row.Value.Of(role) == Scope.Nothing && row.Value.Administrator != Scope.Nothing))
            {
                foreach (var method in useCase.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly).Where(IsAsked))
                {
                    if (await AnswerOfAsync(person, useCase, method) is { } answer)
                        wrong.Add($"{useCase.Name}.{method.Name} answered a {role}: {answer}");
                }
            }
        }

        Assert.Empty(wrong);
    }

    [Fact]
    public async Task ApiCalls_Always_WantAKey()
    {
        await using var app = await MotionApp.StartAsync();

        var calls = app.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(endpoint => endpoint.RoutePattern.RawText?.TrimStart('/').StartsWith("api/v1", StringComparison.Ordinal) == true).ToList();

        Assert.True(calls.Count > 20, $"Only {calls.Count} calls were found.");
        Assert.Empty(calls
            .Where(call => call.Metadata.OfType<IAllowAnonymous>().Any() || !call.Metadata.OfType<IAuthorizeData>().Any(data => data.Policy == Policies.Api))
            .Select(call => call.RoutePattern.RawText));
    }

    [Fact]
    public void Pages_Always_SayWhoMayOpenThem()
    {
        var open = typeof(Program).Assembly.GetTypes()
            .Where(type => type.GetCustomAttributes<RouteAttribute>().Any())
            .Where(type => !type.IsDefined(typeof(AllowAnonymousAttribute)) && type.GetCustomAttribute<AuthorizeAttribute>()?.Policy is null)
            .Select(type => type.FullName);

        // Where a person is sent to when nothing else fits: they show nothing of anybody.
        Assert.All(open, name => Assert.Contains(name, AnyonesPages));
    }

    [Fact]
    public async Task Supervisor_LimitedToAnAccount_SeesNoOther()
    {
        await using var app = await MotionApp.StartAsync("Development");
        await using var database = await app.OpenDatabaseAsync();
        var accounts = await database.Accounts.OrderBy(a => a.Id).Select(a => a.Id).ToListAsync(Cancel);
        await using var supervisor = await app.ActAsAsync("supervisor@demo.motion.local");
        var user = supervisor.Get<CurrentUser>();
        Assert.Equal(accounts, await database.AccountsOf(user).OrderBy(a => a.Id).Select(a => a.Id).ToListAsync(Cancel));

        database.SupervisorAccounts.Add(new SupervisorAccount { UserId = supervisor.UserId, AccountId = accounts[1] });
        await database.SaveChangesAsync(Cancel);

        Assert.Equal([accounts[1]], await database.AccountsOf(user).Select(a => a.Id).ToListAsync(Cancel));
    }

    [Fact]
    public void Scope_OfNobody_IsNothing() =>
        Assert.All(Permissions.Table, row => Assert.Equal(Scope.Nothing, row.Value.Of(null)));

    private static bool IsUseCase(Type type) =>
        type is { IsClass: true, Assembly: var assembly } && assembly == typeof(Program).Assembly
        && (type.Namespace?.StartsWith("Motion.Blazor.Features", StringComparison.Ordinal) == true || type == typeof(ChangePassword))
        && (type.GetMethods().Any(method => method.Name is "RunAsync" or "HandleAsync")
            || type.GetConstructors().Any(constructor => constructor.GetParameters().Any(parameter => parameter.ParameterType == typeof(CurrentUser)) && type.GetMethods().Any(IsAsked)));

    private static bool IsAsked(MethodInfo method) => method.DeclaringType != typeof(object) && method.Name.EndsWith("Async", StringComparison.Ordinal) && method.ReturnType.IsGenericType;

    /// <summary>Null when it refused.</summary>
    private static async Task<string?> AnswerOfAsync(ActingPerson person, Type useCase, MethodInfo method)
    {
        var handler = typeof(ActingPerson).GetMethod(nameof(ActingPerson.Get))!.MakeGenericMethod(useCase).Invoke(person, null)!;
        var arguments = method.GetParameters().Select(parameter => parameter.ParameterType == typeof(CancellationToken) ? Cancel
            : parameter.ParameterType.IsValueType ? Activator.CreateInstance(parameter.ParameterType) : null).ToArray();
        try
        {
            var task = (Task)method.Invoke(handler, arguments)!;
            await task;
            var answer = task.GetType().GetProperty("Result")!.GetValue(task);
            return answer switch
            {
                null => null,
                UserOutcome users => users.Refusals.Contains(UserRefusal.NotAllowed) ? null : users.ToString(),
                _ => answer.GetType().Name == "NotAllowed" ? null : answer.ToString(),
            };
        }
        catch (Exception trouble)
        {
            return trouble.InnerException?.GetType().Name ?? trouble.GetType().Name;
        }
    }

    private static async Task AddPersonAsync(MotionApp app, string email, string role)
    {
        await using var scope = app.Services.CreateAsyncScope();
        var users = scope.ServiceProvider.GetRequiredService<UserManager<MotionUser>>();
        var user = new MotionUser { FullName = role, Email = email, UserName = email, EmailConfirmed = true };
        Assert.True((await users.CreateAsync(user, "four words make two")).Succeeded);
        Assert.True((await users.AddToRoleAsync(user, role)).Succeeded);
    }
}
