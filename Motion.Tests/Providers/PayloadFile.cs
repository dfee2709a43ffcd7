using System.Text.Json;
using Motion.Domain.Messaging;
using Motion.Providers;

namespace Motion.Tests.Providers;

/// <summary>Our own recorded payloads, copied beside the tests, and those of the shared folder where it exists.</summary>
internal static class PayloadFile
{
    public static readonly DateTimeOffset ReceivedAt = new(2026, 11, 22, 10, 0, 0, TimeSpan.Zero);

    public static WebhookPayload Read(string provider, string file, string query = "") => new(
        null, query, File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "Providers", "Payloads", provider, file)), ReceivedAt);

    /// <summary>The folder <c>../shared/fixtures/…</c> beside the repository, or null in a clone alone.</summary>
    public static string? SharedFolder(string provider)
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (!File.Exists(Path.Combine(folder.FullName, "Motion.sln"))) continue;
            var shared = Path.Combine(folder.FullName, "..", "shared", "fixtures", provider);
            return Directory.Exists(shared) ? shared : null;
        }
        return null;
    }

    /// <summary>Contents hold lists, which records compare by reference; their stored form compares by value.</summary>
    public static void AssertSame(MessageContent expected, MessageContent actual) =>
        Assert.Equal(JsonSerializer.Serialize(expected), JsonSerializer.Serialize(actual));
}
