using Microsoft.AspNetCore.Components;
using Motion.Blazor.Features.Accounts;
using Motion.Domain.Accounts;
using Motion.Domain.Messaging;
using Motion.Providers;

namespace Motion.Blazor.Features.Templates;

public sealed partial class AccountTemplatesPage : IDisposable
{
    private const int PageSize = 50;

    private readonly CancellationTokenSource _leaving = new();
    private AccountDetails? _account;
    private TemplateList? _list;
    private ProviderTemplate? _chosen;
    private string? _said;
    private int _offset;
    private bool _isMissing;
    private bool _isRefreshing;

    [Inject]
    private GetAccount Get { get; set; } = default!;

    [Inject]
    private GetTemplates Templates { get; set; } = default!;

    [Inject]
    private NavigationManager Navigation { get; set; } = default!;

    [Parameter]
    public int Id { get; set; }

    [SupplyParameterFromQuery]
    private string? Search { get; set; }

    [SupplyParameterFromQuery]
    private string? Status { get; set; }

    private string ProviderName => _list!.Type.ToWireName();

    private IReadOnlyList<ProviderTemplate> Shown { get; set; } = [];

    private string Failure => _list switch
    {
        { FailureKind: OutsideFailureKind.AuthFailed } => L["Failure.AuthFailed"],
        { FailureKind: OutsideFailureKind.RateLimited } => L["Failure.RateLimited"],
        { FailureKind: OutsideFailureKind.Transient } => L["Failure.Transient"],
        { FailureDetail: { } detail } => L["Failure.Other", detail],
        _ => L["Failure.Unknown"],
    };

    protected override async Task OnParametersSetAsync()
    {
        if (_account?.Id != Id)
        {
            _account = await Get.RunAsync(Id, _leaving.Token) is Outcome<AccountDetails>.Done account ? account.Value : null;
            Show(await Templates.RunAsync(Id, _leaving.Token));
        }
        Filter();
    }

    public void Dispose()
    {
        _leaving.Cancel();
        _leaving.Dispose();
    }

    private async Task RefreshAsync()
    {
        _isRefreshing = true;
        Show(await Templates.RefreshAsync(Id, _leaving.Token));
        _isRefreshing = false;
        _said = _list is { FailedAt: null } list ? L["Refreshed.Said", list.Templates.Count].Value : null;
        Filter();
    }

    private void Show(Outcome<TemplateList> outcome)
    {
        _list = outcome is Outcome<TemplateList>.Done done ? done.Value : null;
        _isMissing = _list is null;
        _chosen = _list?.Templates.FirstOrDefault(template => template.Name == _chosen?.Name && template.Language == _chosen.Language);
    }

    private void Filter()
    {
        _offset = 0;
        Shown = _list is null ? [] :
        [
            .. _list.Templates.Where(template =>
                (string.IsNullOrEmpty(Status) || template.Status.ToString() == Status)
                && (string.IsNullOrEmpty(Search) || Holds(template.Title) || Holds(template.Name) || Holds(template.Body))),
        ];

        bool Holds(string text) => text.Contains(Search, StringComparison.OrdinalIgnoreCase);
    }

    private void Choose(ProviderTemplate template) => _chosen = template;

    private string CategoryOf(ProviderTemplate template) => template.Category switch
    {
        null => "–",
        "UTILITY" or "MARKETING" or "AUTHENTICATION" => L[$"Category.{template.Category}"],
        var other => other,
    };

    private void GoTo(string? search, string? status) => Navigation.NavigateTo(Navigation.GetUriWithQueryParameters(new Dictionary<string, object?>(StringComparer.Ordinal)
    {
        [nameof(Search)] = string.IsNullOrWhiteSpace(search) ? null : search.Trim(),
        [nameof(Status)] = string.IsNullOrEmpty(status) ? null : status,
    }), replace: true);
}
