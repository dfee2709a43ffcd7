using Motion.Domain.Messaging;

namespace Motion.Providers.Sandbox;

/// <summary>Why the phone cannot do something.</summary>
public enum SandboxRefusal
{
    /// <summary>No such account, or its provider is not played.</summary>
    UnknownAccount,
    /// <summary>No such conversation.</summary>
    UnknownCustomer,
    /// <summary>No such message in it, or not one this can be done to.</summary>
    UnknownMessage,
    /// <summary>The provider does not pass this on.</summary>
    NotAtThisProvider,
    /// <summary>There is nothing to send.</summary>
    Empty,
    /// <summary>The file is larger than everything the sandbox keeps.</summary>
    FileTooLarge,
}

/// <summary>What came of an action: the message as it stands now, or the refusal.</summary>
/// <param name="Message">The message; null when refused.</param>
/// <param name="Refusal">The refusal; null when done.</param>
public readonly record struct SandboxResult(SandboxMessage? Message, SandboxRefusal? Refusal)
{
    internal static SandboxResult Done(SandboxMessage message) => new(message, null);

    internal static SandboxResult No(SandboxRefusal refusal) => new(null, refusal);
}

/// <summary>A file the customer attaches.</summary>
/// <param name="Bytes">Its bytes.</param>
/// <param name="MimeType">Its type.</param>
/// <param name="FileName">Its name, or null.</param>
public sealed record SandboxAttachment(byte[] Bytes, string MimeType, string? FileName);

/// <summary>Everything a customer does with the phone in hand; each step reaches our application as a signed webhook.</summary>
public sealed class SandboxCustomerActions
{
    private readonly ISandboxAccounts _accounts;
    private readonly SandboxPhones _phones;
    private readonly SandboxFiles _files;
    private readonly SandboxWebhooks _webhooks;
    private readonly SandboxCarrier _carrier;
    private readonly TimeProvider _clock;

    internal SandboxCustomerActions(
        ISandboxAccounts accounts, SandboxPhones phones, SandboxFiles files, SandboxWebhooks webhooks, SandboxCarrier carrier, TimeProvider clock)
    {
        (_accounts, _phones, _files, _webhooks, _carrier, _clock) = (accounts, phones, files, webhooks, carrier, clock);
    }

    /// <summary>What of a customer's doings the account's provider passes on.</summary>
    public SandboxAbilities AbilitiesOf(SandboxAccount account) => _carrier.WireOf(account.Type).AbilitiesOf(account);

    /// <summary>Writes a message. For a file give its bytes; its content then says how it is shown.</summary>
    public Task<SandboxResult> SendAsync(
        int accountId,
        SandboxCustomer customer,
        MessageContent content,
        SandboxAttachment? attachment = null,
        string? replyToId = null,
        CancellationToken cancellation = default) =>
        WriteAsync(accountId, customer, content, attachment, replyToId, pressed: null, cancellation);

    /// <summary>Presses a button or chooses a row.</summary>
    public Task<SandboxResult> ChooseAsync(
        int accountId, SandboxCustomer customer, SandboxChoice choice, string? messageId, CancellationToken cancellation = default) =>
        WriteAsync(
            accountId,
            customer,
            choice.Kind == SandboxChoiceKind.Row
                ? new ListReplyContent(choice.Id, choice.Title, choice.Description)
                : new ButtonReplyContent(choice.Title, choice.Id),
            attachment: null,
            messageId,
            choice.Kind,
            cancellation);

    /// <summary>Puts an emoji on a message of ours, or takes it away (null).</summary>
    public async Task<SandboxResult> ReactAsync(
        int accountId, string customer, string messageId, string? emoji, CancellationToken cancellation = default)
    {
        var (account, conversation, message, refusal) = await FindAsync(accountId, customer, messageId, cancellation);
        if (refusal is { } no) return SandboxResult.No(no);
        var wire = _carrier.WireOf(account!.Type);
        var content = new ReactionContent(messageId, emoji);
        var reaction = new SandboxMessage { Id = wire.NewMessageId(content), FromCustomer = true, Content = content, At = _clock.GetUtcNow() };
        if (wire.Message(account, conversation!.Customer, reaction) is not { } delivery)
            return SandboxResult.No(SandboxRefusal.NotAtThisProvider);
        var changed = _phones.Change(accountId, message!.Id, current => current with { CustomerReaction = emoji });
        _webhooks.Enqueue(delivery);
        return SandboxResult.Done(changed ?? message);
    }

    /// <summary>Changes the words of an own message.</summary>
    public async Task<SandboxResult> EditAsync(
        int accountId, string customer, string messageId, string text, CancellationToken cancellation = default)
    {
        if (string.IsNullOrWhiteSpace(text)) return SandboxResult.No(SandboxRefusal.Empty);
        return await ChangeOwnAsync(
            accountId, customer, messageId,
            message => message with
            {
                Edited = true,
                Content = message.Content is MediaContent media ? media with { Caption = text } : new TextContent(text),
            },
            (wire, account, who, message) => wire.Edit(account, who, message, _clock.GetUtcNow()),
            cancellation);
    }

    /// <summary>Deletes an own message for everyone.</summary>
    public Task<SandboxResult> DeleteAsync(int accountId, string customer, string messageId, CancellationToken cancellation = default) =>
        ChangeOwnAsync(
            accountId, customer, messageId,
            message => message with { Deleted = true },
            (wire, account, who, message) => wire.Revoke(account, who, message, _clock.GetUtcNow()),
            cancellation);

    /// <summary>Holds the conversation open before the customer's eyes until the result is disposed: what arrives is read.</summary>
    public async Task<IDisposable> WatchAsync(int accountId, SandboxCustomer customer, CancellationToken cancellation = default)
    {
        var watching = _phones.Watch(accountId, customer);
        if (await _accounts.FindAsync(accountId, cancellation) is { } account) _carrier.CatchUp(account, customer.Key);
        return watching;
    }

    /// <summary>Switches the phone on or off, and the reading by itself; null leaves a switch as it is.</summary>
    public async Task<SandboxConversation?> ConfigureAsync(
        int accountId, string customer, bool? reachable, bool? autoRead, CancellationToken cancellation = default)
    {
        var conversation = _phones.Configure(accountId, customer, reachable, autoRead, typingUntil: null);
        if (conversation is not null && await _accounts.FindAsync(accountId, cancellation) is { } account)
            _carrier.CatchUp(account, conversation.Customer.Key);
        return conversation;
    }

    private async Task<SandboxResult> WriteAsync(
        int accountId,
        SandboxCustomer customer,
        MessageContent content,
        SandboxAttachment? attachment,
        string? replyToId,
        SandboxChoiceKind? pressed,
        CancellationToken cancellation)
    {
        if (await _accounts.FindAsync(accountId, cancellation) is not { } account) return SandboxResult.No(SandboxRefusal.UnknownAccount);
        if (IsEmpty(content, attachment)) return SandboxResult.No(SandboxRefusal.Empty);
        var wire = _carrier.WireOf(account.Type);
        SandboxFile? file = null;
        if (attachment is not null)
        {
            file = _files.Add(account, attachment.Bytes, attachment.MimeType, attachment.FileName);
            if (file is null) return SandboxResult.No(SandboxRefusal.FileTooLarge);
        }

        var known = _phones.Open(accountId, customer).Customer;
        var message = new SandboxMessage
        {
            Id = wire.NewMessageId(content),
            FromCustomer = true,
            Content = content,
            At = _clock.GetUtcNow(),
            File = file,
            ReplyToId = replyToId,
            Pressed = pressed,
        };
        if (wire.Message(account, known, message) is not { } delivery) return SandboxResult.No(SandboxRefusal.NotAtThisProvider);
        _phones.Add(accountId, known, message);
        _webhooks.Enqueue(delivery with { Settled = taken => Settle(accountId, message.Id, taken) });
        return SandboxResult.Done(message);
    }

    private async Task<SandboxResult> ChangeOwnAsync(
        int accountId,
        string customer,
        string messageId,
        Func<SandboxMessage, SandboxMessage> change,
        Func<ISandboxWire, SandboxAccount, SandboxCustomer, SandboxMessage, SandboxDelivery?> write,
        CancellationToken cancellation)
    {
        var (account, conversation, message, refusal) = await FindAsync(accountId, customer, messageId, cancellation);
        if (refusal is { } no) return SandboxResult.No(no);
        if (!message!.FromCustomer || message.Deleted) return SandboxResult.No(SandboxRefusal.UnknownMessage);
        if (write(_carrier.WireOf(account!.Type), account, conversation!.Customer, change(message)) is not { } delivery)
            return SandboxResult.No(SandboxRefusal.NotAtThisProvider);
        var changed = _phones.Change(accountId, messageId, change) ?? message;
        _webhooks.Enqueue(delivery);
        return SandboxResult.Done(changed);
    }

    private async Task<(SandboxAccount? Account, SandboxConversation? Conversation, SandboxMessage? Message, SandboxRefusal? Refusal)> FindAsync(
        int accountId, string customer, string messageId, CancellationToken cancellation)
    {
        if (await _accounts.FindAsync(accountId, cancellation) is not { } account) return (null, null, null, SandboxRefusal.UnknownAccount);
        if (_phones.Find(accountId, customer) is not { } conversation) return (account, null, null, SandboxRefusal.UnknownCustomer);
        var message = conversation.Messages.FirstOrDefault(candidate => candidate.Id == messageId);
        return (account, conversation, message, message is null ? SandboxRefusal.UnknownMessage : null);
    }

    private void Settle(int accountId, string messageId, bool taken) =>
        _phones.Change(accountId, messageId, message => message.Status != DeliveryStatus.Queued
            ? message
            : message with { Status = taken ? DeliveryStatus.Delivered : DeliveryStatus.Failed });

    private static bool IsEmpty(MessageContent content, SandboxAttachment? attachment) => content switch
    {
        TextContent text => string.IsNullOrEmpty(text.Body),
        MediaContent => attachment is null || attachment.Bytes.Length == 0,
        ContactsContent contacts => contacts.Cards.Count == 0,
        ButtonReplyContent button => string.IsNullOrEmpty(button.Text),
        ListReplyContent row => string.IsNullOrEmpty(row.Title),
        _ => false,
    };
}
