using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;
using Motion.Providers.Sandbox;

namespace Motion.Blazor.Features.Sandbox;

/// <summary>Account, customer and phone; what is chosen is in the address, so that it survives a reload and can be passed on.</summary>
public sealed partial class PhoneScreen : IAsyncDisposable
{
    /// <summary>Bursts within this time are drawn once.</summary>
    private static readonly TimeSpan Quiet = TimeSpan.FromMilliseconds(100);

    [Inject] private ISandboxAccounts Accounts { get; set; } = default!;
    [Inject] private SandboxPhones Phones { get; set; } = default!;
    [Inject] private SandboxCustomerActions Actions { get; set; } = default!;
    [Inject] private IJSRuntime Js { get; set; } = default!;
    [Inject] private TimeProvider Clock { get; set; } = default!;

    /// <summary>From the address; null takes the first.</summary>
    [Parameter, EditorRequired]
    public int? Account { get; set; }

    /// <summary>From the address: phone digits or user id; null is nobody yet.</summary>
    [Parameter, EditorRequired]
    public string? Customer { get; set; }

    private readonly CancellationTokenSource _leaving = new();
    private int? _accountId;
    private string? _customer;
    private IReadOnlyList<SandboxAccount>? _accounts;
    private IReadOnlyList<SandboxConversation> _conversations = [];
    private SandboxAccount? _account;
    private SandboxConversation? _conversation;
    private IDisposable? _watching;
    private (int AccountId, string Customer)? _watched;
    private Task _following = Task.CompletedTask;
    private Pane _pane = Pane.Phone;
    private long _revision;

    private enum Pane { People, Phone, Bench }

    protected override async Task OnInitializedAsync()
    {
        (_accountId, _customer) = (Account, Customer);
        await LookAnewAsync();
        if (_conversation is null && _account is not null && _customer is not null && _customer.All(char.IsAsciiDigit))
        {
            // An address with a number nobody has written from yet makes that customer.
            _ = Phones.Open(_account.Id, SandboxCustomer.WithPhone(_customer, null));
            await LookAnewAsync();
        }

        if (_conversation is null) _pane = Pane.People;
        _following = FollowAsync(_leaving.Token);
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (!firstRender) return;
        await using var shell = await Js.InvokeAsync<IJSObjectReference>("import", $"./{Assets["js/shell.js"]}");
        await shell.InvokeVoidAsync("markInteractive");
    }

    private async Task FollowAsync(CancellationToken leaving)
    {
        try
        {
            while (true)
            {
                var seen = Phones.Version;
                await InvokeAsync(() =>
                {
                    Look();
                    StateHasChanged();
                });
                await Phones.WaitForChangeAsync(seen, leaving);
                await Task.Delay(Quiet, Clock, leaving);
            }
        }
        catch (OperationCanceledException) when (leaving.IsCancellationRequested)
        {
            // The page was left.
        }
        catch (Exception trouble)
        {
            await DispatchExceptionAsync(trouble);
        }
    }

    private void Look()
    {
        _revision = Phones.Version;
        _conversations = _account is null ? [] : Phones.List(_account.Id);
        _conversation = _account is null || _customer is null ? null : Phones.Find(_account.Id, _customer);
    }

    private async Task LookAnewAsync()
    {
        _accounts = await Accounts.ListAsync(_leaving.Token);
        _account = _accounts.FirstOrDefault(account => account.Id == _accountId) ?? (_accounts.Count > 0 ? _accounts[0] : null);
        Look();
        await WatchAsync();
    }

    /// <summary>What arrives while somebody looks is read.</summary>
    private async Task WatchAsync()
    {
        (int, string)? wanted = _account is null || _conversation is null ? null : (_account.Id, _conversation.Customer.Key);
        if (wanted == _watched) return;
        _watching?.Dispose();
        (_watching, _watched) = (null, wanted);
        if (wanted is not null) _watching = await Actions.WatchAsync(_account!.Id, _conversation!.Customer, _leaving.Token);
    }

    private Task ChooseAccount(int accountId) => GoAsync(accountId, null);

    private Task ChooseCustomer(string customer)
    {
        _pane = Pane.Phone;
        return GoAsync(_account!.Id, customer);
    }

    private Task MakeCustomer(SandboxCustomer customer) =>
        ChooseCustomer(Phones.Open(_account!.Id, customer).Customer.Key);

    private async Task GoAsync(int accountId, string? customer)
    {
        (_accountId, _customer) = (accountId, customer);
        await LookAnewAsync();
        await using var module = await Js.InvokeAsync<IJSObjectReference>("import", $"./{Assets["js/phone.js"]}");
        await module.InvokeVoidAsync("remember", accountId, customer);
    }

    public async ValueTask DisposeAsync()
    {
        await _leaving.CancelAsync();
        _watching?.Dispose();
        await _following;
        _leaving.Dispose();
    }
}
