using Motion.Domain.Messaging;

namespace Motion.Providers.Sandbox;

/// <summary>What our read receipts and typing notices do on the phone.</summary>
internal static class SandboxReading
{
    private static readonly TimeSpan Typing = TimeSpan.FromSeconds(25);

    /// <summary>Everything the customer wrote up to this message counts as read; with a clock our side is shown as typing for 25 s.</summary>
    public static void Mark(SandboxPhones phones, SandboxConversation conversation, string messageId, TimeProvider? typingFrom)
    {
        foreach (var message in conversation.Messages)
        {
            if (message.FromCustomer)
                _ = phones.Change(conversation.AccountId, message.Id, current => current with { Status = DeliveryStatus.Read });
            if (message.Id == messageId) break;
        }

        if (typingFrom is not null)
            _ = phones.Configure(conversation.AccountId, conversation.Customer.Key, null, null, typingFrom.GetUtcNow() + Typing);
    }
}
