using Microsoft.EntityFrameworkCore;
using Motion.Domain.Dispositions;
using Motion.Domain.Interactions;
using Motion.Domain.Messaging;
using Motion.Domain.Routing;

namespace Motion.Blazor.Pipeline;

/// <summary>
/// Step 1 of product.md section 5: who is in none of the account's lists is answered and goes no further. Asked before the contact is
/// made, else the default list would let everyone in.
/// </summary>
internal sealed class WhitelistGate(WorkUnit work, AccountEntry account, RoutingFactsReader facts)
{
    private readonly Dictionary<CustomerIdentity, int?> _known = [];

    public async Task<bool> LetsInAsync(Customer customer, CancellationToken cancellation)
    {
        if (account.Whitelist is not { } whitelist)
            return true;
        if (!_known.TryGetValue(customer.Primary, out var listId))
            _known[customer.Primary] = listId = await ListOfAsync(whitelist, customer, cancellation);
        if (listId is not { } found)
            return false;
        work.WhitelistHits[(account.Id, found)] = work.WhitelistHits.GetValueOrDefault((account.Id, found)) + 1;
        return true;
    }

    /// <summary>An interaction that is closed at once; the answer stops when it only talks to another machine.</summary>
    public async Task<Interaction> RefuseAsync(MessageReceived received, DateTimeOffset at, DateTimeOffset now, CancellationToken cancellation)
    {
        var identity = received.From.Primary;
        var row = new Interaction
        {
            AccountId = account.Id,
            Status = InteractionStatus.Closed,
            IsRead = true,
            CustomerIdentityKind = identity.Kind,
            CustomerIdentity = identity.Value,
            StartedAt = at,
            LastMessageAt = at,
            LastInboundAt = at,
            ClosedAt = now,
            MessageCount = 1,
            LastMessageDirection = MessageDirection.In,
            LastMessageKind = received.Content.Kind,
            LastMessagePreview = Preview.Of(received.Content),
        };
        work.Database.Interactions.Add(row);
        Tell(row, TimelineKind.Started, now);
        Tell(row, TimelineKind.NotInWhitelist, now);
        await InteractionMarks.GiveDispositionAsync(work, row, new RoutingEffect.GiveDisposition(null, SystemDisposition.NotInWhitelist), now, cancellation);
        return row;
    }

    /// <summary>After the message itself is in the thread.</summary>
    public async Task AnswerAsync(Interaction row, MessageContent received, DateTimeOffset now, CancellationToken cancellation)
    {
        if (received is ReactionContent or SystemContent || account.Whitelist is not { Response: { Length: > 0 } response })
            return;
        if (!ServiceWindow.IsOpen(row.LastInboundAt, now))
            Tell(row, TimelineKind.ReplySkippedWindow, now);
        else if (await facts.RepliesLeftAsync(work.Database, account.Id, row.CustomerIdentity, now, cancellation) <= 0)
            Tell(row, TimelineKind.ReplySkippedGuard, now);
        else
            await AutomaticReplies.AddAsync(work, account, row, new RoutingEffect.Reply(response, IsTemplate: true), now, cancellation);
    }

    private async Task<int?> ListOfAsync(Whitelist whitelist, Customer customer, CancellationToken cancellation)
    {
        var values = customer.Identities.Select(identity => identity.Value).ToList();
        var found = await work.Database.ContactIdentities
            .Where(identity => whitelist.ListIds.Contains(identity.ListId) && values.Contains(identity.Value))
            .Select(identity => new { identity.ListId, identity.Kind, identity.Value })
            .ToListAsync(cancellation);
        return found.Find(row => customer.Identities.Any(identity => identity.Kind == row.Kind && identity.Value == row.Value))?.ListId;
    }

    private void Tell(Interaction row, TimelineKind kind, DateTimeOffset now) =>
        work.Tell(row, new TimelineEntry { At = now, Kind = kind });
}
