using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Motion.Domain.Contacts;

namespace Motion.Blazor.Data.Configurations;

internal sealed class ContactListConfiguration : IEntityTypeConfiguration<ContactList>
{
    public void Configure(EntityTypeBuilder<ContactList> list)
    {
        list.Property(l => l.Name).HasMaxLength(255);
        list.HasIndex(l => l.Name).IsUnique();
        list.Property(l => l.Description).HasMaxLength(2000);
    }
}

internal sealed class ContactConfiguration : IEntityTypeConfiguration<Contact>
{
    public void Configure(EntityTypeBuilder<Contact> contact)
    {
        contact.Property(c => c.FirstName).HasMaxLength(255);
        contact.Property(c => c.LastName).HasMaxLength(255);
        contact.Property(c => c.Phone).HasMaxLength(40);
        contact.Property(c => c.Mobile).HasMaxLength(40);
        contact.Property(c => c.Email).HasMaxLength(320);
        contact.Ignore(c => c.DisplayName);
        contact.Property(c => c.SearchText).HasMaxLength(920).UsePropertyAccessMode(PropertyAccessMode.Property);
        contact.HasIndex(c => new { c.FirstName, c.LastName, c.Id });
        contact.HasIndex(c => new { c.ListId, c.Email });
        contact.HasIndex(c => new { c.ListId, c.FirstName, c.LastName, c.Id });
        contact.HasOne<ContactList>().WithMany().HasForeignKey(c => c.ListId).OnDelete(DeleteBehavior.Restrict);
        contact.HasMany(c => c.Identities).WithOne().HasForeignKey(i => i.ContactId);
    }
}

internal sealed class ContactIdentityConfiguration : IEntityTypeConfiguration<ContactIdentity>
{
    public void Configure(EntityTypeBuilder<ContactIdentity> identity)
    {
        identity.Property(i => i.Value).HasMaxLength(160);
        identity.HasIndex(i => new { i.ListId, i.Kind, i.Value }).IsUnique();
        identity.HasIndex(i => i.Value);
    }
}

internal sealed class ContactMergeConfiguration : IEntityTypeConfiguration<ContactMerge>
{
    public void Configure(EntityTypeBuilder<ContactMerge> merge)
    {
        merge.Property(m => m.AbsorbedName).HasMaxLength(520);
        merge.HasIndex(m => m.ContactId);
    }
}
