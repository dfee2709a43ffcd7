using System.Diagnostics;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Motion.Bench.Support;
using Motion.Blazor.Features.Desk.Conversation;
using Motion.Blazor.Features.Desk.Side;
using Motion.Domain.Contacts;
using Motion.Domain.Interactions;
using Motion.Domain.Messaging;

namespace Motion.Bench.Scenarios;

/// <summary>What the desk reads when an agent opens a conversation, of 50 messages and of 5,000, with replies and reactions among them.</summary>
internal static class ThreadScenario
{
    private const int Short = 50;
    private const int Long = 5000;
    private const int Rounds = 100;
    private const int WarmUp = 200;

    public static async Task RunAsync(Figures figures)
    {
        await using var app = await BenchApp.StartAsync();
        var (agentId, few, many) = await FillAsync(app);
        var (conversation, thread, side, timeline) = (app.Services.GetRequiredService<ReadConversation>(), app.Services.GetRequiredService<ReadThread>(), app.Services.GetRequiredService<ReadSide>(), app.Services.GetRequiredService<ReadTimeline>());

        async Task OpenAsync(long id)
        {
            _ = await conversation.HandleAsync(agentId, id, CancellationToken.None);
            _ = await thread.HandleAsync(agentId, id, null, 0, CancellationToken.None);
            _ = await side.HandleAsync(agentId, id, CancellationToken.None);
            _ = await timeline.HandleAsync(agentId, id, CancellationToken.None);
        }

        var last = await thread.HandleAsync(agentId, many, null, 0, CancellationToken.None);
        var (ofFew, ofMany, ofEarlier) = (new Latencies(), new Latencies(), new Latencies());
        for (var round = -WarmUp; round < Rounds; round++)
        {
            var one = await TimedAsync(() => OpenAsync(few));
            var other = await TimedAsync(() => OpenAsync(many));
            var earlier = await TimedAsync(() => thread.HandleAsync(agentId, many, last.First, ReadThread.PageSize, CancellationToken.None));
            if (round < 0)
                continue;
            ofFew.Add(one);
            ofMany.Add(other);
            ofEarlier.Add(earlier);
        }
        figures.Add("open_ms_50", ofFew.Percentile(0.5));
        figures.Add("open_ms_5000", ofMany.Percentile(0.5));
        figures.Add("open_p95_ms_5000", ofMany.Percentile(0.95));
        figures.Add("earlier_ms_5000", ofEarlier.Percentile(0.5));
        figures.Add("ratio", ofMany.Percentile(0.5) / ofFew.Percentile(0.5), "wanted <= 2");
    }

    private static async Task<TimeSpan> TimedAsync(Func<Task> work)
    {
        var started = Stopwatch.GetTimestamp();
        await work();
        return Stopwatch.GetElapsedTime(started);
    }

    private static async Task<(int AgentId, long Few, long Many)> FillAsync(BenchApp app)
    {
        await using var database = await app.OpenDatabaseAsync();
        var member = await database.AccountAgents.OrderBy(member => member.UserId).FirstAsync();
        var listId = await database.ContactLists.OrderBy(list => list.Id).Select(list => list.Id).FirstAsync();
        var now = TimeProvider.System.GetUtcNow();
        async Task<long> AddAsync(int messages)
        {
            var interaction = new Interaction
            {
                AccountId = member.AccountId,
                Contact = new Contact { ListId = listId, FirstName = $"Customer of {messages}", CreatedAt = now },
                CustomerIdentity = $"39333{messages:D7}",
                OwnerId = member.UserId,
                StartedAt = now,
                LastMessageAt = now,
                LastInboundAt = now,
            };
            database.Add(interaction);
            await database.SaveChangesAsync();
            database.AddRange(Enumerable.Range(0, messages).Select(index => MessageOf(interaction, messages, index, now.AddSeconds(index - messages))));
            await database.SaveChangesAsync();
            database.ChangeTracker.Clear();
            return interaction.Id;
        }
        return (member.UserId, await AddAsync(Short), await AddAsync(Long));
    }

    private static Message MessageOf(Interaction interaction, int messages, int index, DateTimeOffset at)
    {
        MessageContent content = index % 10 == 9 ? new ReactionContent(IdOf(index - 1), "👍") : new TextContent($"Line {index} of a long conversation about a parcel.");
        return new Message
        {
            InteractionId = interaction.Id,
            AccountId = interaction.AccountId,
            Direction = index % 3 == 0 ? MessageDirection.Out : MessageDirection.In,
            Status = index % 3 == 0 ? DeliveryStatus.Read : null,
            Kind = content.Kind,
            Body = content.Summary,
            Content = JsonSerializer.Serialize(content),
            ProviderMessageId = IdOf(index),
            ReplyToProviderMessageId = index % 7 == 6 ? IdOf(index - 5) : null,
            CreatedAt = at,
        };

        string IdOf(int of) => $"wamid.{messages}.{of}";
    }
}
