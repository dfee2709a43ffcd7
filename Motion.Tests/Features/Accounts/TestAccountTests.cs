using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Motion.Blazor.Features;
using Motion.Blazor.Features.Accounts;
using Motion.Blazor.Features.Webhooks;
using Motion.Blazor.Hosting;
using Motion.Tests.Pipeline;
using Motion.Tests.Support;

namespace Motion.Tests.Features.Accounts;

[Trait("Database", "Any")]
public sealed class TestAccountTests
{
    private const string NotifyPath = "/api/whatsapp/accounts/1/notify";
    private static readonly Dictionary<string, string?> AsStored = [];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Test_OfAnAccountThatWorks_SaysSoLineByLineAndIsKept()
    {
        await using var world = await WorldAsync();
        await using var admin = await world.App.ActAsAsync(MotionApp.AdminEmail);

        var test = await TestAsync(admin, world.AccountId);

        Assert.Equal(
            [(AccountCheck.Credentials, CheckState.Good), (AccountCheck.Webhook, CheckState.Good), (AccountCheck.Templates, CheckState.Good), (AccountCheck.Clock, CheckState.Good)],
            test.Lines.Select(line => (line.Check, line.State)));
        Assert.Equal(("Arrived", "1"), (test.Lines[1].Word, test.Lines[2].Details[1]));
        Assert.All(test.Lines.Take(3), line => Assert.True(line.Milliseconds > 0));
        var kept = await admin.Get<TestAccount>().LastAsync(world.AccountId, Cancellation);
        Assert.Equal(test.Lines.Select(line => line.Word), kept!.Lines.Select(line => line.Word));
        var row = await ListedAsync(admin);
        Assert.Equal(CheckState.Good, row.LastTestState);
        Assert.Equal(0, await world.ReadAsync(database => database.Inbox.CountAsync(Cancellation)));
    }

    [Fact]
    public async Task Test_ProviderRefuses_SaysWhatAndLeavesOutWhatHangsOnIt()
    {
        await using var world = await WorldAsync();
        await using var admin = await world.App.ActAsAsync(MotionApp.AdminEmail);
        world.Provider.On("GET", $"/{PipelineWorld.PhoneNumberId}", Replies.Json(
            401, """{"error":{"code":190,"message":"Token expired"}}""", ("Date", TimeProvider.System.GetUtcNow().AddMinutes(5).ToString("R"))));

        var test = await TestAsync(admin, world.AccountId);

        Assert.Equal((CheckState.Bad, "AuthFailed", "Token expired"), (test.Lines[0].State, test.Lines[0].Word, test.Lines[0].Details[0]));
        Assert.Equal((CheckState.Skipped, "NotAsked"), (test.Lines[2].State, test.Lines[2].Word));
        Assert.Equal((CheckState.Warning, "Behind"), (test.Lines[3].State, test.Lines[3].Word));
        Assert.InRange(int.Parse(test.Lines[3].Details[0]), 298, 300);
        Assert.Equal(CheckState.Bad, (await ListedAsync(admin)).LastTestState);
    }

    [Fact]
    public async Task Test_OfCredentialsThatAreNotSaved_IsNotKept()
    {
        await using var world = await WorldAsync();
        await using var admin = await world.App.ActAsAsync(MotionApp.AdminEmail);

        _ = await TestAsync(admin, world.AccountId, new() { ["authorizationToken"] = "another" });

        Assert.Null(await admin.Get<TestAccount>().LastAsync(world.AccountId, Cancellation));
    }

    [Theory]
    [InlineData(404, ProbeResult.NotFound)]
    [InlineData(307, ProbeResult.Redirected)]
    [InlineData(403, ProbeResult.Refused)]
    [InlineData(502, ProbeResult.ProxyBroken)]
    [InlineData(200, ProbeResult.WrongHost)]
    public async Task Webhook_SomebodyElseAnswers_IsToldApart(int status, object expected)
    {
        await using var world = await WorldAsync();
        await using var admin = await world.App.ActAsAsync(MotionApp.AdminEmail);
        world.Provider.On("GET", NotifyPath.Replace("/1/", $"/{world.AccountId}/"), status == 307 ? Replies.Redirect("http://127.0.0.1:1/") : Replies.Status(status));
        PublicUrl(world, world.Provider.Address);

        var line = (await TestAsync(admin, world.AccountId)).Lines[1];

        Assert.Equal((CheckState.Bad, expected.ToString()), (line.State, line.Word));
    }

    [Fact]
    public async Task Webhook_ThatCannotBeCalled_SaysWhere()
    {
        await using var world = await WorldAsync();
        await using var admin = await world.App.ActAsAsync(MotionApp.AdminEmail);
        foreach (var (address, expected) in new[]
        {
            (new Uri("https://nobody.invalid"), ProbeResult.Dns),
            (FakeProviderServer.ClosedAddress(), ProbeResult.Unreachable),
            (new Uri($"https://127.0.0.1:{world.Provider.Address.Port}"), ProbeResult.Tls),
        })
        {
            PublicUrl(world, address);
            Assert.Equal((CheckState.Bad, expected.ToString()), await WordAsync());
        }

        async Task<(CheckState, string)> WordAsync()
        {
            var line = (await TestAsync(admin, world.AccountId)).Lines[1];
            return (line.State, line.Word);
        }
    }

    [Fact]
    public async Task Probe_WithoutTheToken_LearnsNothing()
    {
        await using var world = await WorldAsync();
        using var answer = await world.Client.GetAsync($"/api/whatsapp/accounts/{world.AccountId}/notify?token=wrong&probe=x", Cancellation);
        Assert.Equal(403, (int)answer.StatusCode);
    }

    [Theory]
    [InlineData("SUP")]
    [InlineData("SAL")]
    public async Task Test_OfASandboxAccount_IsGood(string key)
    {
        await using var app = await MotionApp.StartAsync("Development");
        await using var admin = await app.ActAsAsync(MotionApp.AdminEmail);
        await using var database = await app.OpenDatabaseAsync();
        var account = await database.Accounts.SingleAsync(candidate => candidate.Key == key, Cancellation);

        var test = await TestAsync(admin, account.Id);

        Assert.All(test.Lines, line => Assert.Equal(CheckState.Good, line.State));
        Assert.Equal("Sandbox", test.Lines[1].Word);
    }

    private static async Task<PipelineWorld> WorldAsync()
    {
        var world = await PipelineWorld.StartAsync();
        world.Provider.On("GET", $"/{PipelineWorld.PhoneNumberId}", Replies.Json(200, "{}"));
        world.Provider.On("GET", "/102290129340398/message_templates", Replies.Json(200,
            """{"data":[{"name":"a","status":"APPROVED"},{"name":"b","status":"PENDING"}]}"""));
        PublicUrl(world, world.App.Address);
        return world;
    }

    private static void PublicUrl(PipelineWorld world, Uri address) =>
        world.Use<IOptions<MotionOptions>>().Value.PublicUrl = address.GetLeftPart(UriPartial.Authority);

    private static async Task<AccountTest> TestAsync(ActingPerson admin, int accountId, Dictionary<string, string?>? entered = null) =>
        Assert.IsType<Outcome<AccountTest>.Done>(await admin.Get<TestAccount>().RunAsync(accountId, entered ?? AsStored, Cancellation)).Value;

    private static async Task<AccountRow> ListedAsync(ActingPerson admin) =>
        Assert.Single(Assert.IsType<Outcome<PageOf<AccountRow>>.Done>(await admin.Get<ListAccounts>().RunAsync(new AccountQuery(), Cancellation)).Value.Rows);
}
