using System.Globalization;
using Microsoft.Extensions.Localization;
using Motion.Domain.Interactions;

namespace Motion.Blazor.Features.Desk.Conversation;

/// <summary>A timeline entry as a sentence.</summary>
internal static class TimelineWords
{
    public static string Sentence(IStringLocalizer<DeskWords> words, TimelineLine line)
    {
        var agent = line.Agent ?? words["Timeline.FormerAgent"].Value;
        var queue = line.Queue ?? words["Timeline.FormerQueue"].Value;
        var number = line.Number?.ToString(CultureInfo.CurrentCulture) ?? "";
        // An entry that can concern an agent, a queue or both has a sentence for each case.
        var key = line.Kind switch
        {
            TimelineKind.Offered or TimelineKind.Accepted or TimelineKind.Rejected or TimelineKind.OfferTimedOut or TimelineKind.OfferWithdrawn
                => line.Queue is null ? $"Timeline.{line.Kind}" : $"Timeline.{line.Kind}.Queue",
            TimelineKind.NobodyAvailable or TimelineKind.RoundTimedOut => line.Queue is null ? $"Timeline.{line.Kind}.Agent" : $"Timeline.{line.Kind}.Queue",
            TimelineKind.Closed or TimelineKind.ClosedFromOutside => line.Text is null ? $"Timeline.{line.Kind}" : $"Timeline.{line.Kind}.With",
            TimelineKind.Tagged or TimelineKind.Untagged => line.Agent is null ? $"Timeline.{line.Kind}" : $"Timeline.{line.Kind}.By",
            _ => $"Timeline.{line.Kind}",
        };
        var text = line.Kind == TimelineKind.AssistantFailed ? words[$"Timeline.Assistant.{line.Text}"].Value : line.Text ?? "";
        return words[key, agent, queue, number, text];
    }
}
