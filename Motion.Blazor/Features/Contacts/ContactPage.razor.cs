using Microsoft.AspNetCore.Components;
using Motion.Blazor.Components.Controls;
using Motion.Blazor.Features.Accounts;
using Motion.Blazor.Identity;
using Motion.Domain;
using Radzen;

namespace Motion.Blazor.Features.Contacts;

public sealed partial class ContactPage
{
    private const int MostLists = 1000;

    private ContactDetails? _stored;
    private ContactForm _form = new();
    private IReadOnlyList<ContactListRow> _lists = [];
    private IReadOnlyList<FieldError> _errors = [];
    private bool _isMissing;
    private bool _clash;
    private bool _isSaving;
    private bool _isLeaving;

    [Inject]
    private GetContact Get { get; set; } = default!;

    [Inject]
    private SaveContact Save { get; set; } = default!;

    [Inject]
    private DeleteContact Delete { get; set; } = default!;

    [Inject]
    private MergeContacts Merge { get; set; } = default!;

    [Inject]
    private ListContactLists Lists { get; set; } = default!;

    [Inject]
    private CurrentUser User { get; set; } = default!;

    [Inject]
    private FieldErrorWords ErrorWords { get; set; } = default!;

    [Inject]
    private DialogService Dialogs { get; set; } = default!;

    [Inject]
    private NotificationService Notes { get; set; } = default!;

    [Inject]
    private NavigationManager Navigation { get; set; } = default!;

    [Parameter]
    public long? Id { get; set; }

    private bool IsDirty => !_form.ToEntry().IsSameAs(_stored?.Entry ?? new ContactEntry(_lists.FirstOrDefault()?.Id, null, null, null, null, null));

    protected override async Task OnParametersSetAsync()
    {
        _lists = await Lists.RunAsync(0, MostLists, CancellationToken.None) is Outcome<PageOf<ContactListRow>>.Done done ? done.Value.Rows : [];
        if (Id is { } id)
        {
            if (_stored?.Id != id)
                await LoadAsync(id);
        }
        else
        {
            _stored = null;
            _form = new ContactForm { ListId = _lists.FirstOrDefault()?.Id };
        }
    }

    private async Task LoadAsync(long id)
    {
        if (await Get.RunAsync(id, CancellationToken.None) is Outcome<ContactDetails>.Done found)
            Begin(found.Value);
        else
            _isMissing = true;
    }

    private void Begin(ContactDetails stored)
    {
        _stored = stored;
        _form = ContactForm.Of(stored.Entry);
        _errors = [];
        _clash = false;
        _isLeaving = false;
    }

    private async Task TakeOverAsync()
    {
        var (mine, seen) = (_form, _stored!.Entry);
        await LoadAsync(_stored.Id);
        _form = mine.Over(seen, _stored.Entry);
        _clash = true;
    }

    private string? ErrorOf(string field) => _errors.FirstOrDefault(error => error.Field == field) is { } error ? ErrorWords.Say(error) : null;

    private async Task SaveAsync()
    {
        if (_isSaving)
            return;
        _isSaving = true;
        var outcome = await Save.RunAsync(Id, _form.ToEntry(), CancellationToken.None, _stored?.Entry);
        _isSaving = false;
        switch (outcome)
        {
            case Outcome<long>.Done done:
                _errors = [];
                Notes.Notify(NotificationSeverity.Success, L["Saved"]);
                _isLeaving = Id is null;
                if (Id is null)
                    Navigation.NavigateTo($"/contacts/{done.Value}");
                else
                    await LoadAsync(done.Value);
                break;
            case Outcome<long>.Invalid invalid:
                _errors = invalid.Errors;
                break;
            case Outcome<long>.Conflict:
                await TakeOverAsync();
                Notes.Notify(NotificationSeverity.Warning, L["Refused"]);
                break;
            default:
                _isMissing = true;
                break;
        }
    }

    private async Task DeleteAsync()
    {
        if (!await Dialogs.ConfirmAsync(L["Delete.Title", _stored!.DisplayName], L["Delete.Text"], L["Delete.Action"]))
            return;
        switch (await Delete.RunAsync(_stored.Id, CancellationToken.None))
        {
            case Outcome<bool>.Conflict conflict:
                Notes.Notify(NotificationSeverity.Error, L["Refused"], ErrorWords.Say(conflict.Reason, conflict.Details), 10_000);
                break;
            default:
                _isLeaving = true;
                Notes.Notify(NotificationSeverity.Success, L["Deleted", _stored.DisplayName]);
                Navigation.NavigateTo("/contacts");
                break;
        }
    }

    private async Task MergeAsync()
    {
        var chosen = await Dialogs.OpenAsync<MergeDialog>(L["Merge.Title", _stored!.DisplayName], new Dictionary<string, object?>(StringComparer.Ordinal)
        {
            [nameof(MergeDialog.KeptId)] = _stored.Id,
            [nameof(MergeDialog.KeptName)] = _stored.DisplayName,
        }, new DialogOptions { CloseDialogOnEsc = true, AutoFocusFirstElement = true });
        if (chosen is not long other)
            return;
        if (await Merge.RunAsync(_stored.Id, other, CancellationToken.None) is Outcome<bool>.Done)
            Notes.Notify(NotificationSeverity.Success, L["Merge.Done"]);
        await LoadAsync(_stored.Id);
    }
}

/// <summary>A contact as it stands in the form.</summary>
public sealed class ContactForm
{
    public int? ListId { get; set; }
    public string? FirstName { get; set; }
    public string? LastName { get; set; }
    public string? Phone { get; set; }
    public string? Mobile { get; set; }
    public string? Email { get; set; }

    /// <summary>Name and value, in the order of the form.</summary>
    public List<FreeField> FreeFields { get; init; } = [];

    public static ContactForm Of(ContactEntry entry) => new()
    {
        ListId = entry.ListId,
        FirstName = entry.FirstName,
        LastName = entry.LastName,
        Phone = Plus(entry.Phone),
        Mobile = Plus(entry.Mobile),
        Email = entry.Email,
        FreeFields = [.. (entry.FreeFields ?? new Dictionary<string, string>()).Select(field => new FreeField { Name = field.Key, Value = field.Value })],
    };

    public ContactEntry ToEntry() => new(ListId, FirstName, LastName, Phone, Mobile, Email, FreeFields.Where(field => !string.IsNullOrWhiteSpace(field.Name))
        .GroupBy(field => field.Name!.Trim(), StringComparer.OrdinalIgnoreCase).ToDictionary(field => field.Key, field => field.Last().Value ?? "", StringComparer.Ordinal));

    /// <summary>Someone else saved first: what was not touched here becomes theirs, the rest stays as entered.</summary>
    public ContactForm Over(ContactEntry begunFrom, ContactEntry theirs)
    {
        var (seen, now) = (Of(begunFrom), Of(theirs));
        return new ContactForm
        {
            ListId = EditMerge.Of(ListId, seen.ListId, now.ListId),
            FirstName = EditMerge.Of(FirstName, seen.FirstName, now.FirstName),
            LastName = EditMerge.Of(LastName, seen.LastName, now.LastName),
            Phone = EditMerge.Of(Phone, seen.Phone, now.Phone),
            Mobile = EditMerge.Of(Mobile, seen.Mobile, now.Mobile),
            Email = EditMerge.Of(Email, seen.Email, now.Email),
            FreeFields = ToEntry() is var entered && (entered with { FreeFields = begunFrom.FreeFields }).IsSameAs(entered) ? now.FreeFields : FreeFields,
        };
    }

    private static string? Plus(string? digits) => string.IsNullOrEmpty(digits) ? null : $"+{digits}";
}

/// <summary>One further field in the form.</summary>
public sealed class FreeField
{
    public string? Name { get; set; }
    public string? Value { get; set; }
}
