using Microsoft.EntityFrameworkCore;
using Motion.Tests.Support;

namespace Motion.Tests.Features.Sandbox;

/// <summary>Accounts at the providers that the demo has none of, made over the API, with an agent of the demo.</summary>
internal static class FurtherAccounts
{
    private static readonly Dictionary<string, (string Type, object Credentials)> All = new(StringComparer.Ordinal)
    {
        ["SINCH"] = ("SINCH_V2", new
        {
            baseUrl = "https://eu.conversation.api.sinch.com",
            projectId = "p-1",
            appId = "01APP",
            keyId = "k",
            keySecret = "s",
            webhookSecret = "hook",
        }),
        ["KAL1"] = ("KALEYRA", new { baseUrl = "https://api.eu.kaleyra.io", businessAccountId = "1", accountSid = "SID1", apiKey = "k", callbackSecret = "hook" }),
        ["KAL2"] = ("KALEYRA", new { baseUrl = "https://api.eu.kaleyra.io", businessAccountId = "1", accountSid = "SID2", apiKey = "k", apiGeneration = "V2" }),
    };

    /// <summary>Does nothing for the keys of the demo's own accounts.</summary>
    public static async Task AddAsync(MotionApp app, string key)
    {
        if (!All.TryGetValue(key, out var added))
            return;
        using var api = app.Api();
        var account = await api.PostJsonAsync("/api/v1/whatsapp/accounts", new { name = key, key, type = added.Type, phone = "+15557654399", credentials = added.Credentials });
        await using var database = await app.OpenDatabaseAsync();
        var agent = await database.AccountAgents.Select(member => member.UserId).FirstAsync(TestContext.Current.CancellationToken);
        _ = await api.PutJsonAsync($"/api/v1/whatsapp/accounts/{account.Id}/agents", new { ids = new[] { agent } });
    }
}
