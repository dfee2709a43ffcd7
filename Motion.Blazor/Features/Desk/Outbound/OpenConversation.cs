using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using Motion.Blazor.Data;
using Motion.Blazor.Features.Desk.Tabs;
using Motion.Blazor.Features.Desk.Work;
using Motion.Blazor.Pipeline;
using Motion.Blazor.Realtime;
using Motion.Domain.Accounts;
using Motion.Domain.Contacts;
using Motion.Domain.Interactions;
using Motion.Domain.Messaging;

namespace Motion.Blazor.Features.Desk.Outbound;

internal enum OpenConversationRefusal
{
    /// <summary>The agent was not added to the account.</summary>
    NotMember,

    /// <summary>No number with country code.</summary>
    BadNumber,

    /// <summary>The contact is gone, or WhatsApp has no name for it.</summary>
    NotReachable,

    /// <summary>A colleague has an open conversation with this customer.</summary>
    AlreadyTaken,

    /// <summary>Colleagues are being asked about this customer right now.</summary>
    StillAsking,

    /// <summary>The agent holds as many conversations as he can.</summary>
    NoRoom,
}

/// <summary>Exactly one of the conversation and the refusal is set.</summary>
internal sealed record OpenedConversation(long? InteractionId, OpenConversationRefusal? Refusal = null, string? OwnerName = null);

/// <summary>
/// An agent writes first: to a contact, or to a number that becomes one. An open conversation of the same customer is gone on with; else a
/// new one is his at once. What he may send in it (a template, or free text while the customer's window is open) is decided by the sending.
/// </summary>
internal sealed class OpenConversation(
    IDbContextFactory<MotionDbContext> databases, AccountDirectory directory, CommitNews news, TakeInteraction take, OpenDeskTab openTab,
    TimeProvider time)
{
    public async Task<OpenedConversation> WithContactAsync(int userId, int accountId, long contactId, CancellationToken cancellation)
    {
        if (await AccountOfAsync(userId, accountId, cancellation) is null)
            return new OpenedConversation(null, OpenConversationRefusal.NotMember);
        return await OpenAsync(userId, accountId, database => database.Contacts.Include(contact => contact.Identities)
            .FirstOrDefaultAsync(contact => contact.Id == contactId, cancellation), cancellation);
    }

    public async Task<OpenedConversation> WithNumberAsync(int userId, int accountId, string number, string name, CancellationToken cancellation)
    {
        if (await AccountOfAsync(userId, accountId, cancellation) is not { } account)
            return new OpenedConversation(null, OpenConversationRefusal.NotMember);
        if (PhoneNumber.Normalize(number) is not { } digits)
            return new OpenedConversation(null, OpenConversationRefusal.BadNumber);
        return await OpenAsync(userId, accountId, database => FindOrAddAsync(database, account.ContactListId, digits, name.Trim(), cancellation), cancellation);
    }

    private async Task<AccountEntry?> AccountOfAsync(int userId, int accountId, CancellationToken cancellation)
    {
        await using var database = await databases.CreateDbContextAsync(cancellation);
        return await database.AccountsOf(userId).AnyAsync(account => account.Id == accountId, cancellation) ? await directory.FindAsync(accountId) : null;
    }

    private async Task<OpenedConversation> OpenAsync(
        int userId, int accountId, Func<MotionDbContext, Task<Contact?>> find, CancellationToken cancellation)
    {
        for (var attempt = 1; ; attempt++)
        {
            await using var work = new WorkUnit(await databases.CreateDbContextAsync(cancellation));
            if (await find(work.Database) is not { } contact || IdentityOf(contact) is not { } identity)
                return new OpenedConversation(null, OpenConversationRefusal.NotReachable);
            if (contact.Id != 0 && await GoOnAsync(work.Database, userId, accountId, contact.Id, cancellation) is { } present)
                return present;
            if (await IsFullAsync(work.Database, userId, cancellation))
                return new OpenedConversation(null, OpenConversationRefusal.NoRoom);

            var interaction = await BeginAsync(work.Database, userId, accountId, contact, identity, cancellation);
            work.Changed.Add(Topic.Account(accountId));
            work.Changed.Add(Topic.Agent(userId));
            try
            {
                await news.SaveAndTellAsync(work, cancellation);
                // With as many tabs as the desk holds it is in the list of his own.
                _ = await openTab.HandleAsync(userId, interaction.Id, cancellation);
                return new OpenedConversation(interaction.Id);
            }
            catch (DbUpdateException) when (attempt < 3 && !cancellation.IsCancellationRequested)
            {
                // The customer wrote, or a colleague opened it, in the same moment: look again.
            }
        }
    }

    /// <summary>Null when nothing is open with this customer.</summary>
    private async Task<OpenedConversation?> GoOnAsync(MotionDbContext database, int userId, int accountId, long contactId, CancellationToken cancellation)
    {
        var open = await (
            from i in database.Interactions
            where i.AccountId == accountId && i.ContactId == contactId && i.Status == InteractionStatus.Open
            join owner in database.Users on i.OwnerId equals owner.Id into owners
            from owner in owners.DefaultIfEmpty()
            select new { i.Id, i.OwnerId, Owner = owner == null ? null : owner.FullName }).SingleOrDefaultAsync(cancellation);
        if (open is null)
            return null;
        if (open.OwnerId == userId)
            return new OpenedConversation(open.Id);
        return (await take.HandleAsync(userId, open.Id, cancellation)).Refusal switch
        {
            null => new OpenedConversation(open.Id),
            DeskRefusal.NoRoom => new OpenedConversation(null, OpenConversationRefusal.NoRoom),
            DeskRefusal.StillAsking => new OpenedConversation(null, OpenConversationRefusal.StillAsking),
            _ => new OpenedConversation(null, OpenConversationRefusal.AlreadyTaken, open.Owner),
        };
    }

    private static Task<bool> IsFullAsync(MotionDbContext database, int userId, CancellationToken cancellation) => database.AgentStates.AnyAsync(
        state => state.UserId == userId && state.Capacity > 0
            && database.Interactions.Count(i => i.OwnerId == userId && i.Status == InteractionStatus.Open) >= state.Capacity,
        cancellation);

    private async Task<Interaction> BeginAsync(
        MotionDbContext database, int userId, int accountId, Contact contact, CustomerIdentity identity, CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        var interaction = new Interaction
        {
            AccountId = accountId,
            Contact = contact,
            Status = InteractionStatus.Open,
            IsRead = true,
            OwnerId = userId,
            CustomerIdentityKind = identity.Kind,
            CustomerIdentity = identity.Value,
            StartedAt = now,
            AcceptedAt = now,
            LastMessageAt = now,
            LastMessageDirection = MessageDirection.Out,
            // The customer's window is his, not the conversation's.
            LastInboundAt = contact.Id == 0 ? null : await database.Interactions
                .Where(i => i.AccountId == accountId && i.ContactId == contact.Id).MaxAsync(i => i.LastInboundAt, cancellation),
        };
        database.Interactions.Add(interaction);
        database.Timeline.Add(new TimelineEntry { Interaction = interaction, At = now, Kind = TimelineKind.OpenedByAgent, UserId = userId });
        return interaction;
    }

    /// <summary>The phone where there is one: every provider takes it.</summary>
    private static CustomerIdentity? IdentityOf(Contact contact)
    {
        var name = contact.Identities.OrderBy(identity => identity.Kind).ThenBy(identity => identity.Id).FirstOrDefault();
        if (name is not null)
            return new CustomerIdentity(name.Kind, name.Value);
        return (contact.Mobile ?? contact.Phone) is { } phone ? new CustomerIdentity(IdentityKind.Phone, phone) : null;
    }

    /// <summary>As an inbound message would (product.md section 5, step 2): in the account's list, else in any, else new in the account's.</summary>
    private async Task<Contact?> FindOrAddAsync(MotionDbContext database, int listId, string digits, string name, CancellationToken cancellation)
    {
        var named = database.ContactIdentities.Where(identity => identity.Kind == IdentityKind.Phone && identity.Value == digits).Select(identity => identity.ContactId);
        var known = await FirstAsync(contact => named.Contains(contact.Id)) ?? await FirstAsync(contact => contact.Mobile == digits || contact.Phone == digits);

        Task<Contact?> FirstAsync(Expression<Func<Contact, bool>> isHim) => database.Contacts.Include(contact => contact.Identities).Where(isHim)
            .OrderBy(contact => contact.ListId == listId ? 0 : 1).ThenBy(contact => contact.Id).FirstOrDefaultAsync(cancellation);
        if (known is not null)
            return known;
        var contact = new Contact { ListId = listId, FirstName = name, Phone = digits, Mobile = digits, CreatedAt = time.GetUtcNow() };
        contact.Identities.Add(new ContactIdentity { ListId = listId, Kind = IdentityKind.Phone, Value = digits });
        database.Contacts.Add(contact);
        return contact;
    }
}
