using System.Text;
using System.Text.Json;
using Motion.Domain.Messaging;
using Motion.Providers.Meta;

namespace Motion.Tests.Providers.Meta;

public sealed class MetaPayloadsTests
{
    private const string Number = "106540352242922";

    [Fact]
    public void Mixed_WithBrokenAndForeignParts_LosesNoSibling()
    {
        var parsed = Parse("mixed");
        Assert.Equal(
            ["wamid.1", "wamid.2", "wamid.OUT1 Sent", "wamid.3", "wamid.OUT1 Read"],
            parsed.Events.Select(happened => happened switch
            {
                MessageReceived message => message.ProviderMessageId,
                StatusReported status => $"{status.ProviderMessageId} {status.Status}",
                _ => "?",
            }));
        // The broken message, the number in its place, the foreign change, the entry without changes, the status without an id.
        Assert.Equal(5, parsed.DeadParts.Count);
        Assert.Contains(parsed.DeadParts, dead => dead.Fragment.Contains("wamid.broken", StringComparison.Ordinal));
        Assert.Contains(parsed.DeadParts, dead => dead.Fragment == "17");
        Assert.Contains(parsed.DeadParts, dead => dead.Reason.Contains("999", StringComparison.Ordinal) && dead.Fragment.Contains("wamid.foreign", StringComparison.Ordinal));
        Assert.Equal(["Ann", "Bob"], parsed.Events.OfType<MessageReceived>().Take(2).Select(message => message.From.ProfileName));
    }

    [Fact]
    public void Statuses_OfEachSort_AreRead()
    {
        var parsed = Parse("statuses");
        var statuses = parsed.Events.Cast<StatusReported>().ToList();
        Assert.Equal(
            [DeliveryStatus.Sent, DeliveryStatus.Delivered, DeliveryStatus.Read, DeliveryStatus.Read, DeliveryStatus.Failed, DeliveryStatus.Failed, DeliveryStatus.Failed],
            statuses.Select(status => status.Status));
        Assert.Equal(42, statuses[0].OurMessageId);
        Assert.Null(statuses[3].OurMessageId);
        Assert.Equal(new CustomerIdentity(IdentityKind.UserId, "IT.1"), statuses[2].Recipient);
        Assert.Equal((OutsideFailureKind.OutsideWindow, RetryAdvice.Never, "131047"), Of(statuses[4]));
        // Told afterwards that it failed, there is nothing left to be unsure about.
        Assert.Equal((OutsideFailureKind.Transient, RetryAdvice.Safe, "131000"), Of(statuses[5]));
        Assert.Equal((OutsideFailureKind.Unknown, RetryAdvice.Never, null), Of(statuses[6]));
        Assert.Contains("teleported", Assert.Single(parsed.DeadParts).Reason, StringComparison.Ordinal);

        static (OutsideFailureKind, RetryAdvice, string?) Of(StatusReported status) => (status.Failure!.Kind, status.Failure.Retry, status.Failure.Code);
    }

    [Fact]
    public void Error_WithoutMessages_IsADeadPart() =>
        Assert.Contains("No more is known", Assert.Single(Parse("error-only").DeadParts).Reason, StringComparison.Ordinal);

    [Fact]
    public void MemberName_OfNoCharacters_CostsOnlyItsMessage()
    {
        var text = Encoding.UTF8.GetString(PayloadFile.Read("meta", "mixed.json").Body.Span)
            .Replace("""{"body":"one"}""", """{"body":"one"},"te\ud83d":1""", StringComparison.Ordinal);
        var parsed = MetaPayloads.Parse(Encoding.UTF8.GetBytes(text), Number);
        Assert.Equal(["wamid.2", "wamid.3"], parsed.Events.OfType<MessageReceived>().Select(message => message.ProviderMessageId));
        Assert.Contains(parsed.DeadParts, dead => dead.Fragment.Contains("wamid.1", StringComparison.Ordinal));
    }

    [Fact]
    public void ContactCard_OfSomebodyElse_IsNotTheSenders()
    {
        var text = Encoding.UTF8.GetString(PayloadFile.Read("meta", "text.json").Body.Span)
            .Replace("\"wa_id\":\"15551230000\"", "\"wa_id\":\"15559990000\"", StringComparison.Ordinal);
        var message = Assert.IsType<MessageReceived>(Assert.Single(MetaPayloads.Parse(Encoding.UTF8.GetBytes(text), Number).Events));
        Assert.Equal([new(IdentityKind.Phone, "15551230000")], message.From.Identities);
        Assert.Null(message.From.ProfileName);
    }

    [Fact]
    public void Truncated_Anywhere_IsOneDeadPart()
    {
        var whole = PayloadFile.Read("meta", "mixed.json").Body;
        for (var length = 0; length < whole.Length - 2; length += 37)
        {
            var parsed = MetaPayloads.Parse(whole[..length], Number);
            Assert.Empty(parsed.Events);
            Assert.Equal(Encoding.UTF8.GetString(whole.Span[..length]), Assert.Single(parsed.DeadParts).Fragment);
        }
    }

    [Fact]
    public void Damaged_EveryFile_NeverThrows()
    {
        var chance = new Random(2);
        var spoilers = (byte[])[.. "\\ud8{}[]\",:0\0"u8, 0xff];
        foreach (var file in Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "Providers", "Payloads", "meta")))
        {
            var whole = File.ReadAllBytes(file);
            for (var round = 0; round < 300; round++)
            {
                var damaged = whole.ToArray();
                for (var hits = chance.Next(1, 4); hits > 0; hits--) damaged[chance.Next(damaged.Length)] = spoilers[chance.Next(spoilers.Length)];
                Assert.NotNull(MetaPayloads.Parse(damaged, Number));
            }
        }
    }

    [Fact]
    public void SharedFixtures_Everyone_LosesNothing()
    {
        var folder = PayloadFile.SharedFolder("meta");
        if (folder is null) Assert.Skip("../shared/fixtures/meta is not there; it is no part of the repository.");
        foreach (var file in Directory.GetFiles(folder, "*.json"))
        {
            // Some are documentation with <PLACEHOLDERS> for numbers and ids.
            var text = System.Text.RegularExpressions.Regex.Replace(File.ReadAllText(file), "<[A-Z_]+>", "15551230000");
            using var document = JsonDocument.Parse(text);
            var number = FirstNumber(document.RootElement) ?? Number;
            var (messages, statuses, foreign) = Count(document.RootElement, number);

            var parsed = MetaPayloads.Parse(Encoding.UTF8.GetBytes(text), number);

            Assert.True(
                (messages, statuses, foreign) == (parsed.Events.OfType<CustomerEvent>().Count(), parsed.Events.OfType<StatusReported>().Count(), parsed.DeadParts.Count),
                $"{Path.GetFileName(file)}: {string.Join("; ", parsed.DeadParts.Select(dead => dead.Reason))}");
            var unsupported = parsed.Events.OfType<MessageReceived>().Any(message => message.Content is UnsupportedContent);
            Assert.Equal(IsUnsupported(Path.GetFileName(file)), unsupported);
        }
    }

    private static bool IsUnsupported(string file) =>
        file.Contains("unsupported", StringComparison.Ordinal) || file.Contains("call_permission", StringComparison.Ordinal) || file.Contains("with_err", StringComparison.Ordinal);

    private static string? FirstNumber(JsonElement root) => Values(root)
        .Select(change => change.Value.TryGetProperty("metadata", out var data) ? data.GetProperty("phone_number_id").GetString() : null)
        .FirstOrDefault(number => number is not null);

    private static (int Messages, int Statuses, int Foreign) Count(JsonElement root, string number)
    {
        var (messages, statuses, foreign) = (0, 0, 0);
        foreach (var (field, value) in Values(root).Where(change => change.Field == "messages"))
        {
            if (value.GetProperty("metadata").GetProperty("phone_number_id").GetString() != number)
            {
                foreign++;
                continue;
            }
            messages += value.TryGetProperty("messages", out var found) ? found.GetArrayLength() : 0;
            statuses += value.TryGetProperty("statuses", out found) ? found.GetArrayLength() : 0;
        }
        return (messages, statuses, foreign);
    }

    private static IEnumerable<(string? Field, JsonElement Value)> Values(JsonElement root) =>
        from entry in root.GetProperty("entry").EnumerateArray()
        from change in entry.GetProperty("changes").EnumerateArray()
        select (change.GetProperty("field").GetString(), change.GetProperty("value"));

    private static ParsedPayload Parse(string file) => MetaPayloads.Parse(PayloadFile.Read("meta", file + ".json").Body, Number);
}
