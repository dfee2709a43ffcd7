using Motion.Domain.Accounts;
using Motion.Domain.Messaging;

namespace Motion.Providers.Sandbox;

/// <summary>Carries our messages to the phones and reports what becomes of them.</summary>
internal sealed class SandboxCarrier(
    SandboxPhones phones, SandboxFaults faults, SandboxWebhooks webhooks, IEnumerable<ISandboxWire> wires, TimeProvider clock)
{
    /// <summary>The provider's own window (providers.md 3.6). A customer the sandbox never heard of may be written to: it forgets on restart.</summary>
    private static readonly TimeSpan Window = TimeSpan.FromHours(24);

    public ISandboxWire WireOf(AccountType type) => wires.Single(wire => wire.Type == type);

    /// <summary>Puts a message of ours on the customer's phone; a reaction goes onto the message it is for.</summary>
    public void Accept(SandboxAccount account, SandboxCustomer customer, SandboxMessage message)
    {
        if (message.Content is ReactionContent reaction)
        {
            _ = phones.Change(account.Id, reaction.TargetProviderMessageId,
                target => target with { BusinessReaction = string.IsNullOrEmpty(reaction.Emoji) ? null : reaction.Emoji });
            return;
        }

        phones.Add(account.Id, customer, message);
    }

    /// <summary>Posts "sent" before the send has been answered (providers.md 0.4).</summary>
    public Task ReportEarlyAsync(SandboxAccount account, SandboxCustomer customer, SandboxMessage message, CancellationToken cancellation)
    {
        _ = phones.Advance(account.Id, message.Id, DeliveryStatus.Sent);
        return webhooks.PostNowAsync(
            WireOf(account.Type).Status(account, customer, message, DeliveryStatus.Sent, clock.GetUtcNow()), cancellation);
    }

    /// <summary>Reports a message that was accepted, as far as it gets by itself.</summary>
    public void Report(SandboxAccount account, SandboxCustomer customer, SandboxMessage message, string? failureCode)
    {
        if (failureCode is not null)
        {
            Fail(account, customer, message, failureCode);
            return;
        }

        // A reaction has no bubble of its own and is only ever sent (providers.md 3.2).
        if (message.Content is ReactionContent)
        {
            Post(account, customer, message, DeliveryStatus.Sent);
            return;
        }

        if (faults.Take(account.Id, SandboxFaultKind.Reorder) is not null)
        {
            foreach (var status in phones.Advance(account.Id, message.Id, DeliveryStatus.Read).Reverse()) Post(account, customer, message, status);
            return;
        }

        Bring(account, customer, message, phones.Reach(account.Id, customer.Key));
    }

    /// <summary>Reports everything that waited for the phone to be switched on, or for the customer to look.</summary>
    public void CatchUp(SandboxAccount account, string customer)
    {
        if (phones.Find(account.Id, customer) is not { } conversation) return;
        var reach = phones.Reach(account.Id, customer);
        foreach (var message in conversation.Messages.Where(message => !message.FromCustomer && message.Status >= DeliveryStatus.Sent))
            Bring(account, conversation.Customer, message, reach);
    }

    /// <summary>The code of the refusal a message would meet outside the window, or null.</summary>
    public string? OutsideWindow(SandboxAccount account, SandboxCustomer customer, MessageContent content)
    {
        if (content is TemplateContent || phones.Find(account.Id, customer.Key) is not { } conversation) return null;
        var lastInbound = conversation.Messages.LastOrDefault(message => message.FromCustomer);
        return lastInbound is not null && clock.GetUtcNow() - lastInbound.At > Window ? SandboxFailureWords.OutsideWindow(account.Type) : null;
    }

    private void Fail(SandboxAccount account, SandboxCustomer customer, SandboxMessage message, string code)
    {
        var failed = phones.Change(account.Id, message.Id, current => current with { Status = DeliveryStatus.Failed, FailureCode = code })
            ?? message with { Status = DeliveryStatus.Failed, FailureCode = code };
        Post(account, customer, failed, DeliveryStatus.Failed);
    }

    private void Bring(SandboxAccount account, SandboxCustomer customer, SandboxMessage message, DeliveryStatus reach)
    {
        foreach (var status in phones.Advance(account.Id, message.Id, reach)) Post(account, customer, message, status);
    }

    private void Post(SandboxAccount account, SandboxCustomer customer, SandboxMessage message, DeliveryStatus status) =>
        webhooks.Enqueue(WireOf(account.Type).Status(account, customer, message, status, clock.GetUtcNow()));
}
