using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Motion.Blazor.Features.Administration.Users;
using Motion.Blazor.Identity;
using Motion.Domain.Routing;
using Motion.Tests.Support;

namespace Motion.Tests.Features.Administration;

[Trait("Database", "Any")]
public sealed class UserHandlersTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task AddUser_WithoutAPassword_GivesOneThatSignsIn()
    {
        await using var app = await MotionApp.StartAsync();
        await using var admin = await app.ActAsAsync(MotionApp.AdminEmail);

        var outcome = await admin.Get<AddUser>().RunAsync(new NewUser(" Anna Agent ", "anna@test.local", Roles.Agent, Capacity: 3), Cancel);

        Assert.True(outcome.Done);
        using var browser = app.Browser();
        (await browser.SignInAsync("anna@test.local", outcome.TemporaryPassword!)).Dispose();
        Assert.True(await browser.IsSignedInAsync());
        var page = await admin.Get<ListUsers>().RunAsync("ANNA", cancel: Cancel);
        var row = Assert.Single(page!.Rows);
        Assert.Equal(("Anna Agent", Roles.Agent, 3, false), (row.FullName, row.Role, row.Capacity, row.IsLocked));
    }

    [Fact]
    public async Task AddUser_WithEverythingWrong_SaysAllOfIt()
    {
        await using var app = await MotionApp.StartAsync();
        await using var admin = await app.ActAsAsync(MotionApp.AdminEmail);

        var outcome = await admin.Get<AddUser>().RunAsync(new NewUser(" ", "nobody", "Emperor", Language: "xx", Capacity: -1), Cancel);

        Assert.Equal(
            [UserRefusal.NameMissing, UserRefusal.EmailInvalid, UserRefusal.RoleUnknown, UserRefusal.LanguageUnknown, UserRefusal.CapacityOutOfRange],
            outcome.Refusals);
    }

    [Theory]
    [InlineData(MotionApp.AdminEmail, "long enough to be strong", nameof(UserRefusal.EmailTaken))]
    [InlineData("ADMIN@TEST.LOCAL", "long enough to be strong", nameof(UserRefusal.EmailTaken))]
    [InlineData("anna@test.local", "short", nameof(UserRefusal.PasswordTooWeak))]
    public async Task AddUser_TakenAddressOrWeakPassword_IsRefusedAndNothingStays(string email, string password, string expected)
    {
        await using var app = await MotionApp.StartAsync();
        await using var admin = await app.ActAsAsync(MotionApp.AdminEmail);

        var outcome = await admin.Get<AddUser>().RunAsync(new NewUser("Anna", email, Roles.Agent, password), Cancel);

        Assert.Equal([expected], outcome.Refusals.Select(r => r.ToString()));
        await using var database = await app.OpenDatabaseAsync();
        Assert.Equal(1, await database.Users.CountAsync(Cancel));
    }

    [Theory]
    [InlineData(Roles.Agent)]
    [InlineData(Roles.Supervisor)]
    public async Task UserHandlers_ForAnyoneButAnAdministrator_Refuse(string role)
    {
        await using var app = await MotionApp.StartAsync();
        await using var admin = await app.ActAsAsync(MotionApp.AdminEmail);
        var other = await admin.Get<AddUser>().RunAsync(new NewUser("Other", "other@test.local", role), Cancel);
        await using var person = await app.ActAsAsync("other@test.local");

        UserOutcome[] outcomes =
        [
            await person.Get<AddUser>().RunAsync(new NewUser("X", "x@test.local", Roles.Administrator), Cancel),
            await person.Get<EditUser>().RunAsync(new UserChange(other.UserId, "Other", "other@test.local", Roles.Administrator, null, 0), Cancel),
            await person.Get<ResetPassword>().RunAsync(1, Cancel),
            await person.Get<LockUser>().RunAsync(1, true, Cancel),
            await person.Get<DeleteUser>().RunAsync(1, Cancel),
        ];

        Assert.All(outcomes, outcome => Assert.Equal([UserRefusal.NotAllowed], outcome.Refusals));
        Assert.Null(await person.Get<ListUsers>().RunAsync(cancel: Cancel));
    }

    [Fact]
    public async Task Administrator_OnHimself_CanNeitherLockDeleteNorDemote()
    {
        await using var app = await MotionApp.StartAsync();
        await using var admin = await app.ActAsAsync(MotionApp.AdminEmail);
        var me = admin.UserId;
        _ = await admin.Get<AddUser>().RunAsync(new NewUser("Second", "second@test.local", Roles.Administrator), Cancel);

        Assert.Equal([UserRefusal.Yourself], (await admin.Get<LockUser>().RunAsync(me, true, Cancel)).Refusals);
        Assert.Equal([UserRefusal.Yourself], (await admin.Get<DeleteUser>().RunAsync(me, Cancel)).Refusals);
        Assert.Equal([UserRefusal.Yourself], (await admin.Get<EditUser>().RunAsync(new UserChange(me, "A", MotionApp.AdminEmail, Roles.Agent, null, 0), Cancel)).Refusals);
    }

    [Fact]
    public async Task LastAdministrator_AskedForByAProgram_CanNeitherBeLockedDeletedNorDemoted()
    {
        await using var app = await MotionApp.StartAsync();
        await using var admin = await app.ActAsAsync(MotionApp.AdminEmail);
        await using var program = app.ActAsProgram();
        var second = await admin.Get<AddUser>().RunAsync(new NewUser("Second", "second@test.local", Roles.Administrator), Cancel);
        Assert.True((await program.Get<LockUser>().RunAsync(second.UserId, true, Cancel)).Done);

        Assert.Equal([UserRefusal.LastAdministrator], (await program.Get<LockUser>().RunAsync(admin.UserId, true, Cancel)).Refusals);
        Assert.Equal([UserRefusal.LastAdministrator], (await program.Get<DeleteUser>().RunAsync(admin.UserId, Cancel)).Refusals);
        Assert.Equal([UserRefusal.LastAdministrator], (await program.Get<EditUser>().RunAsync(new UserChange(admin.UserId, "A", MotionApp.AdminEmail, Roles.Agent, null, 0), Cancel)).Refusals);
    }

    [Fact]
    public async Task LockUser_ThenUnlock_ShutsOutAndLetsInAgain()
    {
        await using var app = await MotionApp.StartAsync();
        await using var admin = await app.ActAsAsync(MotionApp.AdminEmail);
        var anna = await admin.Get<AddUser>().RunAsync(new NewUser("Anna", "anna@test.local", Roles.Agent), Cancel);

        Assert.True((await admin.Get<LockUser>().RunAsync(anna.UserId, true, Cancel)).Done);
        Assert.True((await admin.Get<ListUsers>().RunAsync("anna", cancel: Cancel))!.Rows.Single().IsLocked);
        using (var browser = app.Browser())
        {
            (await browser.SignInAsync("anna@test.local", anna.TemporaryPassword!)).Dispose();
            Assert.False(await browser.IsSignedInAsync());
        }

        Assert.True((await admin.Get<LockUser>().RunAsync(anna.UserId, false, Cancel)).Done);
        using var again = app.Browser();
        (await again.SignInAsync("anna@test.local", anna.TemporaryPassword!)).Dispose();
        Assert.True(await again.IsSignedInAsync());
    }

    [Fact]
    public async Task ResetPassword_Done_ReplacesTheOldPassword()
    {
        await using var app = await MotionApp.StartAsync();
        await using var admin = await app.ActAsAsync(MotionApp.AdminEmail);
        var anna = await admin.Get<AddUser>().RunAsync(new NewUser("Anna", "anna@test.local", Roles.Agent), Cancel);

        var reset = await admin.Get<ResetPassword>().RunAsync(anna.UserId, Cancel);

        using var old = app.Browser();
        (await old.SignInAsync("anna@test.local", anna.TemporaryPassword!)).Dispose();
        Assert.False(await old.IsSignedInAsync());
        using var fresh = app.Browser();
        (await fresh.SignInAsync("anna@test.local", reset.TemporaryPassword!)).Dispose();
        Assert.True(await fresh.IsSignedInAsync());
    }

    [Fact]
    public async Task EditUser_WithAnotherRole_ChangesRoleAndSecurityStamp()
    {
        await using var app = await MotionApp.StartAsync();
        await using var admin = await app.ActAsAsync(MotionApp.AdminEmail);
        var anna = await admin.Get<AddUser>().RunAsync(new NewUser("Anna", "anna@test.local", Roles.Agent), Cancel);
        await using var database = await app.OpenDatabaseAsync();
        var before = await database.Users.Where(u => u.Id == anna.UserId).Select(u => u.SecurityStamp).SingleAsync(Cancel);

        var outcome = await admin.Get<EditUser>().RunAsync(new UserChange(anna.UserId, "Anna S.", "anna.s@test.local", Roles.Supervisor, "it", 5), Cancel);

        Assert.True(outcome.Done);
        var row = (await admin.Get<ListUsers>().RunAsync(role: Roles.Supervisor, cancel: Cancel))!.Rows.Single();
        Assert.Equal(("Anna S.", "anna.s@test.local", "it", 5), (row.FullName, row.Email, row.Language, row.Capacity));
        Assert.NotEqual(before, await database.Users.Where(u => u.Id == anna.UserId).Select(u => u.SecurityStamp).SingleAsync(Cancel));
    }

    [Fact]
    public async Task DeleteUser_NamedInAnActionPlan_IsRefusedUntilTheRowIsGone()
    {
        await using var app = await MotionApp.StartAsync("Development");
        await using var admin = await app.ActAsAsync(MotionApp.AdminEmail);
        await using var database = await app.OpenDatabaseAsync();
        var agent = await database.Users.SingleAsync(u => u.FullName == "Agent One", Cancel);
        var account = await database.Accounts.FirstAsync(Cancel);
        var row = new PlanRow { AccountId = account.Id, Position = 9, Application = PlanApplication.Agent, AgentId = agent.Id };
        _ = database.Add(row);
        _ = await database.SaveChangesAsync(Cancel);

        Assert.Equal([UserRefusal.InActionPlan], (await admin.Get<DeleteUser>().RunAsync(agent.Id, Cancel)).Refusals);
        _ = await database.PlanRows.Where(r => r.Id == row.Id).ExecuteDeleteAsync(Cancel);

        Assert.True((await admin.Get<DeleteUser>().RunAsync(agent.Id, Cancel)).Done);
        Assert.False(await database.QueueMembers.AnyAsync(m => m.UserId == agent.Id, Cancel));
    }
}
