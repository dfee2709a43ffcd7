using System.Net;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Motion.Blazor.Features;
using Motion.Blazor.Features.Accounts;
using Motion.Blazor.Features.Administration.Settings;
using Motion.Domain.Routing;
using Motion.Tests.Support;

namespace Motion.Tests.Features.Administration;

[Trait("Database", "Any")]
public sealed class SettingsTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Settings_NobodySet_HaveTheirDefaults()
    {
        await using var app = await MotionApp.StartAsync();

        var now = app.Services.GetRequiredService<SystemSettings>().Current;

        Assert.Equal((TimeSpan.FromSeconds(60), 25L * 1024 * 1024, 20, false, 5, 365), (now.DisconnectionGrace, now.AttachmentLimit, now.TabLimit, now.SpyingShown, now.AutomaticReplies, now.RetentionDays));
        Assert.Equal((TimeZoneInfo.Utc.BaseUtcOffset, (string?)null, null), (now.TimeZone.BaseUtcOffset, now.PublicAddress, now.Aws));
        Assert.Equal(new FeatureSwitches(true, true, true), now.Features);
        Assert.False(HttpAllowList.Allows("https://crm.example.com/", now.AllowedAddresses));
    }

    [Fact]
    public async Task Settings_Saved_HoldAtOnceAndAreReadBack()
    {
        await using var app = await MotionApp.StartAsync();
        using var api = app.Api();
        var settings = app.Services.GetRequiredService<SystemSettings>();
        _ = settings.Current;

        var saved = await api.PutJsonAsync("/api/v1/settings", new
        {
            publicAddress = "https://care.example.com/",
            timeZone = "Europe/Rome",
            disconnectionGrace = 90,
            attachmentLimit = 16,
            spyingShown = true,
            allowedAddresses = new[] { "https://crm.example.com/motion", "http://10.0.0.7:8080" },
        });

        Assert.Equal(HttpStatusCode.OK, saved.Status);
        var now = settings.Current;
        Assert.Equal(("https://care.example.com", "Europe/Rome", 90, 16L * 1024 * 1024, true), (now.PublicAddress, now.TimeZone.Id, (int)now.DisconnectionGrace.TotalSeconds, now.AttachmentLimit, now.SpyingShown));
        Assert.StartsWith("https://care.example.com/api/", app.Services.GetRequiredService<ReceiveUrl>().Of(1, "other.example.com", "token"), StringComparison.Ordinal);
        Assert.All(["https://crm.example.com/motion", "https://crm.example.com/motion/hook?a=1", "http://10.0.0.7:8080/x"], address => Assert.True(HttpAllowList.Allows(address, now.AllowedAddresses), address));
        Assert.All(["https://crm.example.com/motionless", "http://crm.example.com/motion", "https://crm.example.com:444/motion", "https://x@crm.example.com/motion", "https://crm.example.com.evil.test/motion"],
            address => Assert.False(HttpAllowList.Allows(address, now.AllowedAddresses), address));
        var read = await api.GetJsonAsync("/api/v1/settings");
        Assert.Equal(saved.Text, read.Text);
        Assert.Equal(saved.Text, (await api.PutJsonAsync("/api/v1/settings", read.Json)).Text);

        var back = await api.PutJsonAsync("/api/v1/settings", new JsonObject { ["attachmentLimit"] = null, ["disconnectionGrace"] = 60 });
        Assert.Equal((25, 60), (back.Json["attachmentLimit"]!.GetValue<int>(), back.Json["disconnectionGrace"]!.GetValue<int>()));
        await using var database = await app.OpenDatabaseAsync();
        Assert.False(await database.Settings.AnyAsync(setting => setting.Name == "disconnectionGrace", Cancel));
    }

    [Theory]
    [InlineData("attachmentLimit", 0, "1–25")]
    [InlineData("attachmentLimit", 26, "1–25")]
    [InlineData("attachmentLimit", "many", "1–25")]
    [InlineData("tabLimit", 0, "1–100")]
    [InlineData("disconnectionGrace", -1, "0–3600")]
    [InlineData("automaticReplies", 0, "1–100")]
    [InlineData("retentionDays", 0, "1–3650")]
    [InlineData("retentionDays", 4000, "1–3650")]
    [InlineData("timeZone", "Europe/Atlantis", "Europe/Atlantis")]
    [InlineData("publicAddress", "care.example.com", "https://")]
    [InlineData("publicAddress", "https://care.example.com/path", "https://")]
    [InlineData("publicAddress", "javascript:alert(1)", "https://")]
    [InlineData("allowedAddresses", "ftp://files.example.com", "ftp://")]
    [InlineData("allowedAddresses", "https://name:word@crm.example.com", "https://")]
    [InlineData("awsRegion", "Milano", "eu-south-1")]
    [InlineData("awsSecretKey", "with space", "spaces")]
    [InlineData("spyingShown", "perhaps", "right")]
    [InlineData("noSuchThing", 1, "noSuchThing")]
    [InlineData("video", true, "video")]
    public async Task Setting_WithABadValue_IsRefusedByName(string field, object value, string says)
    {
        await using var app = await MotionApp.StartAsync();
        using var api = app.Api();

        var refused = await api.PutJsonAsync("/api/v1/settings", new Dictionary<string, object> { [field] = value });

        Assert.Equal(HttpStatusCode.BadRequest, refused.Status);
        Assert.Contains(says, refused.ErrorOf(field), StringComparison.Ordinal);
        await using var database = await app.OpenDatabaseAsync();
        Assert.Empty(await database.Settings.ToListAsync(Cancel));
    }

    [Fact]
    public async Task Secrets_Saved_AreEncryptedAndShownNowhere()
    {
        await using var app = await MotionApp.StartAsync();
        using var api = app.Api();
        string[] secrets = ["AKIAEXAMPLEKEY", "very-secret-of-aws", "AIzaVerySecretOfGoogle"];

        var saved = await api.PutJsonAsync("/api/v1/settings", new { awsRegion = "eu-south-1", awsAccessKey = secrets[0], awsSecretKey = secrets[1], googleKey = secrets[2] });
        var again = await api.PutJsonAsync("/api/v1/settings", new { googleKey = "another-one" });

        var now = app.Services.GetRequiredService<SystemSettings>().Current;
        Assert.Equal((new AwsAccess("eu-south-1", secrets[0], secrets[1]), "another-one"), (now.Aws, now.GoogleKey));
        Assert.Equal(["awsAccessKey", "awsSecretKey", "googleKey"], saved.Json["secretsSet"]!.AsArray().Select(name => name!.GetValue<string>()));
        await using var database = await app.OpenDatabaseAsync();
        var everything = string.Join('\n', [
            saved.Text, again.Text, now.ToString(), .. app.Log,
            .. await database.Settings.Select(setting => setting.Value).ToListAsync(Cancel),
            .. await database.Audit.Select(entry => entry.Changes ?? "").ToListAsync(Cancel),
        ]);
        Assert.All(secrets, secret => Assert.DoesNotContain(secret, everything, StringComparison.Ordinal));
        Assert.Contains("replaced", everything, StringComparison.Ordinal);

        _ = await api.PutJsonAsync("/api/v1/settings", new JsonObject { ["awsSecretKey"] = null });
        Assert.Null(app.Services.GetRequiredService<SystemSettings>().Current.Aws);
    }

    [Fact]
    public async Task Settings_SavedByTwo_AreNotOverwrittenUnseen()
    {
        await using var app = await MotionApp.StartAsync();
        await using var admin = await app.ActAsAsync(MotionApp.AdminEmail);
        var seen = ((Outcome<SettingsAnswer>.Done)await admin.Get<GetSettings>().RunAsync(Cancel)).Value.Version;
        _ = await admin.Get<SaveSettings>().RunAsync(seen, new Dictionary<string, string?> { ["tabLimit"] = "10" }, Cancel);

        var late = await admin.Get<SaveSettings>().RunAsync(seen, new Dictionary<string, string?> { ["tabLimit"] = "30" }, Cancel);

        Assert.IsType<Outcome<SettingsAnswer>.Conflict>(late);
        Assert.Equal(10, app.Services.GetRequiredService<SystemSettings>().Current.TabLimit);
    }

    [Fact]
    public async Task Features_SwitchedOff_AreOffAtOnceAndInTheAudit()
    {
        await using var app = await MotionApp.StartAsync();
        using var api = app.Api();

        var saved = await api.PutJsonAsync("/api/v1/features", new { translation = false });

        Assert.Equal((true, true, false), (saved.Json["video"]!.GetValue<bool>(), saved.Json["assistant"]!.GetValue<bool>(), saved.Json["translation"]!.GetValue<bool>()));
        Assert.Equal(new FeatureSwitches(true, true, false), app.Services.GetRequiredService<SystemSettings>().Current.Features);
        await using var database = await app.OpenDatabaseAsync();
        Assert.Equal("""{"translation":["true","false"]}""", (await database.Audit.SingleAsync(Cancel)).Changes);
    }
}
