namespace Motion.Providers.Assistant;

/// <summary>Where an assistant is and what it is told beforehand (product.md section 2).</summary>
/// <param name="Endpoint">Base address of the OpenAI-compatible service, e.g. https://api.openai.com/v1.</param>
/// <param name="Model">The model's name there.</param>
/// <param name="Key">Its key, or null where it wants none.</param>
/// <param name="Instructions">What it is told before every conversation.</param>
public sealed record AssistantPlace(Uri Endpoint, string Model, string? Key, string Instructions);

/// <summary>One message of a conversation an assistant reads. What a customer wrote is data: it is never put among the instructions.</summary>
/// <param name="FromCustomer">From the customer; else from the account.</param>
/// <param name="Text">The words.</param>
public sealed record AssistantLine(bool FromCustomer, string Text);

/// <summary>Why an assistant gave no answer.</summary>
public enum AssistantFailure
{
    /// <summary>Nobody answers at its address.</summary>
    Unreachable,
    /// <summary>It took longer than it may.</summary>
    TimedOut,
    /// <summary>It refused the key.</summary>
    KeyRefused,
    /// <summary>It has too much to do, or its quota is used up.</summary>
    RateLimited,
    /// <summary>It refused the request, e.g. because it does not know the model.</summary>
    Refused,
    /// <summary>It failed, or said nothing that can be used.</summary>
    Broken,
}

/// <summary>What came of asking: exactly one of the two is set.</summary>
/// <param name="Text">Its words.</param>
/// <param name="Failure">Why there are none.</param>
public sealed record AssistantReply(string? Text, AssistantFailure? Failure);

/// <summary>An assistant gave no answer, or no whole one.</summary>
public sealed class AssistantFailedException(AssistantFailure failure, Exception cause) : Exception($"The assistant failed: {failure}.", cause)
{
    /// <summary>Why.</summary>
    public AssistantFailure Failure { get; } = failure;
}
