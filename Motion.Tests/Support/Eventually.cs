using System.Diagnostics;

namespace Motion.Tests.Support;

/// <summary>Waits for what happens in the background, no longer than it takes.</summary>
internal static class Eventually
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    /// <summary>Asks again and again until the answer fits; fails with the last answer.</summary>
    public static async Task<T> IsAsync<T>(Func<Task<T>> ask, Predicate<T> fits, TimeSpan? patience = null)
    {
        var started = Stopwatch.StartNew();
        while (true)
        {
            var answer = await ask();
            if (fits(answer))
                return answer;
            Assert.True(started.Elapsed < (patience ?? Patience), $"After {started.Elapsed.TotalSeconds:0} s it is still: {System.Text.Json.JsonSerializer.Serialize(answer)}");
            await Task.Delay(15, TestContext.Current.CancellationToken);
        }
    }

    public static Task<T> IsAsync<T>(Func<Task<T>> ask, T expected, TimeSpan? patience = null) =>
        IsAsync(ask, answer => EqualityComparer<T>.Default.Equals(answer, expected), patience);
}
