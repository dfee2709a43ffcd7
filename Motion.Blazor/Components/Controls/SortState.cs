namespace Motion.Blazor.Components.Controls;

/// <summary>How a column is sorted; the names are those of aria-sort.</summary>
public enum SortState
{
    None,
    Ascending,
    Descending,
}
