using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;
using Motion.Domain.Messaging;
using Motion.Providers.Sandbox;

namespace Motion.Blazor.Features.Sandbox;

/// <summary>One conversation as the customer holds it in his hand.</summary>
public sealed partial class PhoneThread : IAsyncDisposable
{
    [Inject] private SandboxCustomerActions Actions { get; set; } = default!;
    [Inject] private TimeProvider Clock { get; set; } = default!;
    [Inject] private IJSRuntime Js { get; set; } = default!;

    [Parameter, EditorRequired] public SandboxAccount Account { get; set; } = default!;
    [Parameter, EditorRequired] public SandboxConversation Conversation { get; set; } = default!;

    private ElementReference _thread;
    private IJSObjectReference? _module;
    private IJSObjectReference? _following;
    private string? _open;
    private SandboxMessage? _replyTo;
    private SandboxMessage? _editing;
    private SandboxRefusal? _refusal;

    private bool Typing => Conversation.TypingUntil > Clock.GetUtcNow();

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (!firstRender) return;
        _module = await Js.InvokeAsync<IJSObjectReference>("import", $"./{Assets["js/phone.js"]}");
        _following = await _module.InvokeAsync<IJSObjectReference>("followEnd", _thread);
    }

    private SandboxMessage? Quoted(SandboxMessage message) =>
        message.ReplyToId is null ? null : Conversation.Messages.FirstOrDefault(candidate => candidate.Id == message.ReplyToId);

    private void Toggle(string messageId) => _open = _open == messageId ? null : messageId;

    private void Reply(SandboxMessage message) => (_replyTo, _editing, _open) = (message, null, null);

    private void Edit(SandboxMessage message) => (_replyTo, _editing, _open) = (null, message, null);

    private async Task Delete(SandboxMessage message)
    {
        _open = null;
        Judge(await Actions.DeleteAsync(Account.Id, Conversation.Customer.Key, message.Id));
    }

    private async Task React(SandboxMessage message, string? emoji)
    {
        _open = null;
        Judge(await Actions.ReactAsync(Account.Id, Conversation.Customer.Key, message.Id, emoji));
    }

    private async Task Choose(SandboxMessage message, SandboxChoice choice) =>
        Judge(await Actions.ChooseAsync(Account.Id, Conversation.Customer, choice, message.Id));

    private void Judge(SandboxResult result) => _refusal = result.Refusal;

    private void Refuse(SandboxRefusal refusal) => _refusal = refusal;

    private void Clear() => (_replyTo, _editing, _refusal) = (null, null, null);

    public async ValueTask DisposeAsync()
    {
        try
        {
            if (_following is not null)
            {
                await _following.InvokeVoidAsync("stop");
                await _following.DisposeAsync();
            }

            if (_module is not null) await _module.DisposeAsync();
        }
        catch (JSDisconnectedException)
        {
            // The browser went away first, and took the module with it.
        }
    }
}
