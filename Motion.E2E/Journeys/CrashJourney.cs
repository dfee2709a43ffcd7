using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Motion.E2E.Support;

namespace Motion.E2E.Journeys;

/// <summary>Power cut in the middle of a burst: what was acknowledged is worked off exactly once.</summary>
public sealed class CrashJourney
{
    private const string AppSecret = "crash-app-secret";

    [Journey]
    public async Task KilledInTheMiddleOfABurst_EveryAcknowledgedMessageIsThereOnce()
    {
        await using var motion = await MotionProcess.StartFirstAsync("Production");
        var receive = await motion.AddMetaAccountAsync("Crash", "CRA", AppSecret);
        var acknowledged = new HashSet<string>(StringComparer.Ordinal);

        using (var provider = new HttpClient())
        {
            var enough = new TaskCompletionSource();
            var burst = Task.WhenAll(Enumerable.Range(0, 8).Select(async sender =>
            {
                for (var i = 0; ; i++)
                {
                    var id = $"wamid.{sender}.{i}";
                    if (!await IsAcknowledgedAsync(provider, receive, $"39366{sender:00}{i % 20:00000}", id))
                        return;
                    lock (acknowledged)
                    {
                        acknowledged.Add(id);
                        if (acknowledged.Count >= 400)
                            enough.TrySetResult();
                    }
                }
            }));
            await Task.WhenAny(enough.Task, burst);
            await motion.KillAsync();
            await burst;
        }
        Assert.True(acknowledged.Count >= 400);

        await motion.StartAgainAsync();

        using var api = motion.Api();
        var stored = await SettledAsync(api, acknowledged);
        Assert.Equal(stored.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal), stored.Order(StringComparer.Ordinal));
        Assert.Empty(acknowledged.Except(stored, StringComparer.Ordinal));
    }

    /// <summary>All provider ids in the application, asked until the acknowledged ones are among them or nothing comes any more.</summary>
    private static async Task<List<string>> SettledAsync(HttpClient api, HashSet<string> acknowledged)
    {
        List<string> before = [];
        for (var unchanged = 0; unchanged < 20;)
        {
            var stored = await AllIdsAsync(api);
            if (acknowledged.IsSubsetOf(stored))
                return stored;
            unchanged = stored.Count == before.Count ? unchanged + 1 : 0;
            before = stored;
            await Task.Delay(250, TestContext.Current.CancellationToken);
        }
        return before;
    }

    private static async Task<List<string>> AllIdsAsync(HttpClient api)
    {
        var ids = new List<string>();
        foreach (var interaction in await RowsAsync(api, "/api/v1/whatsapp/interactions"))
            ids.AddRange((await RowsAsync(api, $"/api/v1/whatsapp/interactions/{interaction["id"]}/messages")).Select(message => message["providerMessageId"]!.GetValue<string>()));
        return ids;
    }

    private static async Task<List<JsonNode>> RowsAsync(HttpClient api, string path)
    {
        var rows = new List<JsonNode>();
        while (true)
        {
            var page = await api.GetFromJsonAsync<JsonObject>($"{path}?limit=100&offset={rows.Count}", TestContext.Current.CancellationToken);
            var found = page!["rows"]!.AsArray();
            rows.AddRange(found.Select(row => row!));
            if (found.Count == 0 || rows.Count >= page["count"]!.GetValue<int>())
                return rows;
        }
    }

    private static async Task<bool> IsAcknowledgedAsync(HttpClient provider, Uri receive, string customer, string id)
    {
        var body =
            $$$"""{"object":"whatsapp_business_account","entry":[{"id":"1","changes":[{"field":"messages","value":{"messaging_product":"whatsapp","metadata":{"phone_number_id":"{{{House.PhoneNumberId}}}"},"messages":[{"from":"{{{customer}}}","id":"{{{id}}}","timestamp":"1790000000","type":"text","text":{"body":"{{{id}}}"}}]}}]}]}""";
        using var request = House.Signed(receive, body, AppSecret);
        try
        {
            using var answer = await provider.SendAsync(request);
            return answer.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }
}
