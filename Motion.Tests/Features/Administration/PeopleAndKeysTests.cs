using System.Net;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Motion.Blazor.Features;
using Motion.Blazor.Features.Administration.Audit;
using Motion.Blazor.Features.Administration.Health;
using Motion.Blazor.Features.Administration.Keys;
using Motion.Blazor.Features.Administration.Users;
using Motion.Blazor.Identity;
using Motion.Tests.Support;

namespace Motion.Tests.Features.Administration;

[Trait("Database", "Any")]
public sealed class PeopleAndKeysTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Invitation_Followed_SignsInOnceAndNeverAgain()
    {
        await using var app = await MotionApp.StartAsync();
        await using var admin = await app.ActAsAsync(MotionApp.AdminEmail);
        var invited = await admin.Get<InviteUser>().RunAsync(new NewUser("Anna Agent", "anna@test.local", Roles.Agent), app.Address.ToString(), Cancel);
        Assert.StartsWith($"{app.Address}invitation?user={invited.UserId}&token=", invited.InvitationLink, StringComparison.Ordinal);
        Assert.True((await admin.Get<ListUsers>().RunAsync("anna", cancel: Cancel))!.Rows.Single().IsInvited);
        var token = System.Web.HttpUtility.ParseQueryString(new Uri(invited.InvitationLink!).Query)["token"]!;

        await using (var scope = app.Services.CreateAsyncScope())
        {
            var users = scope.ServiceProvider.GetRequiredService<UserManager<MotionUser>>();
            var user = await users.FindByIdAsync($"{invited.UserId}");
            Assert.True(await users.VerifyUserTokenAsync(user!, users.Options.Tokens.PasswordResetTokenProvider, UserManager<MotionUser>.ResetPasswordTokenPurpose, token));
        }
        using var browser = app.Browser();
        using var page = await browser.GetAsync(invited.InvitationLink, Cancel);
        var html = await page.Content.ReadAsStringAsync(Cancel);
        using var joined = await browser.PostAsync(invited.InvitationLink, new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["_handler"] = "invitation",
            ["__RequestVerificationToken"] = System.Text.RegularExpressions.Regex.Match(html, "name=\"__RequestVerificationToken\" value=\"(?<token>[^\"]+)\"", System.Text.RegularExpressions.RegexOptions.None, TimeSpan.FromSeconds(1)).Groups["token"].Value,
            ["Entry.New"] = "four words make three",
            ["Entry.Repeat"] = "four words make three",
        }), Cancel);

        Assert.Equal(HttpStatusCode.Redirect, joined.StatusCode);
        Assert.True(await browser.IsSignedInAsync());
        Assert.False((await admin.Get<ListUsers>().RunAsync("anna", cancel: Cancel))!.Rows.Single().IsInvited);
        Assert.Equal([UserRefusal.AlreadyJoined], (await admin.Get<InviteUser>().RenewAsync(invited.UserId, app.Address.ToString(), Cancel)).Refusals);
        await using var again = app.Services.CreateAsyncScope();
        Assert.Equal(InvitationOutcome.NotValid, await again.ServiceProvider.GetRequiredService<AcceptInvitation>().WithPasswordAsync(invited.UserId, token, "five words make six"));
    }

    [Fact]
    public async Task Invitation_Renewed_MakesTheOldLinkUseless()
    {
        await using var app = await MotionApp.StartAsync();
        await using var admin = await app.ActAsAsync(MotionApp.AdminEmail);
        var first = await admin.Get<InviteUser>().RunAsync(new NewUser("Anna", "anna@test.local", Roles.Agent), "http://x/", Cancel);
        _ = await admin.Get<InviteUser>().RenewAsync(first.UserId, "http://x/", Cancel);
        var token = System.Web.HttpUtility.ParseQueryString(new Uri(first.InvitationLink!).Query)["token"]!;

        await using var scope = app.Services.CreateAsyncScope();
        Assert.Equal(InvitationOutcome.NotValid, await scope.ServiceProvider.GetRequiredService<AcceptInvitation>().WithPasswordAsync(first.UserId, token, "five words make six"));
    }

    [Fact]
    public async Task ApiKey_MadeAndRevoked_WorksOnlyBetween()
    {
        await using var app = await MotionApp.StartAsync();
        await using var admin = await app.ActAsAsync(MotionApp.AdminEmail);
        Assert.IsType<Outcome<NewApiKey>.Invalid>(await admin.Get<AddApiKey>().RunAsync(" ", Cancel));

        var made = ((Outcome<NewApiKey>.Done)await admin.Get<AddApiKey>().RunAsync("CRM", Cancel)).Value;
        using var api = app.Api(made.Key);
        Assert.Equal(HttpStatusCode.OK, (await api.GetJsonAsync("/api/v1/users")).Status);
        Assert.DoesNotContain(made.Key, made.ToString(), StringComparison.Ordinal);
        await using var database = await app.OpenDatabaseAsync();
        Assert.DoesNotContain(made.Key, await database.ApiKeys.Select(key => key.Hash).ToListAsync(Cancel));

        _ = await admin.Get<RevokeApiKey>().RunAsync(made.Id, Cancel);
        Assert.Equal(HttpStatusCode.Unauthorized, (await api.GetJsonAsync("/api/v1/users")).Status);
        Assert.Equal(["Added", "Revoked"], (await database.Audit.Where(e => e.Subject == AuditSubject.ApiKey).OrderBy(e => e.Id).ToListAsync(Cancel)).Select(e => e.Action.ToString()));
    }

    [Fact]
    public async Task Audit_Filtered_ShowsWhoDidWhat()
    {
        await using var app = await MotionApp.StartAsync();
        await using var admin = await app.ActAsAsync(MotionApp.AdminEmail);
        var added = await admin.Get<AddUser>().RunAsync(new NewUser("Anna Agent", "anna@test.local", Roles.Agent), Cancel);
        _ = await admin.Get<EditUser>().RunAsync(new UserChange(added.UserId, "Anna Supervisor", "anna@test.local", Roles.Supervisor, null, 0), Cancel);
        _ = await admin.Get<LockUser>().RunAsync(added.UserId, true, Cancel);
        _ = await admin.Get<ResetPassword>().RunAsync(added.UserId, Cancel);
        _ = await admin.Get<DeleteUser>().RunAsync(added.UserId, Cancel);

        var all = ((Outcome<PageOf<AuditRow>>.Done)await admin.Get<ListAudit>().RunAsync(new AuditQuery(Subject: AuditSubject.User, Search: "ANNA"), Cancel)).Value;
        var changed = ((Outcome<PageOf<AuditRow>>.Done)await admin.Get<ListAudit>().RunAsync(new AuditQuery(Subject: AuditSubject.User, Action: AuditAction.Changed), Cancel)).Value;
        var today = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime);

        Assert.Equal([AuditAction.Deleted, AuditAction.Changed, AuditAction.Changed, AuditAction.Changed, AuditAction.Added], all.Rows.Select(row => row.Action));
        Assert.Equal([new AuditChange("fullName", "Anna Agent", "Anna Supervisor"), new AuditChange("role", "Agent", "Supervisor")], changed.Rows[^1].Changes);
        Assert.All(all.Rows, row => Assert.True(row.IsPerson));
        Assert.Equal(0, ((Outcome<PageOf<AuditRow>>.Done)await admin.Get<ListAudit>().RunAsync(new AuditQuery(To: today.AddDays(-2)), Cancel)).Value.Count);
        Assert.DoesNotContain(added.TemporaryPassword!, string.Join(' ', all.Rows.SelectMany(row => row.Changes).Select(change => $"{change.Before}{change.After}")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Supervisor_LimitedToAccounts_IsSaidAndAudited()
    {
        await using var app = await MotionApp.StartAsync("Development");
        await using var admin = await app.ActAsAsync(MotionApp.AdminEmail);
        await using var database = await app.OpenDatabaseAsync();
        var account = await database.Accounts.OrderBy(a => a.Id).FirstAsync(Cancel);
        var supervisor = (await admin.Get<ListUsers>().RunAsync("supervisor", cancel: Cancel))!.Rows.Single();

        Assert.IsType<Outcome<bool>.Invalid>(await admin.Get<SetSupervisorAccounts>().RunAsync(supervisor.Id, [999], Cancel));
        Assert.IsType<Outcome<bool>.Done>(await admin.Get<SetSupervisorAccounts>().RunAsync(supervisor.Id, [account.Id], Cancel));

        Assert.Equal(1, (await admin.Get<ListUsers>().RunAsync("supervisor", cancel: Cancel))!.Rows.Single().Limits);
        Assert.Contains(account.Name, (await database.Audit.OrderBy(e => e.Id).LastAsync(Cancel)).Changes, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Health_OfAFreshInstallation_IsGood()
    {
        await using var app = await MotionApp.StartAsync();
        await using var admin = await app.ActAsAsync(MotionApp.AdminEmail);

        var report = ((Outcome<HealthReport>.Done)await admin.Get<GetHealth>().RunAsync(Cancel)).Value;

        Assert.All(report.Lines.Where(line => line.Name != "Disk"), line => Assert.Equal(HealthState.Good, line.State));
    }

    [Fact]
    public async Task SignIn_Done_IsInTheAudit()
    {
        await using var app = await MotionApp.StartAsync();
        using var browser = app.Browser();
        (await browser.SignInAsync(MotionApp.AdminEmail, MotionApp.AdminPassword)).Dispose();

        await using var database = await app.OpenDatabaseAsync();
        Assert.Equal(1, await database.Audit.CountAsync(e => e.Action == AuditAction.SignedIn, Cancel));
    }
}
