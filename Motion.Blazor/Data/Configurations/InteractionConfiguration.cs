using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Motion.Blazor.Identity;
using Motion.Domain.Accounts;
using Motion.Domain.Contacts;
using Motion.Domain.Dispositions;
using Motion.Domain.Interactions;
using Motion.Domain.Messaging;

namespace Motion.Blazor.Data.Configurations;

internal sealed class InteractionConfiguration : IEntityTypeConfiguration<Interaction>
{
    public void Configure(EntityTypeBuilder<Interaction> interaction)
    {
        interaction.Property(i => i.CustomerIdentity).HasMaxLength(160);
        interaction.Property(i => i.LastMessagePreview).HasMaxLength(160);
        interaction.Property(i => i.Version).IsConcurrencyToken();

        // The database itself keeps "seldom more than one open: never" (product.md section 2). 0 is InteractionStatus.Open.
        interaction.HasIndex(i => new { i.AccountId, i.ContactId }).IsUnique().HasFilter("\"Status\" = 0").HasDatabaseName("IX_Interactions_OneOpen");
        interaction.HasIndex(i => new { i.OwnerId, i.Status });
        interaction.HasIndex(i => new { i.AccountId, i.Status, i.LastMessageAt });
        interaction.HasIndex(i => i.LastMessageAt);
        interaction.HasIndex(i => i.ContactId);
        // Few of many are being offered to somebody; the sweeps want just those.
        interaction.HasIndex(i => i.Stage).HasFilter("\"Stage\" IS NOT NULL");

        interaction.HasOne<Account>().WithMany().HasForeignKey(i => i.AccountId);
        interaction.HasOne(i => i.Contact).WithMany().HasForeignKey(i => i.ContactId).OnDelete(DeleteBehavior.Restrict);
        interaction.HasOne<MotionUser>().WithMany().HasForeignKey(i => i.OwnerId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class OfferConfiguration : IEntityTypeConfiguration<Offer>
{
    public void Configure(EntityTypeBuilder<Offer> offer)
    {
        offer.HasIndex(o => new { o.InteractionId, o.RoundNumber });
        offer.HasIndex(o => new { o.UserId, o.State });
        // The wallboard counts a day.
        offer.HasIndex(o => o.OfferedAt);
        offer.HasOne(x => x.Interaction).WithMany().HasForeignKey(o => o.InteractionId);
    }
}

internal sealed class DeadlineConfiguration : IEntityTypeConfiguration<Deadline>
{
    public void Configure(EntityTypeBuilder<Deadline> deadline)
    {
        deadline.HasIndex(d => d.DueAt);
        deadline.HasIndex(d => d.InteractionId);
        deadline.HasOne(x => x.Interaction).WithMany().HasForeignKey(d => d.InteractionId);
    }
}

internal sealed class TimelineConfiguration : IEntityTypeConfiguration<TimelineEntry>
{
    public void Configure(EntityTypeBuilder<TimelineEntry> entry)
    {
        entry.HasIndex(e => e.InteractionId);
        entry.Property(e => e.Text).HasMaxLength(2000);
        entry.HasOne(x => x.Interaction).WithMany().HasForeignKey(e => e.InteractionId);
    }
}

internal sealed class InteractionDispositionConfiguration : IEntityTypeConfiguration<InteractionDisposition>
{
    public void Configure(EntityTypeBuilder<InteractionDisposition> given)
    {
        given.HasIndex(g => g.InteractionId);
        given.HasOne(x => x.Interaction).WithMany().HasForeignKey(g => g.InteractionId);
        given.HasOne<Disposition>().WithMany().HasForeignKey(g => g.DispositionId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class TagConfiguration : IEntityTypeConfiguration<Tag>
{
    public void Configure(EntityTypeBuilder<Tag> tag)
    {
        tag.Property(t => t.Name).HasMaxLength(Tag.MaxNameLength);
        tag.HasIndex(t => t.Name).IsUnique();
    }
}

internal sealed class InteractionTagConfiguration : IEntityTypeConfiguration<InteractionTag>
{
    public void Configure(EntityTypeBuilder<InteractionTag> tagged)
    {
        tagged.HasKey(t => new { t.InteractionId, t.TagId });
        tagged.HasIndex(t => t.TagId);
        tagged.HasOne(x => x.Interaction).WithMany().HasForeignKey(t => t.InteractionId);
        tagged.HasOne<Tag>().WithMany().HasForeignKey(t => t.TagId);
    }
}

internal sealed class MessageConfiguration : IEntityTypeConfiguration<Message>
{
    public void Configure(EntityTypeBuilder<Message> message)
    {
        message.Property(m => m.ProviderMessageId).HasMaxLength(255);
        message.Property(m => m.EarlierProviderMessageId).HasMaxLength(255);
        message.Property(m => m.ReplyToProviderMessageId).HasMaxLength(255);
        message.Property(m => m.FailureDetail).HasMaxLength(1000);
        // The sender and the provider's webhooks change it at the same time; the later one has to look at what the earlier one said.
        message.Property(m => m.Status).IsConcurrencyToken();
        message.HasIndex(m => new { m.AccountId, m.ProviderMessageId }).IsUnique();
        message.HasIndex(m => new { m.InteractionId, m.CreatedAt, m.Id });
        message.HasIndex(m => m.ClientKey).IsUnique();
        message.HasOne(x => x.Interaction).WithMany().HasForeignKey(m => m.InteractionId);
        message.HasOne(m => m.Attachment).WithOne().HasForeignKey<Attachment>(a => a.MessageId);
    }
}

internal sealed class StatusEventConfiguration : IEntityTypeConfiguration<StatusEvent>
{
    public void Configure(EntityTypeBuilder<StatusEvent> happened)
    {
        happened.Property(e => e.ProviderMessageId).HasMaxLength(255);
        happened.Property(e => e.Code).HasMaxLength(StatusEvent.LongestCode);
        happened.HasIndex(e => new { e.MessageId, e.ProviderMessageId, e.Status, e.Code }).IsUnique();
        happened.HasOne<Message>().WithMany().HasForeignKey(e => e.MessageId);
    }
}

internal sealed class AttachmentConfiguration : IEntityTypeConfiguration<Attachment>
{
    public void Configure(EntityTypeBuilder<Attachment> attachment)
    {
        attachment.Property(a => a.MimeType).HasMaxLength(255);
        attachment.Property(a => a.FileName).HasMaxLength(255);
        attachment.Property(a => a.Sha256).HasMaxLength(64);
        attachment.Property(a => a.Path).HasMaxLength(255);
        attachment.Property(a => a.Error).HasMaxLength(1000);
        attachment.HasIndex(a => new { a.State, a.NextAttemptAt });
    }
}

internal sealed class UploadConfiguration : IEntityTypeConfiguration<Upload>
{
    public void Configure(EntityTypeBuilder<Upload> upload)
    {
        upload.Property(u => u.MimeType).HasMaxLength(255);
        upload.Property(u => u.FileName).HasMaxLength(255);
        upload.Property(u => u.Sha256).HasMaxLength(64);
        upload.Property(u => u.Path).HasMaxLength(255);
        upload.HasIndex(u => u.UploadedAt);
        upload.HasOne<Interaction>().WithMany().HasForeignKey(u => u.InteractionId);
    }
}
