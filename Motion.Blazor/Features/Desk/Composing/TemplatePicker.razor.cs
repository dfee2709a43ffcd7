using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.Localization;
using Motion.Blazor.Features.Templates;
using Motion.Blazor.Identity;
using Motion.Domain.Messaging;
using Motion.Providers;

namespace Motion.Blazor.Features.Desk.Composing;

/// <summary>Chooses an approved template, fills it from the contact or by hand, and shows it as the customer will read it.</summary>
public sealed partial class TemplatePicker
{
    /// <summary>The same press of Send goes out once, however often it is asked for.</summary>
    private readonly Guid _key = Guid.NewGuid();
    private readonly Dictionary<int, string> _buttons = [];
    private TemplateChoices? _choices;
    private ProviderTemplate? _chosen;
    private List<string> _values = [];
    private IReadOnlyList<TemplateFault> _faults = [];
    private ElementReference _first;
    private string _search = "";
    private string _header = "";
    private string _name = "";
    private string _language = "";
    private bool _wasRefused;
    private bool _isSending;
    private bool _isFocused;

    [Inject]
    internal CurrentUser User { get; set; } = default!;

    [Inject]
    internal ReadTemplateChoices Read { get; set; } = default!;

    [Inject]
    internal IStringLocalizer<DeskWords> L { get; set; } = default!;

    [Parameter, EditorRequired]
    public long InteractionId { get; set; }

    [Parameter, EditorRequired]
    public required string ContactName { get; set; }

    [Parameter, EditorRequired]
    public EventCallback Cancel { get; set; }

    /// <summary>The template and its key; whether it was taken.</summary>
    [Parameter, EditorRequired]
    public required Func<TemplateContent, Guid, Task<bool>> Send { get; set; }

    private IEnumerable<ProviderTemplate> Found => _choices!.Templates.Where(template => _search.Length == 0
        || template.Title.Contains(_search, StringComparison.CurrentCultureIgnoreCase)
        || template.Body.Contains(_search, StringComparison.CurrentCultureIgnoreCase));

    /// <summary>The template that is most likely meant; the list of the others is one step back.</summary>
    [Parameter]
    public ProviderTemplate? Begin { get; set; }

    protected override async Task OnInitializedAsync()
    {
        _choices = await Read.HandleAsync(User.Id, InteractionId, CancellationToken.None);
        if (_choices?.Templates.FirstOrDefault(template => template.Name == Begin?.Name && template.Language == Begin?.Language) is { } meant)
            Choose(meant);
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (_isFocused || _choices is null || _chosen is not null || (_choices.IsListed && _choices.Templates.Count == 0))
            return;
        _isFocused = true;
        await _first.FocusAsync();
    }

    private void Choose(ProviderTemplate template)
    {
        _chosen = template;
        _values = [.. template.Parameters.Select(_ => "")];
        _buttons.Clear();
        _header = "";
        _faults = [];
        _wasRefused = false;
    }

    private async Task SubmitAsync()
    {
        var content = new TemplateContent(
            _chosen?.Name ?? _name.Trim(), _chosen?.Language ?? _language.Trim(), [.. _values.Select(value => value.Trim())], "",
            _chosen is { TakesHeader: true, HeaderKind: { } kind } ? new TemplateHeader(kind, _header.Trim()) : null,
            _buttons.Count == 0 ? null : new Dictionary<int, string>(_buttons));
        _faults = _chosen is null ? TypedFaults(content) : TemplateFilling.FaultsOf(_chosen, content);
        _wasRefused = _faults.Count > 0 || content.Name.Length == 0 || content.Language.Length == 0;
        if (_wasRefused || _isSending)
            return;
        _isSending = true;
        StateHasChanged();
        var isTaken = await Send(content, _key);
        _isSending = false;
        if (isTaken)
            await Cancel.InvokeAsync();
    }

    private static List<TemplateFault> TypedFaults(TemplateContent content) =>
        [.. content.Parameters.Index().Where(value => !TemplateFilling.IsValue(value.Item)).Select(value => new TemplateFault(TemplatePart.Parameter, value.Index))];

    private string? ErrorOf(TemplatePart part, int index) => _faults.Contains(new TemplateFault(part, index))
        ? L[part == TemplatePart.Header && _chosen?.HeaderKind != MessageKind.Text ? "TemplatePicker.BadLink" : "TemplatePicker.Missing"].Value
        : null;

    private string? MissingIf(bool isMissing) => _wasRefused && isMissing ? L["TemplatePicker.Missing"].Value : null;

    private Task OnKey(KeyboardEventArgs key) => key.Key == "Escape" ? Cancel.InvokeAsync() : Task.CompletedTask;

    private static string TextOf(ChangeEventArgs typed) => (string?)typed.Value ?? "";
}
