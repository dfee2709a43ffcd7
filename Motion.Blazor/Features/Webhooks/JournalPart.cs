using Microsoft.AspNetCore.Components;
using Radzen;

namespace Motion.Blazor.Features.Webhooks;

/// <summary>A paged part of the journal, read anew when its filter changes.</summary>
public abstract class JournalPart<TRow> : ComponentBase, IDisposable
{
    protected const int PageSize = 50;

    private readonly CancellationTokenSource _leaving = new();
    private JournalFilter? _shown;

    [Parameter, EditorRequired]
    public required JournalFilter Filter { get; set; }

    [Parameter, EditorRequired]
    public bool IsFiltered { get; set; }

    [Inject]
    internal WebhookJournal Journal { get; set; } = default!;

    internal PageOf<TRow>? Page { get; private set; }

    protected CancellationToken Leaving => _leaving.Token;

    protected int Offset { get; private set; }

    protected override async Task OnParametersSetAsync()
    {
        if (_shown == Filter)
            return;
        _shown = Filter;
        await LoadAsync(0);
    }

    public void Dispose()
    {
        _leaving.Cancel();
        _leaving.Dispose();
        GC.SuppressFinalize(this);
    }

    protected async Task LoadAsync(int offset)
    {
        Offset = offset;
        Page = await ReadAsync(offset) is Outcome<PageOf<TRow>>.Done done ? done.Value : new PageOf<TRow>(0, []);
    }

    protected Task PageChangedAsync(PagerEventArgs page) => LoadAsync(page.Skip);

    private protected abstract Task<Outcome<PageOf<TRow>>> ReadAsync(int offset);
}
