using System.Collections.Frozen;
using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Motion.Blazor.Realtime;
using Motion.Domain.Contacts;
using Motion.Domain.Interactions;
using Motion.Domain.Queues;
using Motion.Domain.Routing;

namespace Motion.Blazor.Pipeline;

/// <summary>
/// Makes one contact of two of the same list: all conversations stay, and where both have an open one at the same account, one of
/// them goes on with the messages of both. What was merged is kept on record.
/// </summary>
internal sealed class ContactMerger(WorkUnit work, AccountDirectory directory, TimeProvider time)
{
    public async Task MergeAsync(Contact kept, Contact absorbed, CancellationToken cancellation)
    {
        work.Database.ContactMerges.Add(new ContactMerge
        {
            At = time.GetUtcNow(),
            ContactId = kept.Id,
            AbsorbedContactId = absorbed.Id,
            AbsorbedName = absorbed.DisplayName,
            AbsorbedIdentities = string.Join(' ', absorbed.Identities.Select(identity => identity.Value)),
        });
        FillGaps(kept, absorbed);
        await MoveInteractionsAsync(kept, absorbed, cancellation);
        foreach (var identity in absorbed.Identities.ToList())
        {
            absorbed.Identities.Remove(identity);
            kept.Identities.Add(identity);
        }
        work.Database.Contacts.Remove(absorbed);
    }

    /// <summary>What somebody wrote about the one that stays wins.</summary>
    private static void FillGaps(Contact kept, Contact absorbed)
    {
        if (kept.FirstName.Length == 0 && kept.LastName.Length == 0)
            (kept.FirstName, kept.LastName) = (absorbed.FirstName, absorbed.LastName);
        kept.Phone ??= absorbed.Phone;
        kept.Mobile ??= absorbed.Mobile;
        kept.Email ??= absorbed.Email;
        kept.FreeFields ??= absorbed.FreeFields;
    }

    private async Task MoveInteractionsAsync(Contact kept, Contact absorbed, CancellationToken cancellation)
    {
        await work.Database.Interactions
            .Where(i => i.ContactId == absorbed.Id || (i.ContactId == kept.Id && i.Status == InteractionStatus.Open))
            .LoadAsync(cancellation);
        var known = work.Database.Interactions.Local.ToList();
        var open = known.FindAll(i => i.Contact == kept && i.Status == InteractionStatus.Open);
        work.Stories.UnionWith(open);
        foreach (var moved in known.FindAll(i => i.Contact == absorbed))
        {
            moved.Contact = kept;
            if (moved.Status == InteractionStatus.Open && open.Find(i => i.AccountId == moved.AccountId) is { } twin)
                await JoinAsync(moved, twin, cancellation);
            work.Changed.Add(Topic.Interaction(moved.Id));
            work.Stories.Add(moved);
        }
    }

    private async Task JoinAsync(Interaction one, Interaction other, CancellationToken cancellation)
    {
        // Who has an agent goes on; else the older one.
        var goesOn = new[] { one, other }.OrderByDescending(i => i.Id != 0).ThenByDescending(i => i.OwnerId is not null).ThenBy(i => i.StartedAt).First();
        var ends = goesOn == one ? other : one;
        await TakeOverAsync(goesOn, ends, cancellation);

        var now = time.GetUtcNow();
        var interaction = await RoutedInteraction.LoadAsync(work, ends, cancellation);
        var facts = new RoutingFacts(now, [], FrozenDictionary<int, QueueFacts>.Empty, FrozenSet<int>.Empty);
        if (RoutingTable.Decide(interaction.State, RoutingEvent.WentOnElsewhere(goesOn.Id), facts) is RoutingDecision.Agreed agreed
            && await directory.FindAsync(ends.AccountId) is { } account)
            await interaction.ApplyAsync(agreed, account, now, cancellation);
        work.Tell(goesOn, new TimelineEntry
        {
            At = now,
            Kind = TimelineKind.TookOver,
            Text = ends.Id.ToString(CultureInfo.InvariantCulture),
        });
    }

    private async Task TakeOverAsync(Interaction goesOn, Interaction ends, CancellationToken cancellation)
    {
        await work.Database.Messages.Where(message => message.InteractionId == ends.Id).LoadAsync(cancellation);
        foreach (var message in work.Database.Messages.Local.Where(message => message.Interaction == ends).ToList())
            message.Interaction = goesOn;
        goesOn.MessageCount += ends.MessageCount;
        goesOn.UnreadCount += ends.UnreadCount;
        goesOn.IsRead &= ends.IsRead;
        goesOn.StartedAt = ends.StartedAt < goesOn.StartedAt ? ends.StartedAt : goesOn.StartedAt;
        if (ends.LastInboundAt > (goesOn.LastInboundAt ?? DateTimeOffset.MinValue))
            goesOn.LastInboundAt = ends.LastInboundAt;
        if (ends.LastMessageAt > goesOn.LastMessageAt)
        {
            goesOn.LastMessageAt = ends.LastMessageAt;
            goesOn.LastMessageDirection = ends.LastMessageDirection;
            goesOn.LastMessageKind = ends.LastMessageKind;
            goesOn.LastMessagePreview = ends.LastMessagePreview;
        }
        ends.MessageCount = 0;
        work.Changed.Add(Topic.Interaction(goesOn.Id));
    }
}
