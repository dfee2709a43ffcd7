using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Motion.Domain.Contacts;
using Motion.Domain.Interactions;
using Motion.Domain.Messaging;
using Motion.Domain.Search;

namespace Motion.Blazor.Data.Search;

/// <summary>
/// What is kept beside the rows only to be searched and sorted by (docs/decisions/012-search.md). Written with the row they belong to, in
/// <see cref="Stamp"/>; nobody else writes them.
/// </summary>
internal static class SearchColumns
{
    /// <summary>Of a message: <see cref="SearchText.Kept"/> of its text; empty once the customer deleted it.</summary>
    public const string Text = "SearchText";

    /// <summary>Of a contact: its name, kept in the same way.</summary>
    public const string Name = "SearchName";

    /// <summary>Of a contact: its numbers, each kept in the same way, one behind the other.</summary>
    public const string Phones = "SearchPhones";

    /// <summary>Of an interaction: whole seconds from its start until an agent first accepted it, or null.</summary>
    public const string Wait = "AcceptedWait";

    public static void Stamp(EntityEntry entry)
    {
        if (entry.State is not (EntityState.Added or EntityState.Modified))
            return;
        switch (entry.Entity)
        {
            case Message message:
                Set(entry.Property(Text), message.RevokedAt is null ? SearchText.Kept(message.Body) : "");
                break;
            case Contact contact:
                Set(entry.Property(Name), SearchText.KeptName(contact.FirstName, contact.LastName));
                Set(entry.Property(Phones), KeptPhones(contact.Mobile, contact.Phone));
                break;
            case Interaction interaction:
                Set(entry.Property(Wait), WaitOf(interaction));
                break;
        }
    }

    /// <summary>No piece anybody can look for reaches from one number into the next.</summary>
    public static string KeptPhones(string? mobile, string? phone) => SearchText.Kept(mobile ?? "") + (phone == mobile ? "" : SearchText.Kept(phone ?? ""));

    private static int? WaitOf(Interaction interaction) => interaction.AcceptedAt is { } at
        ? (int)Math.Clamp(Math.Floor((at - interaction.StartedAt).TotalSeconds), 0, int.MaxValue)
        : null;

    private static void Set(PropertyEntry property, object? value)
    {
        if (!Equals(property.CurrentValue, value))
            property.CurrentValue = value;
    }
}

internal sealed class SearchedMessageConfiguration : IEntityTypeConfiguration<Message>
{
    public void Configure(EntityTypeBuilder<Message> message) =>
        message.Property<string>(SearchColumns.Text).IsRequired().HasDefaultValue("");
}

internal sealed class SearchedContactConfiguration : IEntityTypeConfiguration<Contact>
{
    /// <summary>Two names, a blank and the marks.</summary>
    private const int LongestName = 513;

    /// <summary>Two numbers and their marks.</summary>
    private const int LongestPhones = 84;

    public void Configure(EntityTypeBuilder<Contact> contact)
    {
        contact.Property<string>(SearchColumns.Name).IsRequired().HasMaxLength(LongestName).HasDefaultValue("");
        contact.HasIndex(SearchColumns.Name);
        contact.Property<string>(SearchColumns.Phones).IsRequired().HasMaxLength(LongestPhones).HasDefaultValue("");
        contact.HasIndex(c => c.Mobile);
        contact.HasIndex(c => c.Phone);
    }
}

internal sealed class SearchedInteractionConfiguration : IEntityTypeConfiguration<Interaction>
{
    public void Configure(EntityTypeBuilder<Interaction> interaction)
    {
        interaction.Property<int?>(SearchColumns.Wait);
        // Each plain filter in the list's usual order; they also serve to sort by what they begin with.
        interaction.HasIndex(i => new { i.OwnerId, i.LastMessageAt });
        interaction.HasIndex(i => new { i.QueueId, i.LastMessageAt });
        interaction.HasIndex(i => new { i.AccountId, i.LastMessageAt });
        interaction.HasIndex(i => new { i.Status, i.LastMessageAt });
        interaction.HasIndex(i => new { i.IsRead, i.LastMessageAt });
        // Of a stretch the newest are found without a look at the rows.
        interaction.HasIndex(i => new { i.ClosedAt, i.LastMessageAt });
        interaction.HasIndex(i => new { i.MessageCount, i.LastMessageAt });
        interaction.HasIndex(SearchColumns.Wait, nameof(Interaction.LastMessageAt));
        interaction.HasIndex(i => i.StartedAt);
    }
}
