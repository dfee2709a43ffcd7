using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Motion.Blazor.Identity;
using Motion.Domain.Accounts;
using Motion.Domain.Agents;
using Motion.Domain.Assistants;
using Motion.Domain.Contacts;
using Motion.Domain.Dispositions;
using Motion.Domain.Interactions;
using Motion.Domain.Queues;
using Motion.Domain.Routing;

namespace Motion.Blazor.Data.Configurations;

internal sealed class AccountConfiguration : IEntityTypeConfiguration<Account>
{
    public void Configure(EntityTypeBuilder<Account> account)
    {
        account.Property(a => a.Name).HasMaxLength(255);
        account.HasIndex(a => a.Name).IsUnique();
        account.Property(a => a.Key).HasMaxLength(5);
        account.Property(a => a.NormalizedKey).HasMaxLength(5).UsePropertyAccessMode(PropertyAccessMode.Property);
        account.HasIndex(a => a.NormalizedKey).IsUnique();
        account.Property(a => a.Domain).HasMaxLength(255);
        account.Property(a => a.Phone).HasMaxLength(20);
        account.Property(a => a.Description).HasMaxLength(2000);
        account.Property(a => a.ProxyToken).HasMaxLength(64);
        account.Property(a => a.NotificationTemplate).HasMaxLength(4000);
        account.Property(a => a.SendingStoppedReason).HasMaxLength(1000);
        account.Property(a => a.ChangedBy).HasMaxLength(255);
        account.Property(a => a.WhitelistResponse).HasMaxLength(4000);
        account.Property(a => a.RecontactTemplateName).HasMaxLength(512);
        account.Property(a => a.RecontactTemplateLanguage).HasMaxLength(20);
        account.Property(a => a.VideoTopic).HasMaxLength(255);
        account.HasIndex(a => a.VideoTopic).IsUnique();
        account.Property(a => a.VideoNote).HasMaxLength(2000);
        account.HasOne<Pause>().WithMany().HasForeignKey(a => a.MandatoryPauseId).OnDelete(DeleteBehavior.Restrict);
        account.HasOne<Assistant>().WithMany().HasForeignKey(a => a.AssistantId).OnDelete(DeleteBehavior.Restrict);
        account.Property(a => a.Version).IsConcurrencyToken();
        account.HasOne<ContactList>().WithMany().HasForeignKey(a => a.ContactListId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class AccountAgentConfiguration : IEntityTypeConfiguration<AccountAgent>
{
    public void Configure(EntityTypeBuilder<AccountAgent> member)
    {
        member.HasKey(m => new { m.AccountId, m.UserId });
        member.HasOne<Account>().WithMany().HasForeignKey(m => m.AccountId);
        member.HasOne<MotionUser>().WithMany().HasForeignKey(m => m.UserId);
    }
}

internal sealed class AccountWhitelistConfiguration : IEntityTypeConfiguration<AccountWhitelist>
{
    public void Configure(EntityTypeBuilder<AccountWhitelist> whitelist)
    {
        whitelist.HasKey(w => new { w.AccountId, w.ListId });
        whitelist.HasOne<Account>().WithMany().HasForeignKey(w => w.AccountId);
        whitelist.HasOne<ContactList>().WithMany().HasForeignKey(w => w.ListId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class PlanRowConfiguration : IEntityTypeConfiguration<PlanRow>
{
    public void Configure(EntityTypeBuilder<PlanRow> row)
    {
        row.HasIndex(r => new { r.AccountId, r.Position });
        row.HasOne<Account>().WithMany().HasForeignKey(r => r.AccountId);
        row.HasOne<MotionUser>().WithMany().HasForeignKey(r => r.AgentId).OnDelete(DeleteBehavior.Restrict);
        row.HasOne<Queue>().WithMany().HasForeignKey(r => r.QueueId).OnDelete(DeleteBehavior.Restrict);
        row.HasOne<Interval>().WithMany().HasForeignKey(r => r.IntervalId).OnDelete(DeleteBehavior.Restrict);
        row.HasOne<Tag>().WithMany().HasForeignKey(r => r.TagId).OnDelete(DeleteBehavior.Restrict);
        row.HasOne<Disposition>().WithMany().HasForeignKey(r => r.DispositionId).OnDelete(DeleteBehavior.Restrict);
        row.HasOne<Assistant>().WithMany().HasForeignKey(r => r.AssistantId).OnDelete(DeleteBehavior.Restrict);
        row.Property(r => r.Text).HasMaxLength(4000);
        row.Property(r => r.Condition).HasMaxLength(4000);
        row.Property(r => r.HandOverWords).HasMaxLength(1000);
        row.Property(r => r.Address).HasMaxLength(2000);
    }
}
