using Motion.Domain.Routing;

namespace Motion.Blazor.Features.Accounts;

/// <summary>
/// The rows of the plan while someone edits them. A jump points at a row and not at a number: when rows move or go, it still means the
/// same row; when that row itself goes, it points nowhere and has to be chosen anew.
/// </summary>
public sealed class PlanForm
{
    private readonly List<PlanRowForm> _rows = [];

    public IReadOnlyList<PlanRowForm> Rows => _rows;

    public static PlanForm Of(IReadOnlyList<PlanRowEntry> stored)
    {
        var form = new PlanForm();
        form._rows.AddRange(stored.Select(PlanRowForm.Of));
        foreach (var (index, row) in stored.Index())
            form._rows[index].Target = row.Target is { } target && target >= 1 && target <= stored.Count ? form._rows[target - 1] : null;
        return form;
    }

    public IReadOnlyList<PlanRowEntry> ToEntries() => [.. _rows.Select(row => row.ToEntry(NumberOf(row.Target)))];

    /// <summary>The row's number, from 1; null when it is not (any more) in the plan.</summary>
    public int? NumberOf(PlanRowForm? row) => row is not null && _rows.IndexOf(row) is var index and >= 0 ? index + 1 : null;

    public void Add(PlanRowForm row) => _rows.Add(row);

    /// <summary>Takes the row out and says which jumps pointed at it and now point nowhere.</summary>
    public IReadOnlyList<PlanRowForm> Remove(PlanRowForm row)
    {
        _ = _rows.Remove(row);
        var left = _rows.Where(other => other.Target == row).ToList();
        foreach (var jump in left)
            jump.Target = null;
        return left;
    }

    /// <summary>Moves the row and says its new number.</summary>
    public int Move(PlanRowForm row, int by)
    {
        var from = _rows.IndexOf(row);
        var to = Math.Clamp(from + by, 0, _rows.Count - 1);
        _rows.RemoveAt(from);
        _rows.Insert(to, row);
        return to + 1;
    }

    /// <summary>Moves the row to where another one stands.</summary>
    public int MoveTo(PlanRowForm row, PlanRowForm place) => Move(row, _rows.IndexOf(place) - _rows.IndexOf(row));
}
