using Microsoft.EntityFrameworkCore;
using Motion.Blazor.Data;
using Motion.Domain.Accounts;
using Motion.Domain.Contacts;
using Motion.Domain.Interactions;
using Motion.Domain.Routing;

namespace Motion.Blazor.Features.Desk.Conversation;

/// <summary>Everything about a conversation but its messages.</summary>
public sealed record ConversationFacts
{
    public required long InteractionId { get; init; }
    public required InteractionStatus Status { get; init; }
    public required bool IsRead { get; init; }
    public required bool IsBeingAsked { get; init; }
    public int? OwnerId { get; init; }
    public string? OwnerName { get; init; }
    public string? QueueName { get; init; }
    public required DateTimeOffset StartedAt { get; init; }
    public DateTimeOffset? AcceptedAt { get; init; }
    public DateTimeOffset? ClosedAt { get; init; }
    public DateTimeOffset? LastInboundAt { get; init; }
    public required int MessageCount { get; init; }
    public required AccountFacts Account { get; init; }
    public required ContactFacts Contact { get; init; }
    public string? Disposition { get; init; }
    public required int EarlierCount { get; init; }
    public required string Draft { get; init; }
    public required string NoteDraft { get; init; }
    public required int UnreadCount { get; init; }

    /// <summary>It is being handed over by its owner.</summary>
    public required bool IsBeingTransferred { get; init; }

    /// <summary>The agent or queue that is being asked, or null.</summary>
    public string? AskedName { get; init; }
}

public sealed record AccountFacts(int Id, string Key, string Name, AccountType Type, bool IsSendingStopped)
{
    public bool MayTransfer { get; init; }
    public bool MandatoryDisposition { get; init; }
    public bool HasAssistant { get; init; }
    public bool HasTranslation { get; init; }
    public bool HasVideo { get; init; }
    public string? RecontactTemplateName { get; init; }
    public string? RecontactTemplateLanguage { get; init; }
}

public sealed record ContactFacts(long Id, string FirstName, string LastName, string? Phone, string? Mobile, string? Email, string? ListName)
{
    public string? FreeFields { get; init; }

    public string Name => Domain.Contacts.Contact.NameOf(FirstName, LastName, Mobile ?? Phone);
}

internal sealed class ReadConversation(IDbContextFactory<MotionDbContext> databases)
{
    private static readonly PreparedQuery<int, long, ConversationFacts> Facts = new((database, userId, interactionId) =>
        from i in DeskScope.Interactions.On(database, userId).AsNoTracking()
        where i.Id == interactionId
        join account in database.Accounts on i.AccountId equals account.Id
        join owner in database.Users on i.OwnerId equals owner.Id into owners
        from owner in owners.DefaultIfEmpty()
        join queue in database.Queues on i.QueueId equals queue.Id into queues
        from queue in queues.DefaultIfEmpty()
        select new ConversationFacts
        {
            InteractionId = i.Id,
            Status = i.Status,
            IsRead = i.IsRead,
            IsBeingAsked = i.Stage != null,
            OwnerId = i.OwnerId,
            OwnerName = owner == null ? null : owner.FullName,
            QueueName = queue == null ? null : queue.Name,
            StartedAt = i.StartedAt,
            AcceptedAt = i.AcceptedAt,
            ClosedAt = i.ClosedAt,
            LastInboundAt = i.LastInboundAt,
            MessageCount = i.MessageCount,
            UnreadCount = i.UnreadCount,
            IsBeingTransferred = i.Stage == RoundStage.Transfer,
            AskedName = i.Stage == null ? null
                : i.RoundQueueId != null ? database.Queues.Where(asked => asked.Id == i.RoundQueueId).Select(asked => asked.Name).FirstOrDefault()
                : database.Users.Where(asked => asked.Id == i.RoundAgentId).Select(asked => asked.FullName).FirstOrDefault(),
            Account = new AccountFacts(account.Id, account.Key, account.Name, account.Type, account.SendingStoppedAt != null)
            {
                MayTransfer = account.TransferToAgent || account.TransferToQueue,
                MandatoryDisposition = account.MandatoryDisposition,
                HasAssistant = account.AssistantId != null,
                HasTranslation = account.TranslationEnabled && account.TranslationService != null,
                HasVideo = account.VideoEnabled,
                RecontactTemplateName = account.RecontactTemplateName,
                RecontactTemplateLanguage = account.RecontactTemplateLanguage,
            },
            Contact = new ContactFacts(
                i.ContactId ?? 0, i.Contact!.FirstName ?? "", i.Contact!.LastName ?? "", i.Contact!.Phone, i.Contact!.Mobile, i.Contact!.Email,
                database.ContactLists.Where(list => list.Id == i.Contact!.ListId).Select(list => list.Name).FirstOrDefault())
            {
                FreeFields = i.Contact!.FreeFields,
            },
            Disposition = (
                from given in database.InteractionDispositions
                where given.InteractionId == i.Id
                join disposition in database.Dispositions on given.DispositionId equals disposition.Id
                orderby given.Id descending
                select disposition.Name).FirstOrDefault(),
            EarlierCount = database.Interactions.Count(e => e.ContactId == i.ContactId && i.ContactId != null && e.AccountId == i.AccountId && e.Id < i.Id),
            Draft = database.Drafts.Where(d => d.UserId == userId && d.InteractionId == i.Id).Select(d => d.Text).FirstOrDefault() ?? "",
            NoteDraft = database.Drafts.Where(d => d.UserId == userId && d.InteractionId == i.Id).Select(d => d.Note).FirstOrDefault() ?? "",
        });

    /// <returns>Null when there is no such conversation in the agent's accounts.</returns>
    public async Task<ConversationFacts?> HandleAsync(int userId, long interactionId, CancellationToken cancellation)
    {
        await using var database = await databases.CreateDbContextAsync(cancellation);
        return await Facts.On(database, userId, interactionId).SingleOrDefaultAsync(cancellation);
    }
}
