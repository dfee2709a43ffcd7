using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Motion.Blazor.Identity;
using Motion.Domain.Accounts;
using Motion.Domain.Contacts;
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

internal sealed class PlanRowConfiguration : IEntityTypeConfiguration<PlanRow>
{
    public void Configure(EntityTypeBuilder<PlanRow> row)
    {
        row.HasIndex(r => new { r.AccountId, r.Position });
        row.HasOne<Account>().WithMany().HasForeignKey(r => r.AccountId);
        row.HasOne<MotionUser>().WithMany().HasForeignKey(r => r.AgentId).OnDelete(DeleteBehavior.Restrict);
        row.HasOne<Queue>().WithMany().HasForeignKey(r => r.QueueId).OnDelete(DeleteBehavior.Restrict);
    }
}
