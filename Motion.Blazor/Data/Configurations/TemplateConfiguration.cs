using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Motion.Blazor.Features.Templates;
using Motion.Domain.Accounts;

namespace Motion.Blazor.Data.Configurations;

internal sealed class AccountTemplateConfiguration : IEntityTypeConfiguration<AccountTemplate>
{
    public void Configure(EntityTypeBuilder<AccountTemplate> template)
    {
        // Meta's longest name is 512; together with the account they fit into an index of any database.
        template.Property(t => t.Name).HasMaxLength(512);
        template.Property(t => t.Language).HasMaxLength(32);
        template.HasIndex(t => new { t.AccountId, t.Name, t.Language }).IsUnique();
        template.HasOne<Account>().WithMany().HasForeignKey(t => t.AccountId);
    }
}

internal sealed class TemplateListStateConfiguration : IEntityTypeConfiguration<TemplateListState>
{
    public void Configure(EntityTypeBuilder<TemplateListState> state)
    {
        state.ToTable("TemplateLists");
        state.HasKey(s => s.AccountId);
        state.Property(s => s.AccountId).ValueGeneratedNever();
        state.Property(s => s.FailureDetail).HasMaxLength(1000);
        state.HasOne<Account>().WithMany().HasForeignKey(s => s.AccountId);
    }
}
