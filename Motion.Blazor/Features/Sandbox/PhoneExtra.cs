using Motion.Domain.Messaging;
using Motion.Providers.Sandbox;

namespace Motion.Blazor.Features.Sandbox;

/// <summary>The rarer kinds of message.</summary>
public enum PhoneExtra
{
    Location,
    Contact,
    Button,
    Row,
    Order,
    Flow,
    Unsupported,
}

/// <summary>What was filled in: a message, or something pressed.</summary>
public sealed record PhoneExtraResult(MessageContent? Content, SandboxChoice? Choice);
