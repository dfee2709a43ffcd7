using System.Text.Json;
using Motion.Domain.Messaging;

namespace Motion.Blazor.Pipeline;

/// <summary>What later news change about a message.</summary>
internal static class MessageChanges
{
    /// <summary>A status by the lattice; a customer's edit or deletion only of what he wrote himself.</summary>
    public static void Take(this Message message, InboundEvent happened, DateTimeOffset now)
    {
        switch (happened)
        {
            case StatusReported status:
                message.Advance(status.Status, status.Failure, status.At ?? now);
                break;
            case MessageEdited edited when message.Direction == MessageDirection.In:
                message.Body = edited.Content.Summary;
                message.Content = JsonSerializer.Serialize(edited.Content);
                message.EditedAt = edited.SentAt ?? now;
                break;
            case MessageRevoked revoked when message.Direction == MessageDirection.In:
                message.RevokedAt = revoked.SentAt ?? now;
                break;
        }
    }

    /// <summary>Goes on in the lattice; a lower status changes nothing.</summary>
    public static void Advance(this Message message, DeliveryStatus status, OutsideFailure? failure, DateTimeOffset at)
    {
        var next = DeliveryLattice.Join(message.Status ?? DeliveryStatus.Queued, status);
        if (next == message.Status)
            return;
        message.Status = next;
        message.StatusAt = at;
        message.SetFailure(next is DeliveryStatus.Failed or DeliveryStatus.OutcomeUnknown ? failure : null);
    }

    /// <summary>Back to the start, to be sent again.</summary>
    public static void Requeue(this Message message, DateTimeOffset now)
    {
        message.Status = DeliveryStatus.Queued;
        message.StatusAt = now;
        message.EarlierProviderMessageId = message.ProviderMessageId ?? message.EarlierProviderMessageId;
        message.ProviderMessageId = null;
        message.SetFailure(null);
    }

    private static void SetFailure(this Message message, OutsideFailure? failure)
    {
        message.FailureKind = failure?.Kind;
        var detail = failure is null ? null : string.Join(": ", new[] { failure.Code, failure.Detail }.Where(part => !string.IsNullOrEmpty(part)));
        message.FailureDetail = detail?.Length > 1000 ? detail[..1000] : detail;
    }
}
