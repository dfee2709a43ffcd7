using System.Globalization;
using Microsoft.Extensions.Localization;
using Motion.Domain.Messaging;
using Motion.Providers.Sandbox;

namespace Motion.Blazor.Features.Sandbox;

/// <summary>Short words about people and messages on the phone.</summary>
internal static class PhoneText
{
    public static string Initial(SandboxCustomer customer) =>
        StringInfo.GetNextTextElement(customer.Name.TrimStart('+', '@')).ToUpper(CultureInfo.CurrentCulture);

    /// <summary>How he is known to us: a number, or only a username.</summary>
    public static string Address(SandboxCustomer customer) =>
        customer.Phone is not null ? $"+{customer.Phone}" : customer.Username is not null ? $"@{customer.Username}" : customer.UserId;

    /// <summary>The second line in the list of people.</summary>
    public static string Line(SandboxConversation conversation, IStringLocalizer<PhoneWords> words) =>
        conversation.Messages.Count == 0 ? Address(conversation.Customer) : Of(conversation.Messages[^1], words);

    public static string Of(SandboxMessage message, IStringLocalizer<PhoneWords> words)
    {
        if (message.Deleted) return words["Message.Deleted"];
        return message.Content.Summary is { Length: > 0 } text ? text : words[$"Kind.{message.Content.Kind}"];
    }
}
