using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Motion.Blazor.Components.Controls;
using Motion.Blazor.Data;

namespace Motion.Blazor.Features.Desk;

/// <summary>Tells the agent in a sentence why something was not done.</summary>
internal sealed class RefusalWords(IDbContextFactory<MotionDbContext> databases, IStringLocalizer<DeskWords> words, DeskNotices notices)
{
    /// <returns>Whether the action was done; otherwise the reason has been shown.</returns>
    public async Task<bool> CheckAsync(DeskResult result, CancellationToken cancellation)
    {
        if (result.Refusal is not { } refusal)
            return true;
        notices.Show(await SentenceAsync(refusal, result.OwnerId, cancellation), Tone.Warning);
        return false;
    }

    private async Task<string> SentenceAsync(DeskRefusal refusal, int? ownerId, CancellationToken cancellation)
    {
        if (refusal is not (DeskRefusal.AlreadyTaken or DeskRefusal.NotOwner) || ownerId is null)
            return words[$"Refusal.{refusal}"];
        await using var database = await databases.CreateDbContextAsync(cancellation);
        var owner = await database.Users.Where(user => user.Id == ownerId).Select(user => user.FullName).SingleOrDefaultAsync(cancellation);
        return owner is null ? words[$"Refusal.{refusal}"] : words[$"Refusal.{refusal}.By", owner];
    }
}
