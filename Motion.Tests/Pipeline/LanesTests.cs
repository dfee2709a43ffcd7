using System.Collections.Concurrent;
using Motion.Blazor.Pipeline;

namespace Motion.Tests.Pipeline;

public sealed class LanesTests
{
    /// <summary>A house that closes writes nothing afterwards, and leaves what it had not begun for the next start.</summary>
    [Fact]
    public async Task Stop_WaitsForWhatWasBegun_AndBeginsNothingMore()
    {
        var begun = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var mayEnd = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var ended = new ConcurrentQueue<int>();
        var lanes = new Lanes<int>(
            async (_, batch) =>
            {
                begun.TrySetResult();
                await mayEnd.Task;
                foreach (var item in batch)
                    ended.Enqueue(item);
            },
            parallelism: 1,
            largestBatch: 1);
        lanes.Add("one", 1);
        await begun.Task;
        lanes.Add("one", 2);
        lanes.Add("other", 3);

        var stopping = lanes.StopAsync(TestContext.Current.CancellationToken);
        lanes.Add("later", 4);

        Assert.False(stopping.IsCompleted);
        mayEnd.SetResult();
        await stopping;
        Assert.Equal([1], ended);
    }
}
