using Microsoft.AspNetCore.Components;
using Motion.Domain.Messaging;
using Motion.Providers.Sandbox;

namespace Motion.Blazor.Features.Sandbox;

/// <summary>One message, and what the customer can do with it.</summary>
public sealed partial class PhoneBubble
{
    private static readonly string[] Emojis = ["👍", "❤️", "😂", "😮", "🙏"];

    [Parameter, EditorRequired] public SandboxMessage Message { get; set; } = default!;
    [Parameter, EditorRequired] public SandboxMessage? Quoted { get; set; }
    [Parameter, EditorRequired] public SandboxAbilities Abilities { get; set; } = default!;
    [Parameter, EditorRequired] public bool Open { get; set; }
    [Parameter] public EventCallback Toggled { get; set; }
    [Parameter] public EventCallback Replied { get; set; }
    [Parameter] public EventCallback Edited { get; set; }
    [Parameter] public EventCallback Deleted { get; set; }
    [Parameter] public EventCallback<string?> Reacted { get; set; }
    [Parameter] public EventCallback<SandboxChoice> Chosen { get; set; }

    private IEnumerable<string> Reactions => new[] { Message.BusinessReaction, Message.CustomerReaction }.OfType<string>();

    private string StatusWord => Message.Status == DeliveryStatus.Failed && Message.FailureCode is not null
        ? L["Status.FailedWith", Message.FailureCode]
        : L[$"Status.{(Message.FromCustomer ? "Mine" : "Theirs")}.{Message.Status}"];

    private string StatusIcon => Message.Status switch
    {
        DeliveryStatus.Queued or DeliveryStatus.OutcomeUnknown => "schedule",
        DeliveryStatus.Sent => "check",
        DeliveryStatus.Delivered or DeliveryStatus.Read => "done_all",
        DeliveryStatus.Failed => "error",
    };
}
