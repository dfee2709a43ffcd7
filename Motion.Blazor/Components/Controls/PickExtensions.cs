using Radzen;

namespace Motion.Blazor.Components.Controls;

public static class PickExtensions
{
    /// <summary>Lets a person pick any number of things, with a search; null when he gave up.</summary>
    /// <param name="dialogs">The circuit's dialog service.</param>
    /// <param name="title">What is picked.</param>
    /// <param name="options">What there is, in its order.</param>
    /// <param name="action">The word on the confirming button.</param>
    /// <param name="empty">What to say when there is nothing to pick.</param>
    /// <param name="picked">What is picked already; given, everything may be taken away again as well.</param>
    /// <param name="lead">A sentence above, or null.</param>
    public static async Task<IReadOnlyList<int>?> PickAsync(
        this DialogService dialogs, string title, IReadOnlyList<PickOption> options, string action, string empty, IReadOnlyCollection<int>? picked = null, string? lead = null) =>
        await dialogs.OpenAsync<PickDialog>(title, new Dictionary<string, object?>(StringComparer.Ordinal)
        {
            [nameof(PickDialog.Options)] = options,
            [nameof(PickDialog.Action)] = action,
            [nameof(PickDialog.Empty)] = empty,
            [nameof(PickDialog.Picked)] = picked,
            [nameof(PickDialog.Lead)] = lead,
        }, new DialogOptions { CloseDialogOnEsc = true, AutoFocusFirstElement = true, Width = "var(--dialog-width)" }) as IReadOnlyList<int>;
}
