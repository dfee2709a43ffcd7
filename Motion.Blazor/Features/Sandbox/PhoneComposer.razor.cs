using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Forms;
using Microsoft.JSInterop;
using Motion.Domain.Messaging;
using Motion.Providers.Sandbox;

namespace Motion.Blazor.Features.Sandbox;

/// <summary>Where the customer writes: words, a file, or one of the rarer kinds of message.</summary>
public sealed partial class PhoneComposer
{
    [Inject] private SandboxCustomerActions Actions { get; set; } = default!;
    [Inject] private IJSRuntime Js { get; set; } = default!;

    [Parameter, EditorRequired] public SandboxAccount Account { get; set; } = default!;
    [Parameter, EditorRequired] public SandboxCustomer Customer { get; set; } = default!;
    [Parameter, EditorRequired] public SandboxMessage? ReplyTo { get; set; }
    [Parameter, EditorRequired] public SandboxMessage? Editing { get; set; }
    [Parameter] public EventCallback Done { get; set; }
    [Parameter] public EventCallback<SandboxRefusal> Refused { get; set; }

    private ElementReference _field;
    private SandboxAttachment? _file;
    private SandboxMessage? _shownEdit;
    private PhoneExtra? _extra;
    private string _text = "";
    private bool _menu;
    private bool _reading;
    private bool _isSendAsked;
    private bool _sending;

    protected override void OnParametersSet()
    {
        if (Editing?.Id == _shownEdit?.Id) return;
        _shownEdit = Editing;
        _text = Editing?.Content.Summary ?? "";
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (!firstRender) return;
        await using var module = await Js.InvokeAsync<IJSObjectReference>("import", $"./{Assets["js/phone.js"]}");
        await module.InvokeVoidAsync("sendOnEnter", _field);
    }

    private async Task SendAsync()
    {
        if (_sending) return;
        // Pressed before the file is here: it goes out as soon as it is.
        _isSendAsked = _reading;
        if (_reading || (string.IsNullOrWhiteSpace(_text) && _file is null)) return;
        _sending = true;
        var sent = _text;
        var result = Editing is { } edited
            ? await Actions.EditAsync(Account.Id, Customer.Key, edited.Id, _text)
            : await Actions.SendAsync(Account.Id, Customer, Content(), _file, ReplyTo?.Id);
        _sending = false;
        await FinishAsync(result, sent);
    }

    private async Task SendExtraAsync(PhoneExtraResult extra)
    {
        _extra = null;
        await FinishAsync(extra switch
        {
            { Choice: { } choice } => await Actions.ChooseAsync(Account.Id, Customer, choice, ReplyTo?.Id),
            _ => await Actions.SendAsync(Account.Id, Customer, extra.Content!, replyToId: ReplyTo?.Id),
        });
    }

    /// <param name="result">How it went.</param>
    /// <param name="sent">The words that went out; what was written in the meantime stays.</param>
    private async Task FinishAsync(SandboxResult result, string sent = "")
    {
        if (result.Refusal is { } refusal)
        {
            await Refused.InvokeAsync(refusal);
            return;
        }

        if (_text == sent)
            _text = "";
        (_file, _menu) = (null, false);
        await Done.InvokeAsync();
    }

    private MessageContent Content() => _file is null
        ? new TextContent(_text)
        : new MediaContent(
            SandboxFiles.KindOf(_file.MimeType), _file.MimeType, string.IsNullOrWhiteSpace(_text) ? null : _text, _file.FileName,
            // Phones record voice notes as ogg; music comes in other clothes.
            IsVoice: _file.MimeType.StartsWith("audio/ogg", StringComparison.OrdinalIgnoreCase));

    private async Task PickAsync(InputFileChangeEventArgs change)
    {
        _menu = false;
        if (change.File.Size > SandboxFiles.Capacity)
        {
            await Refused.InvokeAsync(SandboxRefusal.FileTooLarge);
            return;
        }

        _reading = true;
        StateHasChanged();
        await using var stream = change.File.OpenReadStream(SandboxFiles.Capacity);
        using var bytes = new MemoryStream();
        await stream.CopyToAsync(bytes);
        var type = string.IsNullOrEmpty(change.File.ContentType) ? "application/octet-stream" : change.File.ContentType;
        _file = new SandboxAttachment(bytes.ToArray(), type, change.File.Name);
        _reading = false;
        if (_isSendAsked)
            await SendAsync();
    }

    private async Task OpenExtra(PhoneExtra extra)
    {
        _menu = false;
        if (extra == PhoneExtra.Unsupported) await SendExtraAsync(new(new UnsupportedContent("unsupported", null), null));
        else _extra = extra;
    }

    private async Task Cancel()
    {
        if (Editing is not null) _text = "";
        await Done.InvokeAsync();
    }

    private IEnumerable<PhoneExtra> Extras => Enum.GetValues<PhoneExtra>().Where(extra => extra switch
    {
        PhoneExtra.Contact => Actions.AbilitiesOf(Account).Contacts,
        PhoneExtra.Order or PhoneExtra.Flow => Actions.AbilitiesOf(Account).OrdersAndForms,
        _ => true,
    });

    private static string IconOf(PhoneExtra extra) => extra switch
    {
        PhoneExtra.Location => "location_on",
        PhoneExtra.Contact => "person",
        PhoneExtra.Button => "smart_button",
        PhoneExtra.Row => "list",
        PhoneExtra.Order => "shopping_cart",
        PhoneExtra.Flow => "assignment",
        PhoneExtra.Unsupported => "help",
    };
}
