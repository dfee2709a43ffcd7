using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Motion.Blazor.Components.Controls;
using Motion.Blazor.Identity;
using Motion.Domain.Agents;
using Radzen;

namespace Motion.Blazor.Features.Administration.Users;

public sealed partial class UsersPage
{
    private const int PageSize = 50;

    [Inject]
    private ListUsers List { get; set; } = default!;

    [Inject]
    private ResetPassword Reset { get; set; } = default!;

    [Inject]
    private LockUser Lock { get; set; } = default!;

    [Inject]
    private DeleteUser Delete { get; set; } = default!;

    [Inject]
    private InviteUser Invite { get; set; } = default!;

    [Inject]
    private ResetTwoFactor TwoFactor { get; set; } = default!;

    [Inject]
    private GetSupervisorAccounts GetLimits { get; set; } = default!;

    [Inject]
    private SetSupervisorAccounts SetLimits { get; set; } = default!;

    [Inject]
    private CurrentUser User { get; set; } = default!;

    [Inject]
    private NavigationManager Navigation { get; set; } = default!;

    [Inject]
    private DialogService Dialogs { get; set; } = default!;

    [Inject]
    private NotificationService Notes { get; set; } = default!;

    [Inject]
    private ContextMenuService Menus { get; set; } = default!;

    [SupplyParameterFromQuery]
    private string? Search { get; set; }

    [SupplyParameterFromQuery]
    private string? Role { get; set; }

    private UserPage? _page;
    private object[] _roles = [];

    protected override void OnInitialized() => _roles = [.. Roles.All.Select(role => new { Value = role, Text = L[$"Role.{role}"].Value })];

    protected override Task OnParametersSetAsync() => LoadAsync(0);

    private async Task LoadAsync(int offset) => _page = await List.RunAsync(Search, Role, offset, PageSize) ?? new UserPage(0, []);

    private Task PageChangedAsync(PagerEventArgs page) => LoadAsync(page.Skip);

    private void GoTo(string? search, string? role) => Navigation.NavigateTo(Navigation.GetUriWithQueryParameters(new Dictionary<string, object?>(StringComparer.Ordinal)
    {
        [nameof(Search)] = string.IsNullOrWhiteSpace(search) ? null : search.Trim(),
        [nameof(Role)] = string.IsNullOrEmpty(role) ? null : role,
    }), replace: true);

    private static AgentAvailability? AvailabilityOf(UserRow user) => user.Role == Roles.Agent ? user.Availability ?? AgentAvailability.Offline : null;

    private Task AddAsync() => OpenFormAsync(null, L["Add"], "Done.Added");

    private Task EditAsync(UserRow user) => OpenFormAsync(user, L["Edit.Title", user.FullName], "Done.Edited");

    private async Task OpenFormAsync(UserRow? user, string title, string done)
    {
        var result = await Dialogs.OpenAsync<UserDialog>(title, new Dictionary<string, object?>(StringComparer.Ordinal) { [nameof(UserDialog.User)] = user });
        if (result is not UserDialogResult saved)
            return;

        await LoadAsync(0);
        Tell(L[done, saved.FullName]);
        if (saved.TemporaryPassword is { } password)
            await ShowPasswordAsync(saved.FullName, password);
        if (saved.InvitationLink is { } link)
            await ShowInvitationAsync(saved.FullName, link);
    }

    private void OpenMenu(MouseEventArgs click, UserRow user) => Menus.Open(click, [.. Entries(user)], chosen =>
    {
        Menus.Close();
        _ = RunAsync((Func<Task>)chosen.Value!);
    });

    private IEnumerable<ContextMenuItem> Entries(UserRow user)
    {
        yield return new() { Text = L["Menu.Edit"], Icon = "edit", Value = () => EditAsync(user) };
        if (user.Role == Roles.Supervisor)
            yield return new() { Text = L["Menu.Accounts"], Icon = "visibility", Value = () => LimitAsync(user) };
        if (user.IsInvited)
            yield return new() { Text = L["Menu.Invite"], Icon = "link", Value = () => RenewAsync(user) };
        else
            yield return new() { Text = L["Menu.ResetPassword"], Icon = "key", Value = () => ResetAsync(user) };
        if (user.HasTwoFactor)
            yield return new() { Text = L["Menu.TwoFactor"], Icon = "phonelink_erase", Value = () => ResetTwoFactorAsync(user) };
        yield return new() { Text = L[user.IsLocked ? "Menu.Unlock" : "Menu.Lock"], Icon = user.IsLocked ? "lock_open" : "lock", Value = () => LockAsync(user) };
        yield return new() { Text = L["Menu.Delete"], Icon = "delete", IconColor = "var(--danger)", Value = () => DeleteAsync(user) };
    }

    private async Task LimitAsync(UserRow user)
    {
        if (await GetLimits.RunAsync(user.Id, CancellationToken.None) is not Outcome<SupervisorLimits>.Done limits)
        {
            await LoadAsync(0);
            return;
        }
        var options = limits.Value.Accounts.Select(account => new PickOption(account.Id, account.Name)).ToList();
        if (await Dialogs.PickAsync(L["Accounts.Title", user.FullName], options, L["Edit.Submit"], L["Accounts.None"], limits.Value.Chosen, L["Accounts.Lead"]) is not { } chosen)
            return;
        if (await SetLimits.RunAsync(user.Id, [.. chosen], CancellationToken.None) is Outcome<bool>.Done)
            Tell(chosen.Count == 0 ? L["Accounts.All", user.FullName] : L["Accounts.Some", user.FullName, chosen.Count]);
        await LoadAsync(0);
    }

    private async Task RenewAsync(UserRow user)
    {
        var outcome = await Invite.RenewAsync(user.Id, Navigation.BaseUri);
        if (Accepted(outcome) && outcome.InvitationLink is { } link)
            await ShowInvitationAsync(user.FullName, link);
    }

    private async Task ResetTwoFactorAsync(UserRow user)
    {
        if (!await Dialogs.ConfirmAsync(L["TwoFactor.Title", user.FullName], L["TwoFactor.Text"], L["TwoFactor.Action"]) || !Accepted(await TwoFactor.RunAsync(user.Id)))
            return;
        await LoadAsync(0);
    }

    private Task ShowInvitationAsync(string name, string link) => Dialogs.OpenAsync<InvitationDialog>(L["Invitation.Title"],
        new Dictionary<string, object?>(StringComparer.Ordinal) { [nameof(InvitationDialog.Name)] = name, [nameof(InvitationDialog.Link)] = link });

    // The menu calls back outside of this component: what fails must still reach the page's error boundary.
    private async Task RunAsync(Func<Task> action)
    {
        try
        {
            await InvokeAsync(action);
            StateHasChanged();
        }
        catch (Exception exception)
        {
            await DispatchExceptionAsync(exception);
        }
    }

    private async Task ResetAsync(UserRow user)
    {
        if (!await Dialogs.ConfirmAsync(L["Reset.Title", user.FullName], L["Reset.Text", user.FullName], L["Reset.Action"]))
            return;
        var outcome = await Reset.RunAsync(user.Id);
        if (Accepted(outcome) && outcome.TemporaryPassword is { } password)
            await ShowPasswordAsync(user.FullName, password);
    }

    private async Task LockAsync(UserRow user)
    {
        if (!user.IsLocked && !await Dialogs.ConfirmAsync(L["Lock.Title", user.FullName], L["Lock.Text", user.FullName], L["Lock.Action"]))
            return;
        if (!Accepted(await Lock.RunAsync(user.Id, !user.IsLocked)))
            return;
        await LoadAsync(0);
        Tell(L[user.IsLocked ? "Done.Unlocked" : "Done.Locked", user.FullName]);
    }

    private async Task DeleteAsync(UserRow user)
    {
        if (!await Dialogs.ConfirmAsync(L["Delete.Title", user.FullName], L["Delete.Text", user.FullName], L["Delete.Action"], typedName: user.FullName))
            return;
        if (!Accepted(await Delete.RunAsync(user.Id)))
            return;
        await LoadAsync(0);
        Tell(L["Done.Deleted", user.FullName]);
    }

    private Task ShowPasswordAsync(string name, string password) => Dialogs.OpenAsync<TemporaryPasswordDialog>(L["Password.Title"],
        new Dictionary<string, object?>(StringComparer.Ordinal) { [nameof(TemporaryPasswordDialog.Name)] = name, [nameof(TemporaryPasswordDialog.Password)] = password });

    private bool Accepted(UserOutcome outcome)
    {
        if (!outcome.Done)
            Notes.Notify(NotificationSeverity.Error, L["Refused"], string.Join(" ", outcome.Refusals.Select(refusal => L[$"Refusal.{refusal}"].Value)), 10_000);
        return outcome.Done;
    }

    private void Tell(string text) => Notes.Notify(NotificationSeverity.Success, text);
}
