using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using Motion.Blazor.Data;
using Motion.Blazor.Features.Administration.Assistants;
using Motion.Blazor.Pipeline;
using Motion.Providers.Assistant;

namespace Motion.Blazor.Features.Desk.Composing;

/// <summary>
/// Asks the account's assistant for a draft of the next answer (product.md section 7). The conversation goes along as data; the assistant has
/// no tools, and nothing it says is sent by itself.
/// </summary>
internal sealed class AskAssistant(IDbContextFactory<MotionDbContext> databases, AssistantClient client, AssistantKeys keys, AddOnSettings addOns)
{
    private const string Task =
        "Draft the agent's next answer to the customer on WhatsApp: short, friendly, plain text, in the customer's language. Write only the answer itself. An agent reads and corrects it before it is sent.";

    /// <returns>Piece by piece; nothing when assistants are not in the plan, the account has none, or the conversation is none of the agent's.</returns>
    /// <exception cref="AssistantFailedException">There is no answer, or it broke off.</exception>
    public async IAsyncEnumerable<string> HandleAsync(int userId, long interactionId, [EnumeratorCancellation] CancellationToken cancellation)
    {
        if (!addOns.Current.Assistant)
            yield break;
        AssistantPlace? place;
        IReadOnlyList<AssistantLine> lines;
        await using (var database = await databases.CreateDbContextAsync(cancellation))
        {
            place = await PlaceAsync(database, userId, interactionId, cancellation);
            lines = place is null ? [] : await AssistantBot.LinesAsync(database, interactionId, cancellation);
        }
        if (place is null)
            yield break;
        await foreach (var piece in client.StreamAsync(place, Task, lines, cancellation))
            yield return piece;
    }

    private async Task<AssistantPlace?> PlaceAsync(MotionDbContext database, int userId, long interactionId, CancellationToken cancellation)
    {
        var assistant = await (
            from interaction in database.InteractionsOf(userId)
            where interaction.Id == interactionId
            join account in database.Accounts on interaction.AccountId equals account.Id
            join wanted in database.Assistants on account.AssistantId equals wanted.Id
            select wanted).AsNoTracking().SingleOrDefaultAsync(cancellation);
        return assistant is not null && Uri.TryCreate(assistant.Endpoint, UriKind.Absolute, out var endpoint)
            ? new AssistantPlace(endpoint, assistant.Model, keys.Read(assistant), assistant.Instructions)
            : null;
    }
}
