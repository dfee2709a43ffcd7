using Microsoft.AspNetCore.Components;
using Motion.Domain;
using Radzen;

namespace Motion.Blazor.Features.Administration.Settings;

public sealed partial class SettingsPage
{
    private SettingsForm? _form;
    private IReadOnlyList<FieldError> _errors = [];
    private bool _clash;
    private bool _isSaving;

    [Inject]
    private GetSettings Get { get; set; } = default!;

    [Inject]
    private SaveSettings Save { get; set; } = default!;

    [Inject]
    private FieldErrorWords ErrorWords { get; set; } = default!;

    [Inject]
    private NotificationService Notes { get; set; } = default!;

    protected override async Task OnInitializedAsync()
    {
        if (await Get.RunAsync(CancellationToken.None) is Outcome<SettingsAnswer>.Done done)
            _form = new SettingsForm(done.Value);
    }

    private void Enter(SettingField field, string? value)
    {
        _form!.Enter(field, value);
        var error = SettingRules.Check(field, SettingRules.Normalize(field, value));
        _errors = [.. _errors.Where(other => other.Field != field.Name), .. error is null ? Array.Empty<FieldError>() : [error]];
    }

    private string? ErrorOf(SettingField field) => _errors.FirstOrDefault(error => error.Field == field.Name) is { } error ? ErrorWords.Say(error) : null;

    private void Discard()
    {
        _form = new SettingsForm(_form!.Stored);
        _errors = [];
        _clash = false;
    }

    private async Task SaveAsync()
    {
        if (_isSaving)
            return;
        _isSaving = true;
        var outcome = await Save.RunAsync(_form!.Stored.Version, _form.Entered, CancellationToken.None);
        _isSaving = false;
        switch (outcome)
        {
            case Outcome<SettingsAnswer>.Done done:
                _form = new SettingsForm(done.Value);
                _errors = [];
                _clash = false;
                Notes.Notify(NotificationSeverity.Success, L["Saved"]);
                break;
            case Outcome<SettingsAnswer>.Invalid invalid:
                _errors = invalid.Errors;
                Notes.Notify(NotificationSeverity.Error, L["Refused"], string.Join(" ", invalid.Errors.Select(error => $"{L[$"Label.{error.Field}"]}: {ErrorWords.Say(error)}")), 10_000);
                break;
            case Outcome<SettingsAnswer>.Conflict:
                // What was entered here stays entered; everything else shows what the colleague saved.
                if (await Get.RunAsync(CancellationToken.None) is Outcome<SettingsAnswer>.Done theirs)
                    _form = _form.Over(theirs.Value);
                _clash = true;
                break;
        }
    }
}

/// <summary>What is stored, and what was entered over it.</summary>
internal sealed class SettingsForm(SettingsAnswer stored)
{
    private readonly Dictionary<string, string?> _entered = new(StringComparer.Ordinal);

    public SettingsAnswer Stored => stored;

    public IReadOnlyDictionary<string, string?> Entered => _entered;

    public IEnumerable<SettingField> Changed => SettingFields.All.Where(setting => _entered.ContainsKey(setting.Name));

    public bool IsDirty => _entered.Count > 0;

    /// <summary>Null of a secret: nothing was entered.</summary>
    public string? Of(SettingField field) => _entered.TryGetValue(field.Name, out var value) ? value : field.IsSecret ? null : stored.Of(field);

    public void Enter(SettingField field, string? value)
    {
        var isBack = field.IsSecret ? value is null : SettingRules.Normalize(field, value) == SettingRules.Normalize(field, stored.Of(field));
        if (isBack)
            _ = _entered.Remove(field.Name);
        else
            _entered[field.Name] = value;
    }

    public SettingsForm Over(SettingsAnswer theirs)
    {
        var form = new SettingsForm(theirs);
        foreach (var field in Changed)
            form.Enter(field, _entered[field.Name]);
        return form;
    }
}
