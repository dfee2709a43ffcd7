using System.Text;
using Microsoft.AspNetCore.Http;
using Motion.Domain.Messaging;

namespace Motion.Providers.Sandbox;

/// <summary>What happens at a provider once a send has been found good; the same for all of them, faults included.</summary>
internal sealed class SandboxSend(
    SandboxCarrier carrier, SandboxFaults faults, SandboxLinks links, SandboxFiles files, SandboxPhones phones, SandboxSilence silence, TimeProvider clock)
{
    /// <summary>Puts the message on the phone, answers, and reports its statuses after the answer.</summary>
    /// <param name="http">The send's request.</param>
    /// <param name="account">The account it came from.</param>
    /// <param name="address">The customer: digits or user id.</param>
    /// <param name="draft">What to say.</param>
    /// <param name="about">The provider's id for it, and what its statuses bring back.</param>
    /// <param name="answer">Makes the provider's answer.</param>
    public async Task<IResult> TakeAsync(
        HttpContext http,
        SandboxAccount account,
        string address,
        SandboxDraft draft,
        SandboxSent about,
        Func<SandboxCustomer, SandboxMessage, IResult> answer)
    {
        var customer = phones.Resolve(account.Id, address);
        var failure = faults.Take(account.Id, SandboxFaultKind.Failed) is { } asked
            ? asked.Code ?? SandboxFailureWords.OutsideWindow(account.Type)
            : carrier.OutsideWindow(account, customer, draft.Content);
        var (content, file) = (draft.Content, draft.File);
        if (draft.Link is not null)
        {
            file = await links.FetchAsync(account, draft.Link, http.RequestAborted);
            if (file is null) failure ??= SandboxFailureWords.MediaUnreachable(account.Type);
            else if (draft.KindByFile && CardsIn(file) is { } cards) (content, file) = (cards, null);
            else if (content is MediaContent media)
            {
                var kind = draft.KindByFile ? SandboxFiles.KindOf(file.MimeType) : media.Media;
                content = media with { Media = kind, FileName = media.FileName ?? file.FileName, MimeType = file.MimeType };
            }
        }

        var message = new SandboxMessage
        {
            Id = about.Id,
            FromCustomer = false,
            Content = content,
            At = clock.GetUtcNow(),
            File = file,
            ReplyToId = about.ReplyToId,
            Choices = draft.Choices ?? [],
            Echo = about.Echo,
            Callback = about.Callback,
        };
        carrier.Accept(account, customer, message);
        if (faults.Take(account.Id, SandboxFaultKind.EarlyStatus) is not null && failure is null)
            await carrier.ReportEarlyAsync(account, customer, message, http.RequestAborted);
        if (faults.Take(account.Id, SandboxFaultKind.TimeOut) is not null)
        {
            carrier.Report(account, customer, message, failure);
            return await silence.KeepAsync(http);
        }

        http.Response.OnCompleted(() =>
        {
            carrier.Report(account, customer, message, failure);
            return Task.CompletedTask;
        });
        return answer(customer, message);
    }

    /// <summary>A phone shows a vCard as what it is; null for any other file.</summary>
    private ContactsContent? CardsIn(SandboxFile file) =>
        file.MimeType.StartsWith(VCard.MimeType, StringComparison.OrdinalIgnoreCase)
        && files.TryGet(file.Id, out _, out var bytes) && VCard.Read(Encoding.UTF8.GetString(bytes)) is { Count: > 0 } cards
            ? new ContactsContent(cards)
            : null;
}

/// <summary>What a provider notes about a message it takes.</summary>
/// <param name="Id">Its id there.</param>
internal sealed record SandboxSent(string Id)
{
    /// <summary>The quoted message, or null.</summary>
    public string? ReplyToId { get; init; }

    /// <summary>What comes back with each status, or null.</summary>
    public string? Echo { get; init; }

    /// <summary>The address that this message's statuses go to, or null for the account's.</summary>
    public string? Callback { get; init; }
}
