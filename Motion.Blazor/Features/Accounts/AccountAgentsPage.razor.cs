using Microsoft.AspNetCore.Components;
using Motion.Blazor.Components.Controls;
using Radzen;

namespace Motion.Blazor.Features.Accounts;

public sealed partial class AccountAgentsPage
{
    private AccountDetails? _account;
    private AccountChoices? _choices;
    private AgentsOfAccount? _agents;
    private List<PersonChoice> _members = [];
    private bool _isMissing;
    private bool _isSaving;

    [Inject]
    private GetAccount Get { get; set; } = default!;

    [Inject]
    private ListAccountChoices Choices { get; set; } = default!;

    [Inject]
    private GetAccountAgents GetAgents { get; set; } = default!;

    [Inject]
    private SetAccountAgents SetAgents { get; set; } = default!;

    [Inject]
    private DialogService Dialogs { get; set; } = default!;

    [Inject]
    private FieldErrorWords ErrorWords { get; set; } = default!;

    [Inject]
    private NotificationService Notes { get; set; } = default!;

    [Parameter]
    public int Id { get; set; }

    private List<PersonChoice> Addable => [.. _choices!.Agents.Where(agent => !_members.Exists(member => member.Id == agent.Id))];

    private IEnumerable<MissingAgent> StillMissing => _agents!.Missing.Where(missing => !_members.Exists(member => member.Id == missing.Person.Id));

    private bool IsDirty => _agents is not null && !_members.Select(m => m.Id).ToHashSet().SetEquals(_agents.Members.Select(m => m.Id));

    private string WhatChanged => string.Join(" ", new[]
    {
        Say("Agents.Added", _members.ExceptBy(_agents!.Members.Select(m => m.Id), m => m.Id)),
        Say("Agents.Removed", _agents.Members.ExceptBy(_members.Select(m => m.Id), m => m.Id)),
    }.OfType<string>());

    protected override async Task OnParametersSetAsync()
    {
        _account = await Get.RunAsync(Id, CancellationToken.None) is Outcome<AccountDetails>.Done found ? found.Value : null;
        _choices = await Choices.RunAsync(CancellationToken.None) is Outcome<AccountChoices>.Done choices ? choices.Value : null;
        await LoadAsync();
    }

    private async Task LoadAsync()
    {
        _agents = await GetAgents.RunAsync(Id, CancellationToken.None) is Outcome<AgentsOfAccount>.Done done ? done.Value : null;
        _isMissing = _account is null || _agents is null;
        Discard();
    }

    private async Task PickAsync()
    {
        var options = Addable.ConvertAll(agent => new PickOption(agent.Id, agent.Name, agent.Email));
        foreach (var id in await Dialogs.PickAsync(L["Agents.AddMany"], options, L["Agents.Add.Submit"], L["Agents.NoneLeft"]) ?? [])
            Add(id);
    }

    private void Add(int? id)
    {
        if (_choices!.Agents.Concat(_agents!.Missing.Select(m => m.Person)).FirstOrDefault(agent => agent.Id == id) is { } agent && !_members.Contains(agent))
            _members = [.. _members.Append(agent).OrderBy(member => member.Name, StringComparer.CurrentCultureIgnoreCase)];
    }

    private void Discard() => _members = [.. _agents?.Members ?? []];

    private async Task SaveAsync()
    {
        _isSaving = true;
        var outcome = await SetAgents.RunAsync(Id, [.. _members.Select(m => m.Id)], CancellationToken.None);
        _isSaving = false;
        if (outcome is Outcome<bool>.Invalid invalid)
        {
            Notes.Notify(NotificationSeverity.Error, L["Refused"], string.Join(" ", invalid.Errors.Select(ErrorWords.Say)), 10_000);
            return;
        }
        if (outcome is Outcome<bool>.Done)
            Notes.Notify(NotificationSeverity.Success, L["Agents.Saved"]);
        await LoadAsync();
    }

    private string? Say(string word, IEnumerable<PersonChoice> people) =>
        string.Join(", ", people.Select(p => p.Name)) is { Length: > 0 } names ? L[word, names].Value : null;
}
