using Motion.Domain.Messaging;

namespace Motion.Providers.Sandbox;

/// <summary>
/// Body of <c>POST /sandbox/phone/messages</c>. Who: <c>from</c> or <c>username</c>, and <c>name</c>. What: <c>text</c> alone for a
/// text; <c>file</c> for a file, with <c>text</c> as caption; <c>location</c>; <c>contacts</c>; <c>choice</c>; <c>order</c>; <c>flow</c>; or
/// <c>action</c> <c>react</c>, <c>edit</c>, <c>delete</c> with <c>target</c>; or <c>action</c> <c>unsupported</c>.
/// </summary>
internal sealed record SandboxPhoneRequest(
    int AccountId,
    string? From = null,
    string? Username = null,
    string? Name = null,
    string? Text = null,
    string? ReplyTo = null,
    SandboxFileRequest? File = null,
    LocationContent? Location = null,
    IReadOnlyList<ContactCard>? Contacts = null,
    SandboxChoice? Choice = null,
    OrderContent? Order = null,
    FlowReplyContent? Flow = null,
    string? Action = null,
    string? Target = null,
    string? Emoji = null)
{
    public SandboxCustomer? Customer()
    {
        if (!string.IsNullOrWhiteSpace(From) && SandboxCustomer.Digits(From).Length > 0) return SandboxCustomer.WithPhone(From, Name, Username);
        return string.IsNullOrWhiteSpace(Username) ? null : SandboxCustomer.WithUsername(Username, Name);
    }

    public Task<SandboxResult> CarryOutAsync(SandboxCustomerActions actions, SandboxCustomer customer, CancellationToken cancellation) => Action switch
    {
        "react" => actions.ReactAsync(AccountId, customer.Key, Target ?? "", string.IsNullOrEmpty(Emoji) ? null : Emoji, cancellation),
        "edit" => actions.EditAsync(AccountId, customer.Key, Target ?? "", Text ?? "", cancellation),
        "delete" => actions.DeleteAsync(AccountId, customer.Key, Target ?? "", cancellation),
        "unsupported" => actions.SendAsync(AccountId, customer, new UnsupportedContent("unsupported", null), cancellation: cancellation),
        _ when Choice is not null => actions.ChooseAsync(AccountId, customer, Choice, ReplyTo, cancellation),
        _ when File is not null => actions.SendAsync(AccountId, customer, File.Content(Text), File.Attachment(), ReplyTo, cancellation),
        _ when Location is not null => actions.SendAsync(AccountId, customer, Location, null, ReplyTo, cancellation),
        _ when Order is not null => actions.SendAsync(AccountId, customer, Order, null, ReplyTo, cancellation),
        _ when Flow is not null => actions.SendAsync(AccountId, customer, Flow, null, ReplyTo, cancellation),
        _ when Contacts is not null => actions.SendAsync(AccountId, customer, new ContactsContent(Contacts), null, ReplyTo, cancellation),
        _ => actions.SendAsync(AccountId, customer, new TextContent(Text ?? ""), null, ReplyTo, cancellation),
    };
}

/// <summary>A file in a request.</summary>
internal sealed record SandboxFileRequest(byte[] Base64, string MimeType, string? FileName = null, bool Voice = false)
{
    public MediaContent Content(string? caption) =>
        new(SandboxFiles.KindOf(MimeType), MimeType, caption, FileName, IsVoice: Voice);

    public SandboxAttachment Attachment() => new(Base64, MimeType, FileName);
}
