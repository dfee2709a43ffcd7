using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Motion.Blazor.Data;
using Motion.Blazor.Realtime;
using Motion.Domain.Contacts;
using Motion.Domain.Interactions;
using Motion.Domain.Messaging;
using Motion.Domain.Routing;

namespace Motion.Blazor.Pipeline;

/// <summary>Turns what a customer did into rows and routing (product.md section 5, steps 1 to 5 and 7), within one transaction.</summary>
internal sealed class CustomerRecorder(WorkUnit work, AccountEntry account, RoutingFactsReader facts, AccountDirectory directory, TimeProvider time)
{
    private static readonly PreparedQuery<int, long, Interaction> OpenOf = new((database, accountId, contactId) => database.Interactions
        .Where(i => i.AccountId == accountId && i.ContactId == contactId && i.Status == InteractionStatus.Open));

    private readonly MessageNews _messages = new(work, account.Id, time);
    private readonly ContactFinder _contacts = new(work, account.ContactListId, new ContactMerger(work, directory, time), time);
    private readonly WhitelistGate _whitelist = new(work, account, facts);
    private readonly Dictionary<Contact, RoutedInteraction> _open = [];

    /// <summary>Reads once what the events of a batch need.</summary>
    public Task PrepareAsync(IReadOnlyCollection<InboundEvent> events, CancellationToken cancellation) =>
        _messages.PrepareAsync(events, cancellation);

    public Task RecordAsync(InboundEvent happened, DateTimeOffset receivedAt, CancellationToken cancellation) => happened switch
    {
        MessageReceived received => ReceiveAsync(received, receivedAt, cancellation),
        MessageEdited or MessageRevoked or StatusReported => _messages.ApplyOrParkAsync(happened, cancellation),
        _ => throw new InvalidOperationException($"Nothing records a {happened.GetType().Name}."),
    };

    private async Task ReceiveAsync(MessageReceived received, DateTimeOffset receivedAt, CancellationToken cancellation)
    {
        if (!_messages.IsNew(received.ProviderMessageId))
            return;

        var now = time.GetUtcNow();
        var at = received.SentAt is { } sentAt && sentAt < now ? sentAt : receivedAt < now ? receivedAt : now;
        if (!await _whitelist.LetsInAsync(received.From, cancellation))
        {
            var refused = await _whitelist.RefuseAsync(received, at, now, cancellation);
            await AddMessageAsync(refused, received, at, cancellation);
            await _whitelist.AnswerAsync(refused, received.Content, now, cancellation);
            work.Changed.Add(Topic.Account(account.Id));
            return;
        }

        var newNames = (received.Content as SystemContent)?.NewIdentities ?? [];
        var found = await _contacts.FindOrAddAsync(received.From, newNames, cancellation);
        var contact = found.Contact;
        var interaction = await OpenInteractionAsync(contact, cancellation);
        if (newNames.Count > 0)
            Rename(contact, interaction?.Row, received.From, newNames);

        if (received.Content is ReactionContent or SystemContent)
        {
            // Neither is the customer speaking up: it joins a conversation, but starts and rings none.
            var row = interaction?.Row ?? await LatestInteractionAsync(contact, cancellation);
            if (row is not null)
            {
                TellMerged(row, found, now);
                await AddMessageAsync(row, received, at, cancellation);
            }
            if (row is not null || received.Content is SystemContent)
                return;
        }

        interaction ??= Begin(contact, received.From.Primary, at, now);
        TellMerged(interaction.Row, found, now);
        await AddMessageAsync(interaction.Row, received, at, cancellation);
        interaction.Row.CustomerIdentityKind = received.From.Primary.Kind;
        interaction.Row.CustomerIdentity = received.From.Primary.Value;
        interaction.Row.UnreadCount++;
        interaction.Row.MessageCount++;
        interaction.Row.LastMessageAt = at > interaction.Row.LastMessageAt ? at : interaction.Row.LastMessageAt;
        interaction.Row.LastMessageDirection = MessageDirection.In;
        interaction.Row.LastMessageKind = received.Content.Kind;
        interaction.Row.LastMessagePreview = Preview.Of(received.Content);

        var state = interaction.State;
        var happened = RoutingEvent.CustomerWrote(at, received.Content.Summary);
        var known = await facts.ReadAsync(work.Database, new RoutingSubject(account, interaction.Row, contact), state, happened, cancellation);
        if (RoutingTable.Decide(state, happened, known) is RoutingDecision.Agreed agreed)
            await interaction.ApplyAsync(agreed, account, now, cancellation);
    }

    /// <summary>The number or user id changed: what he had before is replaced where it was the one in use, and answers go to the new one.</summary>
    private static void Rename(Contact contact, Interaction? open, Customer before, IReadOnlyList<CustomerIdentity> newNames)
    {
        foreach (var name in newNames)
        {
            var old = before.Identities.FirstOrDefault(identity => identity.Kind == name.Kind)?.Value;
            if (name.Kind == IdentityKind.Phone && old is not null)
            {
                contact.Phone = contact.Phone == old ? name.Value : contact.Phone;
                contact.Mobile = contact.Mobile == old ? name.Value : contact.Mobile;
            }
            if (open is not null && open.CustomerIdentityKind == name.Kind && open.CustomerIdentity == old)
                open.CustomerIdentity = name.Value;
        }
    }

    private void TellMerged(Interaction interaction, FoundContact found, DateTimeOffset now)
    {
        foreach (var name in found.Merged)
            work.Tell(interaction, new TimelineEntry { At = now, Kind = TimelineKind.ContactMerged, Text = name });
    }

    private RoutedInteraction Begin(Contact contact, CustomerIdentity identity, DateTimeOffset at, DateTimeOffset now)
    {
        var row = new Interaction
        {
            AccountId = account.Id,
            Contact = contact,
            Status = InteractionStatus.Open,
            CustomerIdentityKind = identity.Kind,
            CustomerIdentity = identity.Value,
            StartedAt = at,
            LastMessageAt = at,
        };
        work.Tell(row, new TimelineEntry { At = now, Kind = TimelineKind.Started });
        return _open[contact] = RoutedInteraction.Begin(work, row);
    }

    private async Task<RoutedInteraction?> OpenInteractionAsync(Contact contact, CancellationToken cancellation)
    {
        if (_open.TryGetValue(contact, out var known) && known.Row.Status == InteractionStatus.Open)
            return known;
        // A merge of this batch may have brought it here; the database does not know that yet.
        var row = work.Database.Interactions.Local.FirstOrDefault(i => i.AccountId == account.Id && i.Contact == contact && i.Status == InteractionStatus.Open);
        if (row is null && contact.Id == 0)
            return null;
        row ??= await OpenOf.On(work.Database, account.Id, contact.Id).FirstOrDefaultAsync(cancellation);
        return row is null ? null : _open[contact] = await RoutedInteraction.LoadAsync(work, row, cancellation);
    }

    private async Task<Interaction?> LatestInteractionAsync(Contact contact, CancellationToken cancellation) => contact.Id == 0
        ? null
        : await work.Database.Interactions.Where(i => i.AccountId == account.Id && i.ContactId == contact.Id)
            .OrderByDescending(i => i.LastMessageAt).FirstOrDefaultAsync(cancellation);

    private Task AddMessageAsync(Interaction interaction, MessageReceived received, DateTimeOffset at, CancellationToken cancellation)
    {
        var message = new Message
        {
            Interaction = interaction,
            AccountId = account.Id,
            Direction = MessageDirection.In,
            Kind = received.Content.Kind,
            Body = received.Content.Summary,
            Content = JsonSerializer.Serialize(received.Content),
            ProviderMessageId = received.ProviderMessageId,
            CreatedAt = at,
            ReplyToProviderMessageId = received.ReplyToProviderMessageId,
            Forwarded = received.Forwarded || received.ForwardedOften,
            ForwardedOften = received.ForwardedOften,
            Referral = received.Referral is { } referral ? JsonSerializer.Serialize(referral) : null,
        };
        if (received.Content is MediaContent { Source: { } source } media)
        {
            message.Attachment = new Attachment
            {
                State = AttachmentState.Pending,
                MimeType = media.MimeType is { Length: <= 255 } type ? type : "application/octet-stream",
                FileName = FileNames.Clean(media.FileName),
                Source = JsonSerializer.Serialize(source),
                NextAttemptAt = at,
            };
            work.HasMedia = true;
        }
        if (interaction.Id != 0)
            work.Changed.Add(Topic.Interaction(interaction.Id));
        return _messages.AddAsync(message, cancellation);
    }
}
