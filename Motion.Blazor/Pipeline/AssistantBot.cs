using Microsoft.EntityFrameworkCore;
using Motion.Blazor.Data;
using Motion.Blazor.Features.Administration.Assistants;
using Motion.Blazor.Features.Administration.Settings;
using Motion.Domain.Interactions;
using Motion.Domain.Messaging;
using Motion.Domain.Routing;
using Motion.Providers.Assistant;

namespace Motion.Blazor.Pipeline;

/// <summary>An assistant answers a customer by itself (product.md section 6, Assistant bot).</summary>
internal sealed class AssistantBot(AccountDirectory directory, AssistantClient client, AssistantKeys keys, SystemSettings settings)
{
    /// <summary>What the assistant says when it wants a person to go on.</summary>
    private const string HandOver = "[HANDOVER]";

    /// <summary>Assistants are not in the plan (product.md section 11); told in the timeline like the failures of the service.</summary>
    private const string SwitchedOff = "SwitchedOff";

    private const int MostLines = 40;

    private const string Task =
        $"You answer the customer on WhatsApp yourself: short, plain text. If you cannot help, or the customer wants a person, say so in one sentence and end with {HandOver}.";

    public async Task<RoutingEvent> AskAsync(MotionDbContext database, Interaction row, CancellationToken cancellation)
    {
        if (!settings.Current.Features.Assistant)
            return RoutingEvent.AssistantFailed(row.RoundNumber, SwitchedOff);
        if (await PlaceAsync(database, row, cancellation) is not { } place)
            return RoutingEvent.AssistantFailed(row.RoundNumber, nameof(AssistantFailure.Unreachable));
        var reply = await client.AskAsync(place, Task, await LinesAsync(database, row.Id, cancellation), cancellation);
        if (reply.Text is not { } text)
            return RoutingEvent.AssistantFailed(row.RoundNumber, reply.Failure!.Value.ToString());
        var handsOver = text.Contains(HandOver, StringComparison.OrdinalIgnoreCase);
        return RoutingEvent.AssistantAnswered(row.RoundNumber, text.Replace(HandOver, "", StringComparison.OrdinalIgnoreCase).Trim(), handsOver);
    }

    /// <summary>The conversation as an assistant reads it: what was said, without notes.</summary>
    public static async Task<IReadOnlyList<AssistantLine>> LinesAsync(MotionDbContext database, long interactionId, CancellationToken cancellation)
    {
        var lines = await database.Messages.AsNoTracking()
            .Where(message => message.InteractionId == interactionId && message.Direction != MessageDirection.Note && message.Body != ""
                && message.Kind != MessageKind.Reaction && message.RevokedAt == null)
            .OrderByDescending(message => message.CreatedAt).ThenByDescending(message => message.Id)
            .Select(message => new AssistantLine(message.Direction == MessageDirection.In, message.Body))
            .Take(MostLines).ToListAsync(cancellation);
        lines.Reverse();
        return lines;
    }

    private async Task<AssistantPlace?> PlaceAsync(MotionDbContext database, Interaction row, CancellationToken cancellation)
    {
        var account = await directory.FindAsync(row.AccountId);
        if (account?.Steps.ElementAtOrDefault(row.PlanPosition ?? -1)?.AssistantId is not { } assistantId)
            return null;
        var assistant = await database.Assistants.AsNoTracking().FirstOrDefaultAsync(assistant => assistant.Id == assistantId, cancellation);
        return assistant is not null && Uri.TryCreate(assistant.Endpoint, UriKind.Absolute, out var endpoint)
            ? new AssistantPlace(endpoint, assistant.Model, keys.Read(assistant), assistant.Instructions)
            : null;
    }
}
