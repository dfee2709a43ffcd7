using System.Diagnostics;
using System.Net;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Motion.Blazor.Features.Accounts;
using Motion.Domain.Accounts;
using Motion.Tests.Support;

namespace Motion.Tests.Hosting;

[Trait("Database", "Any")]
public sealed partial class FirstRunTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task FirstRun_InAnyEnvironment_MakesWhatIsReadyMadeOnce()
    {
        await using var first = await MotionApp.StartAsync();
        await first.StopAsync();
        await using var second = await MotionApp.StartAsync(continueFrom: first);
        await using var database = await second.OpenDatabaseAsync();

        Assert.Equal(["WhatsApp"], await database.ContactLists.Select(l => l.Name).ToListAsync(Cancel));
        Assert.Equal(["Break", "Lunch", "Meeting"], await database.Pauses.OrderBy(p => p.Name).Select(p => p.Name).ToListAsync(Cancel));
        Assert.Equal(2, await database.Dispositions.CountAsync(d => d.System != null, Cancel));
        Assert.True(await database.Dispositions.AnyAsync(d => d.ParentId == null && d.System == null, Cancel));
        Assert.True(await database.Dispositions.AnyAsync(d => d.ParentId != null, Cancel));
        Assert.Equal(1, await database.Users.CountAsync(Cancel));
    }

    [Fact]
    public async Task FirstRun_InDevelopment_MakesASmallContactCentre()
    {
        await using var app = await MotionApp.StartAsync("Development");
        await using var database = await app.OpenDatabaseAsync();

        var accounts = await database.Accounts.OrderBy(a => a.Key).ToListAsync(Cancel);
        Assert.Equal(["SAL", "SUP"], accounts.Select(a => a.Key));
        Assert.Equal(4, await database.AccountAgents.CountAsync(Cancel));
        Assert.Equal(4, await database.QueueMembers.CountAsync(Cancel));
        Assert.Equal([60, 60], await database.PlanRows.Select(r => r.Timeout).ToListAsync(Cancel));
        var vault = app.Services.GetRequiredService<CredentialVault>();
        var twilio = Assert.IsType<TwilioCredentials>(vault.Read(accounts[0]));
        Assert.DoesNotContain(twilio.AuthorizationToken, accounts[0].ProtectedCredentials, StringComparison.Ordinal);
        Assert.IsType<MetaCredentials>(vault.Read(accounts[1]));
    }

    [Fact]
    public async Task FirstRun_WithoutAPassword_PrintsOneThatSignsIn()
    {
        var directory = Directory.CreateTempSubdirectory("motion-test-");
        using var process = Start(directory.FullName);
        try
        {
            var output = "";
            while (await process.StandardOutput.ReadLineAsync(Cancel) is { } line)
            {
                output += line + "\n";
                if (line.Contains("Now listening on", StringComparison.Ordinal))
                    break;
            }

            var password = Printed().Match(output).Groups[1].Value;
            using var browser = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false }) { BaseAddress = new Uri(Listening().Match(output).Groups[1].Value) };
            using var answer = await browser.SignInAsync("admin@motion.local", password);
            Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
            Assert.Single(Regex.Matches(output, Regex.Escape(password)));
        }
        finally
        {
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync(CancellationToken.None);
            directory.Delete(recursive: true);
        }
    }

    private static Process Start(string directory)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "Motion.Blazor.dll")])
        {
            RedirectStandardOutput = true,
            UseShellExecute = false,
            WorkingDirectory = directory,
        };
        start.Environment["ASPNETCORE_ENVIRONMENT"] = "Production";
        start.Environment["ASPNETCORE_URLS"] = "http://127.0.0.1:0";
        start.Environment["Motion__DataDirectory"] = directory;
        return Process.Start(start)!;
    }

    [GeneratedRegex("with the password (\\S+)")]
    private static partial Regex Printed();

    [GeneratedRegex("Now listening on: (\\S+)")]
    private static partial Regex Listening();
}
