using Motion.Domain;

namespace Motion.Blazor.Features.Accounts;

/// <summary>
/// A form being filled in: the values, what was touched, what is wrong. Errors show for fields that were left, and for all once one
/// has tried to save.
/// </summary>
public sealed class AccountFormState
{
    private readonly CheckAccount _check;
    private readonly FieldErrorWords _words;
    private readonly HashSet<string> _touched = new(StringComparer.Ordinal);
    private IReadOnlyList<FieldError> _errors = [];
    private bool _showAll;
    private int _round;

    internal AccountFormState(CheckAccount check, FieldErrorWords words) => (_check, _words) = (check, words);

    public AccountForm Form { get; private set; } = new();

    /// <summary>As stored; null for an account that is being added.</summary>
    public AccountDetails? Stored { get; private set; }

    /// <summary>The form as it was before anybody typed.</summary>
    public AccountForm Untouched { get; private set; } = new();

    public IReadOnlyList<string> Changed => AccountFormFields.Differences(Untouched, Form);

    public void Begin(AccountForm form)
    {
        Form = form;
        Untouched = AccountForm.Of(form.ToSettings());
        Stored = null;
        Forget();
    }

    public void Begin(AccountDetails stored)
    {
        Stored = stored;
        Form = AccountForm.Of(stored.Settings);
        Untouched = AccountForm.Of(stored.Settings);
        Forget();
    }

    public string? ErrorOf(string field) => (_showAll || _touched.Contains(field)) && _errors.FirstOrDefault(error => error.Field == field) is { } found
        ? _words.Say(found)
        : null;

    /// <summary>The person left this field: look at once whether it can stay so.</summary>
    public async Task TouchAsync(string field)
    {
        _ = _touched.Add(field);
        var round = ++_round;
        var found = await _check.RunAsync(Form.ToSettings(), Stored?.Id, CancellationToken.None);
        // An answer that was overtaken by a later question is of no use.
        if (round == _round)
            _errors = found is Outcome<bool>.Invalid invalid ? invalid.Errors : [];
    }

    public void Refuse(IReadOnlyList<FieldError> errors)
    {
        _errors = errors;
        _showAll = true;
    }

    /// <summary>
    /// Someone else saved first: from here on theirs is what is stored. Fields only they changed are taken over; where both changed
    /// one, ours stays in the form and is saved only if the person saves again.
    /// </summary>
    /// <returns>Names of the fields they changed.</returns>
    public IReadOnlyList<string> TakeOver(AccountDetails theirs)
    {
        var mine = Changed;
        var their = AccountForm.Of(theirs.Settings);
        var changedByThem = AccountFormFields.Differences(Untouched, their);
        AccountFormFields.Copy(their, Form, changedByThem.Except(mine));
        Stored = theirs;
        Untouched = their;
        return changedByThem;
    }

    private void Forget()
    {
        _touched.Clear();
        _errors = [];
        _showAll = false;
    }
}
