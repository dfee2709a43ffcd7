using System.Globalization;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Forms;
using Motion.Blazor.Features.Accounts;
using Motion.Domain;

namespace Motion.Blazor.Features.Contacts;

public sealed partial class ImportPage : IDisposable
{
    private const int MostLists = 1000;

    private CancellationTokenSource _leaving = new();
    private IReadOnlyList<ContactListRow> _lists = [];
    private IReadOnlyList<FieldError> _errors = [];
    private ContactFilePreview? _preview;
    private ContactColumn[] _columns = [];
    private ImportProgress? _result;
    private DuplicatePolicy _duplicates;
    private Guid? _fileId;
    private string _fileName = "";
    private string? _trouble;
    private int? _listId;
    private bool _isRunning;

    [Inject]
    private ImportFiles Files { get; set; } = default!;

    [Inject]
    private ImportContacts Import { get; set; } = default!;

    [Inject]
    private ListContactLists Lists { get; set; } = default!;

    [Inject]
    private FieldErrorWords ErrorWords { get; set; } = default!;

    [Inject]
    private NavigationManager Navigation { get; set; } = default!;

    protected override async Task OnInitializedAsync()
    {
        _lists = await Lists.RunAsync(0, MostLists, _leaving.Token) is Outcome<PageOf<ContactListRow>>.Done done ? done.Value.Rows : [];
        _listId = _lists.FirstOrDefault()?.Id;
    }

    public void Dispose()
    {
        _leaving.Cancel();
        _leaving.Dispose();
    }

    private static string N(int number) => number.ToString("N0", CultureInfo.CurrentCulture);

    private string? ErrorOf(string field) => _errors.FirstOrDefault(error => error.Field == field) is { } error ? ErrorWords.Say(error) : null;

    private async Task TakeAsync(InputFileChangeEventArgs chosen)
    {
        _trouble = null;
        if (chosen.File.Size > ImportFiles.LargestFile)
        {
            _trouble = L["Import.TooLarge", ImportFiles.LargestFile / 1024 / 1024];
            return;
        }
        _isRunning = true;
        await using (var bytes = chosen.File.OpenReadStream(ImportFiles.LargestFile, _leaving.Token))
            _fileId = await Files.StoreAsync(bytes, _leaving.Token);
        _isRunning = false;
        _fileName = chosen.File.Name;
        var preview = ContactCsv.Preview(Files.Find(_fileId.Value)!);
        if (preview.Headers.Count == 0 || preview.Rows.Count == 0)
        {
            _trouble = L["Import.NoRows"];
            return;
        }
        _preview = preview;
        _columns = [.. preview.Guess];
    }

    private async Task RunAsync()
    {
        if (_isRunning)
            return;
        _isRunning = true;
        _errors = [];
        _result = null;
        try
        {
            var asked = new ContactImport(_fileId!.Value, _fileName, _listId ?? 0, _columns, _duplicates);
            // Off the circuit's own thread of work, so that the page goes on answering while a hundred thousand lines are stored.
            var outcome = await Task.Run(() => Import.RunAsync(asked, progress => _ = InvokeAsync(() => Show(progress)), _leaving.Token), _leaving.Token);
            _errors = outcome is Outcome<ImportProgress>.Invalid invalid ? invalid.Errors : [];
            _result = outcome is Outcome<ImportProgress>.Done done ? done.Value : null;
            if (outcome is Outcome<ImportProgress>.NotFound)
                Restart();
        }
        catch (OperationCanceledException)
        {
            // What was stored before stays: it was whole.
            _result = null;
        }
        finally
        {
            _isRunning = false;
        }
    }

    private void Show(ImportProgress progress)
    {
        if (!_isRunning)
            return;
        _result = progress;
        StateHasChanged();
    }

    private async Task CancelAsync()
    {
        if (!_isRunning)
        {
            Restart();
            return;
        }
        await _leaving.CancelAsync();
        _leaving.Dispose();
        _leaving = new CancellationTokenSource();
    }

    private void Restart() => (_preview, _result, _fileId, _errors) = (null, null, null, []);
}
