using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Motion.Blazor.Features.Interactions.Exporting;
using Motion.Blazor.Features.Interactions.Saved;
using Motion.Blazor.Identity;

namespace Motion.Blazor.Data.Configurations;

internal sealed class SavedSearchConfiguration : IEntityTypeConfiguration<SavedSearch>
{
    public void Configure(EntityTypeBuilder<SavedSearch> search)
    {
        search.ToTable("SavedSearches");
        search.Property(s => s.Name).HasMaxLength(SavedSearch.LongestName);
        search.HasIndex(s => new { s.UserId, s.Name }).IsUnique();
        search.HasIndex(s => s.IsShared);
        search.HasOne<MotionUser>().WithMany().HasForeignKey(s => s.UserId);
    }
}

internal sealed class ExportJobConfiguration : IEntityTypeConfiguration<ExportJob>
{
    public void Configure(EntityTypeBuilder<ExportJob> job)
    {
        job.ToTable("ExportJobs");
        job.HasIndex(j => new { j.State, j.BeatAt });
        job.HasOne<MotionUser>().WithMany().HasForeignKey(j => j.UserId);
    }
}
