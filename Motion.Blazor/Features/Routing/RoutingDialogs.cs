using Microsoft.Extensions.Localization;
using Motion.Blazor.Components.Controls;
using Radzen;

namespace Motion.Blazor.Features.Routing;

/// <summary>The dialogs the pages of small objects share: one name, and "delete it?" with the reason when that is refused.</summary>
internal sealed class RoutingDialogs(DialogService dialogs, NotificationService notes, FieldErrorWords errors, IStringLocalizer<RoutingWords> words)
{
    /// <summary>Asks, deletes and tells; true when it was deleted.</summary>
    public async Task<bool> DeleteAsync<T>(string name, string text, string action, Func<Task<Outcome<T>>> delete)
    {
        if (!await dialogs.ConfirmAsync(words["Delete.Title", name], text, action))
            return false;
        switch (await delete())
        {
            case Outcome<T>.Conflict conflict:
                notes.Notify(NotificationSeverity.Error, words["Delete.Refused", name], errors.Say(conflict.Reason, conflict.Details), 10_000);
                return false;
            case Outcome<T>.Done:
                notes.Notify(NotificationSeverity.Success, words["Deleted", name]);
                return true;
            default:
                // Someone else was quicker: the list has to be read again all the same.
                notes.Notify(NotificationSeverity.Info, words["Gone", name]);
                return true;
        }
    }

    /// <summary>Asks for a name until the use case takes it; true when it did.</summary>
    public async Task<bool> NameAsync<T>(string title, string label, string? name, string submit, Func<string?, Task<Outcome<T>>> save, long maxLength = 255) =>
        await dialogs.OpenAsync<NameDialog>(title, new Dictionary<string, object?>(StringComparer.Ordinal)
        {
            [nameof(NameDialog.Label)] = label,
            [nameof(NameDialog.Name)] = name,
            [nameof(NameDialog.Submit)] = submit,
            [nameof(NameDialog.MaxLength)] = (long?)maxLength,
            [nameof(NameDialog.Save)] = (Func<string?, Task<string?>>)(async entered => Refusal(await save(entered))),
        }) is true;

    public void Saved(string name) => notes.Notify(NotificationSeverity.Success, words["Saved", name]);

    /// <summary>The sentence of a refusal; null when it was done.</summary>
    public string? Refusal<T>(Outcome<T> outcome) => outcome switch
    {
        Outcome<T>.Done => null,
        Outcome<T>.Invalid invalid => string.Join(" ", invalid.Errors.Select(errors.Say)),
        Outcome<T>.Conflict conflict => errors.Say(conflict.Reason, conflict.Details),
        Outcome<T>.NotFound => words["GoneNow"],
        _ => words["NotAllowed"],
    };
}
