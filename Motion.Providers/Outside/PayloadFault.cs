namespace Motion.Providers.Outside;

/// <summary>A part of a payload that cannot be understood; becomes a dead part with this reason.</summary>
internal sealed class PayloadFault(string reason) : Exception(reason);
