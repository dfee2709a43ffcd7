using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;
using Motion.Blazor.Data.Search;
using Motion.Blazor.Features.Accounts;
using Motion.Blazor.Features.Administration.Audit;
using Motion.Blazor.Features.Administration.Settings;
using Motion.Blazor.Features.Desk.Translation;
using Motion.Blazor.Features.Desk.Video;
using Motion.Blazor.Features.Interactions.Exporting;
using Motion.Blazor.Features.Interactions.Saved;
using Motion.Blazor.Features.Templates;
using Motion.Blazor.Identity;
using Motion.Blazor.Pipeline;
using Motion.Domain.Accounts;
using Motion.Domain.Agents;
using Motion.Domain.Assistants;
using Motion.Domain.CannedAnswers;
using Motion.Domain.Contacts;
using Motion.Domain.Dispositions;
using Motion.Domain.Interactions;
using Motion.Domain.Messaging;
using Motion.Domain.Queues;
using Motion.Domain.Routing;

namespace Motion.Blazor.Data;

/// <summary>The one model. A derived type per database holds that database's migrations and column types.</summary>
internal abstract class MotionDbContext(DbContextOptions options) : IdentityDbContext<MotionUser, IdentityRole<int>, int>(options)
{
    public DbSet<Account> Accounts => Set<Account>();
    public DbSet<AccountAgent> AccountAgents => Set<AccountAgent>();
    public DbSet<AccountWhitelist> AccountWhitelists => Set<AccountWhitelist>();
    public DbSet<PlanRow> PlanRows => Set<PlanRow>();
    public DbSet<ContactList> ContactLists => Set<ContactList>();
    public DbSet<Contact> Contacts => Set<Contact>();
    public DbSet<ContactMerge> ContactMerges => Set<ContactMerge>();
    public DbSet<ContactIdentity> ContactIdentities => Set<ContactIdentity>();
    public DbSet<Interaction> Interactions => Set<Interaction>();
    public DbSet<Message> Messages => Set<Message>();
    public DbSet<StatusEvent> StatusEvents => Set<StatusEvent>();
    public DbSet<MessageTranslation> MessageTranslations => Set<MessageTranslation>();
    public DbSet<ReadingLanguage> ReadingLanguages => Set<ReadingLanguage>();
    public DbSet<VideoCall> VideoCalls => Set<VideoCall>();
    public DbSet<Attachment> Attachments => Set<Attachment>();
    public DbSet<Upload> Uploads => Set<Upload>();
    public DbSet<Offer> Offers => Set<Offer>();
    public DbSet<Deadline> Deadlines => Set<Deadline>();
    public DbSet<TimelineEntry> Timeline => Set<TimelineEntry>();
    public DbSet<Queue> Queues => Set<Queue>();
    public DbSet<QueueMember> QueueMembers => Set<QueueMember>();
    public DbSet<Interval> Intervals => Set<Interval>();
    public DbSet<Tag> Tags => Set<Tag>();
    public DbSet<InteractionTag> InteractionTags => Set<InteractionTag>();
    public DbSet<CannedAnswer> CannedAnswers => Set<CannedAnswer>();
    public DbSet<Assistant> Assistants => Set<Assistant>();
    public DbSet<AuditEntry> Audit => Set<AuditEntry>();
    public DbSet<SystemSetting> Settings => Set<SystemSetting>();
    public DbSet<SupervisorAccount> SupervisorAccounts => Set<SupervisorAccount>();
    public DbSet<Pause> Pauses => Set<Pause>();
    public DbSet<Disposition> Dispositions => Set<Disposition>();
    public DbSet<InteractionDisposition> InteractionDispositions => Set<InteractionDisposition>();
    public DbSet<AgentState> AgentStates => Set<AgentState>();
    public DbSet<PresenceLease> PresenceLeases => Set<PresenceLease>();
    public DbSet<DeskTab> DeskTabs => Set<DeskTab>();
    public DbSet<Draft> Drafts => Set<Draft>();
    public DbSet<InboxPayload> Inbox => Set<InboxPayload>();
    public DbSet<DeadLetter> DeadLetters => Set<DeadLetter>();
    public DbSet<RefusedWebhook> RefusedWebhooks => Set<RefusedWebhook>();
    public DbSet<ParkedEvent> ParkedEvents => Set<ParkedEvent>();
    public DbSet<OutboxItem> Outbox => Set<OutboxItem>();
    public DbSet<AccountTemplate> Templates => Set<AccountTemplate>();
    public DbSet<TemplateListState> TemplateLists => Set<TemplateListState>();
    public DbSet<StoredAccountTest> AccountTests => Set<StoredAccountTest>();
    public DbSet<ApiKey> ApiKeys => Set<ApiKey>();
    public DbSet<SavedSearch> SavedSearches => Set<SavedSearch>();
    public DbSet<ExportJob> ExportJobs => Set<ExportJob>();

    protected override void OnModelCreating(ModelBuilder builder)
    {
        base.OnModelCreating(builder);
        builder.ApplyConfigurationsFromAssembly(typeof(MotionDbContext).Assembly);
    }

    public override int SaveChanges(bool acceptAllChangesOnSuccess)
    {
        StampVersions();
        return base.SaveChanges(acceptAllChangesOnSuccess);
    }

    public override Task<int> SaveChangesAsync(bool acceptAllChangesOnSuccess, CancellationToken cancellationToken = default)
    {
        StampVersions();
        return base.SaveChangesAsync(acceptAllChangesOnSuccess, cancellationToken);
    }

    /// <summary>A version that the application writes is a concurrency token every database understands the same way.</summary>
    private void StampVersions()
    {
        foreach (var entry in ChangeTracker.Entries())
        {
            if (entry.State is EntityState.Added or EntityState.Modified && entry.Metadata.FindProperty("Version") is not null)
                entry.Property("Version").CurrentValue = Guid.CreateVersion7();
            SearchColumns.Stamp(entry);
        }
    }
}
