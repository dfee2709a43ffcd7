using Microsoft.EntityFrameworkCore;
using Motion.Blazor.Data;
using Motion.Domain;
using Motion.Domain.Accounts;
using Motion.Providers;

namespace Motion.Blazor.Features.Accounts;

/// <summary>What an account's settings name and that must be there: pause, assistant, lists, template.</summary>
internal static class AccountReferences
{
    public static async Task<IReadOnlyList<FieldError>> FindUnknownAsync(MotionDbContext database, AccountSettings settings, Account? stored, CancellationToken cancellation)
    {
        var errors = new List<FieldError>();
        if (settings.MandatoryPauseId is { } pause && !await database.Pauses.AnyAsync(p => p.Id == pause, cancellation))
            errors.Add(new FieldError("mandatoryDisposition.pauseId", FieldProblem.Unknown, $"{pause}"));
        if (settings.AssistantId is { } assistant && !await database.Assistants.AnyAsync(a => a.Id == assistant, cancellation))
            errors.Add(new FieldError("assistantId", FieldProblem.Unknown, $"{assistant}"));
        if (settings.WhitelistListIds.Count > 0)
        {
            var known = await database.ContactLists.Where(list => settings.WhitelistListIds.Contains(list.Id)).Select(list => list.Id).ToListAsync(cancellation);
            errors.AddRange(settings.WhitelistListIds.Except(known).Select(id => new FieldError("whitelist.listIds", FieldProblem.Unknown, $"{id}")));
        }
        if (await FindTemplateAsync(database, settings, stored, cancellation) is { } template)
            errors.Add(template);
        return errors;
    }

    /// <summary>Chosen anew it must be listed and approved. One that lost its approval later is no reason to refuse everything else.</summary>
    private static async Task<FieldError?> FindTemplateAsync(MotionDbContext database, AccountSettings settings, Account? stored, CancellationToken cancellation)
    {
        if (settings.RecontactTemplate is not { } chosen || !AccountRules.HasRecontactTemplate(settings.Type)
            || (stored is not null && stored.RecontactTemplateName == chosen.Name && stored.RecontactTemplateLanguage == chosen.Language))
            return null;
        // Templates are listed per account: one that is being added has none to choose from yet.
        var row = stored is null ? null : await database.Templates.AsNoTracking()
            .FirstOrDefaultAsync(t => t.AccountId == stored.Id && t.Name == chosen.Name && t.Language == chosen.Language, cancellation);
        return row?.Read() switch
        {
            null => new FieldError("recontactTemplate", FieldProblem.Unknown, $"{chosen.Name} ({chosen.Language})"),
            { Status: TemplateStatus.Approved } => null,
            _ => new FieldError("recontactTemplate", FieldProblem.Invalid),
        };
    }
}
