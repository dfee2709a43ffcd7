#pragma warning disable MA0011 // ToUpper() stands in queries only, where it becomes the database's UPPER
using Microsoft.EntityFrameworkCore;
using Motion.Blazor.Data;
using Motion.Blazor.Identity;

namespace Motion.Blazor.Features.CannedAnswers;

internal sealed record CannedAnswerRow(int Id, int? AccountId, string Key, string Text);

/// <summary>The general canned answers, or those of one account.</summary>
internal sealed class ListCannedAnswers(IDbContextFactory<MotionDbContext> databases, CurrentUser user)
{
    /// <param name="accountId">Null: the general ones.</param>
    public async Task<Outcome<PageOf<CannedAnswerRow>>> RunAsync(int? accountId, string? search, int offset, int limit, CancellationToken cancellation)
    {
        if (!user.May(this))
            return new Outcome<PageOf<CannedAnswerRow>>.NotAllowed();
        await using var database = await databases.CreateDbContextAsync(cancellation);
        if (accountId is not null && !await database.Accounts.AnyAsync(a => a.Id == accountId, cancellation))
            return new Outcome<PageOf<CannedAnswerRow>>.NotFound();
        var answers = database.CannedAnswers.Where(a => a.AccountId == accountId);
        if (!string.IsNullOrWhiteSpace(search))
        {
            var text = search.Trim().ToUpperInvariant();
            answers = answers.Where(a => a.Key.ToUpper().Contains(text) || a.Text.ToUpper().Contains(text));
        }
        var page = await answers.OrderBy(a => a.Key).ThenBy(a => a.Id)
            .Select(a => new CannedAnswerRow(a.Id, a.AccountId, a.Key, a.Text))
            .ReadPageAsync(answers, offset, limit, cancellation);
        return new Outcome<PageOf<CannedAnswerRow>>.Done(page);
    }
}
