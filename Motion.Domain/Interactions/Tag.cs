namespace Motion.Domain.Interactions;

/// <summary>The colours a tag can have; the interface gives each one a light and a dark value.</summary>
public enum TagColour
{
    /// <summary>Grey.</summary>
    Slate,
    /// <summary>Red.</summary>
    Red,
    /// <summary>Amber.</summary>
    Amber,
    /// <summary>Green.</summary>
    Green,
    /// <summary>Teal.</summary>
    Teal,
    /// <summary>Blue.</summary>
    Blue,
    /// <summary>Violet.</summary>
    Violet,
    /// <summary>Pink.</summary>
    Pink,
}

/// <summary>A coloured label (product.md section 2).</summary>
public sealed class Tag
{
    /// <summary>Longest name.</summary>
    public const int MaxNameLength = 60;

    /// <summary>Number given by the database.</summary>
    public int Id { get; set; }
    /// <summary>Unique, at most <see cref="MaxNameLength"/> characters.</summary>
    public required string Name { get; set; }
    /// <summary>Its colour.</summary>
    public TagColour Colour { get; set; }
}

/// <summary>A tag on an interaction.</summary>
public sealed class InteractionTag
{
    /// <summary>The interaction.</summary>
    public long InteractionId { get; set; }
    /// <summary>The interaction, where loaded.</summary>
    public Interaction? Interaction { get; set; }
    /// <summary>The tag.</summary>
    public int TagId { get; set; }
    /// <summary>Who put it there; null for the plan.</summary>
    public int? UserId { get; set; }
    /// <summary>When.</summary>
    public DateTimeOffset TaggedAt { get; set; }
}
