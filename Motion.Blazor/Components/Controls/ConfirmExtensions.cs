using Radzen;

namespace Motion.Blazor.Components.Controls;

public static class ConfirmExtensions
{
    /// <summary>Asks before something that cannot be undone. The words say what will happen; the action names it ("Delete account"), never "OK".</summary>
    /// <param name="dialogs">The circuit's dialog service.</param>
    /// <param name="title">The question.</param>
    /// <param name="text">What happens, and what goes with it.</param>
    /// <param name="action">The word on the confirming button.</param>
    /// <param name="typedName">When given, it has to be typed before the button works.</param>
    /// <param name="isDangerous">Whether the button is red.</param>
    public static async Task<bool> ConfirmAsync(
        this DialogService dialogs, string title, string text, string action, string? typedName = null, bool isDangerous = true)
    {
        var answer = await dialogs.OpenAsync<ConfirmDialog>(title, new Dictionary<string, object?>(StringComparer.Ordinal)
        {
            [nameof(ConfirmDialog.Text)] = text,
            [nameof(ConfirmDialog.Action)] = action,
            [nameof(ConfirmDialog.IsDangerous)] = isDangerous,
            [nameof(ConfirmDialog.TypedName)] = typedName,
        }, new DialogOptions { CloseDialogOnEsc = true, AutoFocusFirstElement = true });
        return answer is true;
    }
}
