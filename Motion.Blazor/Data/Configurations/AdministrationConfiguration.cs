using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Motion.Blazor.Features.Administration.Audit;
using Motion.Blazor.Features.Administration.Settings;
using Motion.Blazor.Identity;
using Motion.Domain.Accounts;

namespace Motion.Blazor.Data.Configurations;

internal sealed class AuditEntryConfiguration : IEntityTypeConfiguration<AuditEntry>
{
    public void Configure(EntityTypeBuilder<AuditEntry> entry)
    {
        entry.ToTable("Audit");
        entry.Property(e => e.Actor).HasMaxLength(255);
        entry.Property(e => e.SubjectName).HasMaxLength(255);
        entry.HasIndex(e => e.At);
        entry.HasIndex(e => new { e.Subject, e.SubjectId });
    }
}

internal sealed class SystemSettingConfiguration : IEntityTypeConfiguration<SystemSetting>
{
    public void Configure(EntityTypeBuilder<SystemSetting> setting)
    {
        setting.ToTable("Settings");
        setting.HasKey(s => s.Name);
        setting.Property(s => s.Name).HasMaxLength(100);
    }
}

internal sealed class SupervisorAccountConfiguration : IEntityTypeConfiguration<SupervisorAccount>
{
    public void Configure(EntityTypeBuilder<SupervisorAccount> limit)
    {
        limit.HasKey(l => new { l.UserId, l.AccountId });
        limit.HasOne<MotionUser>().WithMany().HasForeignKey(l => l.UserId);
        limit.HasOne<Account>().WithMany().HasForeignKey(l => l.AccountId);
    }
}
