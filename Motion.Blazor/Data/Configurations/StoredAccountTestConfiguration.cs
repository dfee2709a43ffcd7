using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Motion.Blazor.Features.Accounts;
using Motion.Domain.Accounts;

namespace Motion.Blazor.Data.Configurations;

internal sealed class StoredAccountTestConfiguration : IEntityTypeConfiguration<StoredAccountTest>
{
    public void Configure(EntityTypeBuilder<StoredAccountTest> test)
    {
        test.ToTable("AccountTests");
        test.HasKey(t => t.AccountId);
        test.Property(t => t.AccountId).ValueGeneratedNever();
        test.HasOne<Account>().WithMany().HasForeignKey(t => t.AccountId);
    }
}
