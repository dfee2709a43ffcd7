using Microsoft.AspNetCore.Components;
using Motion.Blazor.Hosting;
using Motion.Blazor.Identity;
using Radzen;

namespace Motion.Blazor.Features.Administration.Users;

internal sealed record UserDialogResult(string FullName, string? TemporaryPassword, string? InvitationLink)
{
    public override string ToString() => FullName;
}

/// <summary>Adds a person, or edits the given one.</summary>
public sealed partial class UserDialog
{
    private static readonly UserRefusal[] FieldRefusals =
    [
        UserRefusal.NameMissing, UserRefusal.NameTooLong, UserRefusal.EmailInvalid, UserRefusal.EmailTaken,
        UserRefusal.RoleUnknown, UserRefusal.CapacityOutOfRange, UserRefusal.PasswordTooWeak, UserRefusal.LanguageUnknown,
    ];

    [Inject]
    private AddUser Add { get; set; } = default!;

    [Inject]
    private EditUser Edit { get; set; } = default!;

    [Inject]
    private InviteUser Invite { get; set; } = default!;

    [Inject]
    private NavigationManager Navigation { get; set; } = default!;

    [Inject]
    private DialogService Dialogs { get; set; } = default!;

    [Parameter]
    public UserRow? User { get; set; }

    private string _name = "";
    private string _email = "";
    private string _role = Roles.Agent;
    private string? _password;
    private string? _language;
    private int _capacity;
    private bool _isInvited = true;
    private bool _isSaving;
    private IReadOnlyList<UserRefusal> _refusals = [];
    private string? _general;
    private object[] _roles = [];
    private object[] _languages = [];

    protected override void OnInitialized()
    {
        _roles = [.. Roles.All.Select(role => new { Value = role, Text = L[$"Role.{role}"].Value })];
        _languages = [.. Languages.All.Select(language => new { Value = language, Text = L[$"Language.{language}"].Value })];
        if (User is { } user)
            (_name, _email, _role, _language, _capacity) = (user.FullName, user.Email, user.Role, user.Language, user.Capacity);
    }

    private async Task SubmitAsync()
    {
        if (_isSaving)
            return;

        _isSaving = true;
        try
        {
            var outcome = User is { } user
                ? await Edit.RunAsync(new UserChange(user.Id, _name, _email, _role, _language, _capacity))
                : _isInvited
                    ? await Invite.RunAsync(new NewUser(_name, _email, _role, null, _language, _capacity), Navigation.BaseUri)
                    : await Add.RunAsync(new NewUser(_name, _email, _role, _password, _language, _capacity));
            if (outcome.Done)
            {
                Dialogs.Close(new UserDialogResult(_name.Trim(), outcome.TemporaryPassword, outcome.InvitationLink));
                return;
            }

            _refusals = outcome.Refusals;
            var others = outcome.Refusals.Except(FieldRefusals).Select(refusal => L[$"Refusal.{refusal}"].Value).ToList();
            _general = others.Count == 0 ? null : string.Join(" ", others);
        }
        finally
        {
            _isSaving = false;
        }
    }

    private string? ErrorOf(params UserRefusal[] refusals)
    {
        var mine = refusals.Where(_refusals.Contains).Select(refusal => L[$"Refusal.{refusal}"].Value).ToList();
        return mine.Count == 0 ? null : string.Join(" ", mine);
    }
}
