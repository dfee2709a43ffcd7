using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Motion.Blazor.Identity;
using Motion.Blazor.Pipeline;
using Motion.Domain.Accounts;
using Motion.Domain.Agents;
using Motion.Domain.Assistants;
using Motion.Domain.CannedAnswers;
using Motion.Domain.Dispositions;
using Motion.Domain.Interactions;
using Motion.Domain.Queues;
using Motion.Domain.Routing;

namespace Motion.Blazor.Data.Configurations;

internal sealed class QueueConfiguration : IEntityTypeConfiguration<Queue>
{
    public void Configure(EntityTypeBuilder<Queue> queue)
    {
        queue.Property(q => q.Name).HasMaxLength(255);
        queue.HasIndex(q => q.Name).IsUnique();
        queue.Property(q => q.Description).HasMaxLength(2000);
    }
}

internal sealed class QueueMemberConfiguration : IEntityTypeConfiguration<QueueMember>
{
    public void Configure(EntityTypeBuilder<QueueMember> member)
    {
        member.HasKey(m => new { m.QueueId, m.UserId });
        member.HasOne<Queue>().WithMany().HasForeignKey(m => m.QueueId);
        member.HasOne<MotionUser>().WithMany().HasForeignKey(m => m.UserId);
    }
}

internal sealed class PauseConfiguration : IEntityTypeConfiguration<Pause>
{
    public void Configure(EntityTypeBuilder<Pause> pause)
    {
        pause.Property(p => p.Name).HasMaxLength(255);
        pause.HasIndex(p => p.Name).IsUnique();
    }
}

internal sealed class DispositionConfiguration : IEntityTypeConfiguration<Disposition>
{
    public void Configure(EntityTypeBuilder<Disposition> disposition)
    {
        disposition.Property(d => d.Name).HasMaxLength(255);
        disposition.HasIndex(d => d.System).IsUnique();
        disposition.HasOne<Disposition>().WithMany().HasForeignKey(d => d.ParentId).OnDelete(DeleteBehavior.Restrict);
        disposition.HasOne<Account>().WithMany().HasForeignKey(d => d.AccountId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class IntervalConfiguration : IEntityTypeConfiguration<Interval>
{
    public void Configure(EntityTypeBuilder<Interval> interval)
    {
        interval.Property(i => i.Name).HasMaxLength(255);
        interval.HasIndex(i => i.Name).IsUnique();
        interval.Property(i => i.TimeZone).HasMaxLength(64);
    }
}

internal sealed class CannedAnswerConfiguration : IEntityTypeConfiguration<CannedAnswer>
{
    public void Configure(EntityTypeBuilder<CannedAnswer> answer)
    {
        answer.Property(a => a.Key).HasMaxLength(40);
        answer.Property(a => a.NormalizedKey).HasMaxLength(40).UsePropertyAccessMode(PropertyAccessMode.Property);
        answer.Property(a => a.Text).HasMaxLength(4096);
        answer.HasIndex(a => new { a.AccountId, a.NormalizedKey }).IsUnique();
        // An index takes two that are of no account for different ones.
        answer.HasIndex(a => a.NormalizedKey).IsUnique().HasFilter("\"AccountId\" IS NULL").HasDatabaseName("IX_CannedAnswers_General");
        answer.HasOne<Account>().WithMany().HasForeignKey(a => a.AccountId);
    }
}

internal sealed class AssistantConfiguration : IEntityTypeConfiguration<Assistant>
{
    public void Configure(EntityTypeBuilder<Assistant> assistant)
    {
        assistant.Property(a => a.Name).HasMaxLength(255);
        assistant.HasIndex(a => a.Name).IsUnique();
        assistant.Property(a => a.Endpoint).HasMaxLength(2000);
        assistant.Property(a => a.Model).HasMaxLength(255);
        assistant.Property(a => a.Instructions).HasMaxLength(8000);
    }
}

internal sealed class AgentStateConfiguration : IEntityTypeConfiguration<AgentState>
{
    public void Configure(EntityTypeBuilder<AgentState> state)
    {
        state.HasKey(s => s.UserId);
        state.Property(s => s.UserId).ValueGeneratedNever();
        state.HasOne<MotionUser>().WithMany().HasForeignKey(s => s.UserId);
        state.HasOne<Pause>().WithMany().HasForeignKey(s => s.PauseId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class PresenceLeaseConfiguration : IEntityTypeConfiguration<PresenceLease>
{
    public void Configure(EntityTypeBuilder<PresenceLease> lease)
    {
        lease.Property(l => l.Id).ValueGeneratedNever();
        lease.HasIndex(l => l.UserId);
        lease.HasIndex(l => l.NodeId);
        lease.HasOne<MotionUser>().WithMany().HasForeignKey(l => l.UserId);
    }
}

internal sealed class DeskTabConfiguration : IEntityTypeConfiguration<DeskTab>
{
    public void Configure(EntityTypeBuilder<DeskTab> tab)
    {
        tab.HasKey(t => new { t.UserId, t.InteractionId });
        tab.HasOne<MotionUser>().WithMany().HasForeignKey(t => t.UserId);
        tab.HasOne<Interaction>().WithMany().HasForeignKey(t => t.InteractionId);
    }
}

internal sealed class DraftConfiguration : IEntityTypeConfiguration<Draft>
{
    public void Configure(EntityTypeBuilder<Draft> draft)
    {
        draft.HasKey(d => new { d.UserId, d.InteractionId });
        draft.HasOne<MotionUser>().WithMany().HasForeignKey(d => d.UserId);
        draft.HasOne<Interaction>().WithMany().HasForeignKey(d => d.InteractionId);
    }
}

internal sealed class InboxConfiguration : IEntityTypeConfiguration<InboxPayload>
{
    public void Configure(EntityTypeBuilder<InboxPayload> payload)
    {
        payload.ToTable("Inbox");
        payload.Property(p => p.ContentType).HasMaxLength(255);
        // The intake writes neither of them.
        payload.Property(p => p.Messages).HasDefaultValue(0);
        payload.Property(p => p.Statuses).HasDefaultValue(0);
        payload.HasIndex(p => p.DoneAt);
        payload.HasOne<Account>().WithMany().HasForeignKey(p => p.AccountId);
    }
}

internal sealed class DeadLetterConfiguration : IEntityTypeConfiguration<DeadLetter>
{
    public void Configure(EntityTypeBuilder<DeadLetter> letter)
    {
        letter.Property(l => l.Reason).HasMaxLength(1000);
        letter.HasIndex(l => l.CreatedAt);
        letter.HasIndex(l => l.InboxPayloadId);
        letter.HasOne<Account>().WithMany().HasForeignKey(l => l.AccountId);
    }
}

internal sealed class RefusedWebhookConfiguration : IEntityTypeConfiguration<RefusedWebhook>
{
    public void Configure(EntityTypeBuilder<RefusedWebhook> refused)
    {
        refused.Property(r => r.Reason).HasMaxLength(500);
        refused.Property(r => r.RemoteAddress).HasMaxLength(64);
        refused.HasIndex(r => r.At);
    }
}

internal sealed class ParkedEventConfiguration : IEntityTypeConfiguration<ParkedEvent>
{
    public void Configure(EntityTypeBuilder<ParkedEvent> parked)
    {
        parked.Property(p => p.ProviderMessageId).HasMaxLength(255);
        parked.HasIndex(p => new { p.AccountId, p.ProviderMessageId });
        parked.HasOne<Account>().WithMany().HasForeignKey(p => p.AccountId);
    }
}

internal sealed class OutboxConfiguration : IEntityTypeConfiguration<OutboxItem>
{
    public void Configure(EntityTypeBuilder<OutboxItem> item)
    {
        item.ToTable("Outbox");
        item.Property(i => i.CustomerIdentity).HasMaxLength(160);
        item.HasIndex(i => new { i.AccountId, i.State });
        item.HasIndex(i => i.MessageId).IsUnique();
        item.HasOne(i => i.Message).WithMany().HasForeignKey(i => i.MessageId).OnDelete(DeleteBehavior.Restrict);
        item.HasOne<Account>().WithMany().HasForeignKey(i => i.AccountId);
    }
}

internal sealed class ApiKeyConfiguration : IEntityTypeConfiguration<ApiKey>
{
    public void Configure(EntityTypeBuilder<ApiKey> key)
    {
        key.Property(k => k.Name).HasMaxLength(255);
        key.Property(k => k.Hash).HasMaxLength(64);
        key.HasIndex(k => k.Hash).IsUnique();
    }
}

internal sealed class MotionUserConfiguration : IEntityTypeConfiguration<MotionUser>
{
    public void Configure(EntityTypeBuilder<MotionUser> user)
    {
        user.Property(u => u.FullName).HasMaxLength(255);
        user.Property(u => u.Language).HasMaxLength(10);
    }
}
