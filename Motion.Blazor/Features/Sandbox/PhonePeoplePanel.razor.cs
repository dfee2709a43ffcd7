using System.Globalization;
using Microsoft.AspNetCore.Components;
using Motion.Providers.Sandbox;

namespace Motion.Blazor.Features.Sandbox;

/// <summary>Whose phone this is, and which of our numbers he writes to.</summary>
public sealed partial class PhonePeoplePanel
{
    private const int ShortestPhone = 7;
    private const int LongestPhone = 15;
    /// <summary>Numbers reserved for fiction, so that no real person is ever the customer.</summary>
    private const long FirstMadeUpPhone = 12025550100;

    [Parameter, EditorRequired] public IReadOnlyList<SandboxAccount> Accounts { get; set; } = default!;
    [Parameter, EditorRequired] public SandboxAccount Account { get; set; } = default!;
    [Parameter, EditorRequired] public IReadOnlyList<SandboxConversation> Conversations { get; set; } = default!;
    [Parameter, EditorRequired] public string? Selected { get; set; }
    [Parameter] public EventCallback<int> AccountChosen { get; set; }
    [Parameter] public EventCallback<string> CustomerChosen { get; set; }
    [Parameter] public EventCallback<SandboxCustomer> CustomerMade { get; set; }

    private string _name = "";
    private string _phone = "";
    private string _username = "";
    private bool _hidden;
    private bool _refused;

    protected override void OnParametersSet()
    {
        if (_phone.Length == 0) Suggest();
    }

    private Task PickAccount(ChangeEventArgs change) =>
        int.TryParse(change.Value as string, NumberStyles.None, CultureInfo.InvariantCulture, out var id)
            ? AccountChosen.InvokeAsync(id)
            : Task.CompletedTask;

    private async Task Make()
    {
        var digits = _phone.Count(char.IsAsciiDigit);
        _refused = _hidden ? string.IsNullOrWhiteSpace(_username.Trim('@', ' ')) : digits is < ShortestPhone or > LongestPhone;
        if (_refused) return;
        var made = _hidden ? SandboxCustomer.WithUsername(_username, _name) : SandboxCustomer.WithPhone(_phone, _name);
        _phone = "";
        await CustomerMade.InvokeAsync(made);
    }

    /// <summary>One click is enough to try it: name and number are there already.</summary>
    private void Suggest()
    {
        var number = Conversations.Count + 1;
        _name = L["New.DemoName", number];
        _username = string.Create(CultureInfo.InvariantCulture, $"customer.{number}");
        _phone = string.Create(CultureInfo.InvariantCulture, $"+{FirstMadeUpPhone + number}");
    }
}
