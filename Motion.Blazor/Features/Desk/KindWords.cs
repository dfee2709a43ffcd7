using Microsoft.Extensions.Localization;
using Motion.Domain.Messaging;

namespace Motion.Blazor.Features.Desk;

/// <summary>One line for a message where there is no room for the message.</summary>
internal static class KindWords
{
    public static string Preview(IStringLocalizer<DeskWords> words, MessageKind kind, string text) => kind switch
    {
        MessageKind.Text or MessageKind.ButtonReply or MessageKind.ListReply or MessageKind.Template or MessageKind.System => text,
        MessageKind.Unsupported => words["Kind.Unsupported"],
        _ => text.Length == 0 ? words[$"Kind.{kind}"] : words["Kind.With", words[$"Kind.{kind}"].Value, text],
    };
}
