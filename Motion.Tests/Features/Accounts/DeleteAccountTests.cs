using System.Net;
using Microsoft.EntityFrameworkCore;
using Motion.Tests.Pipeline;
using Motion.Tests.Support;

namespace Motion.Tests.Features.Accounts;

[Trait("Database", "Any")]
public sealed class DeleteAccountTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Account_DeletedWhileItsCustomersWrite_GoesAtOnceWithAllOfIt()
    {
        await using var world = await PipelineWorld.StartAsync();
        using var api = world.App.Api();
        var written = 0;
        var enough = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var customers = Enumerable.Range(0, 6).Select(customer => Task.Run(async () =>
        {
            for (var i = 0; ; i++)
            {
                var answer = await world.PostAsync(world.Payload().Text($"39333111{customer:0000}", $"wamid.{customer}.{i}", "Hello"));
                if (answer.StatusCode == HttpStatusCode.Forbidden)
                    return;
                if (Interlocked.Increment(ref written) == 60)
                    enough.SetResult();
            }
        }, Cancellation)).ToList();
        await enough.Task.WaitAsync(Cancellation);

        var deleted = await api.DeleteJsonAsync($"/api/v1/whatsapp/accounts/{world.AccountId}");

        Assert.Equal(HttpStatusCode.NoContent, deleted.Status);
        await Task.WhenAll(customers).WaitAsync(Cancellation);
        await world.EventuallyAsync(database => database.Interactions.CountAsync(Cancellation), 0);
        Assert.Equal(0, await world.ReadAsync(database => database.Inbox.CountAsync(Cancellation)));
        Assert.Equal(0, await world.ReadAsync(database => database.Accounts.CountAsync(account => account.Id == world.AccountId, Cancellation)));
    }
}
