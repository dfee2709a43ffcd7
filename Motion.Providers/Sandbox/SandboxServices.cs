using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Hosting;

namespace Motion.Providers.Sandbox;

/// <summary>The add-on services the sandbox plays beside the messaging providers.</summary>
public enum SandboxService
{
    /// <summary>Amazon Translate.</summary>
    AwsTranslate,
    /// <summary>Google Cloud Translation, v2.</summary>
    GoogleTranslate,
    /// <summary>Vidaoo.</summary>
    Vidaoo,
    /// <summary>An OpenAI-compatible assistant.</summary>
    Assistant,
}

/// <summary>What proves to the sandbox who asks. Known to everybody: they open nothing but pretence.</summary>
public static class SandboxKeys
{
    /// <summary>Access key id of AWS.</summary>
    public const string AwsAccessKey = "SANDBOXACCESSKEY";

    /// <summary>Secret access key of AWS.</summary>
    public const string AwsSecretKey = "sandbox-secret-access-key";

    /// <summary>The key of Google, Vidaoo and the assistant.</summary>
    public const string Key = "sandbox-key";

    /// <summary>The only model the assistant has.</summary>
    public const string Model = "sandbox";
}

/// <summary>What can go wrong on request at any of the services.</summary>
internal sealed class SandboxServiceFaults(SandboxFaults faults, SandboxSilence silence)
{
    /// <summary>The faults that make sense where nothing is delivered to a phone.</summary>
    public static readonly IReadOnlySet<SandboxFaultKind> Possible =
        new HashSet<SandboxFaultKind> { SandboxFaultKind.RateLimit, SandboxFaultKind.ServerError, SandboxFaultKind.TimeOut };

    /// <summary>The answer of a fault that waited, or null.</summary>
    /// <param name="http">The request.</param>
    /// <param name="service">Whose.</param>
    /// <param name="error">The service's own error of a status.</param>
    public async Task<IResult?> MeetAsync(HttpContext http, SandboxService service, Func<int, IResult> error)
    {
        if (faults.Take(service, SandboxFaultKind.TimeOut) is not null) return await silence.KeepAsync(http);
        if (faults.Take(service, SandboxFaultKind.RateLimit) is { } limit)
        {
            http.Response.Headers.RetryAfter = limit.Seconds.ToString(CultureInfo.InvariantCulture);
            return error(StatusCodes.Status429TooManyRequests);
        }
        return faults.Take(service, SandboxFaultKind.ServerError) is null ? null : error(StatusCodes.Status500InternalServerError);
    }
}

/// <summary>An answer that never comes.</summary>
internal sealed class SandboxSilence(IHostApplicationLifetime lifetime, TimeProvider clock)
{
    /// <summary>Holds the line until the other side hangs up, or the application stops.</summary>
    public async Task<IResult> KeepAsync(HttpContext http)
    {
        using var over = CancellationTokenSource.CreateLinkedTokenSource(http.RequestAborted, lifetime.ApplicationStopping);
        await Task.Delay(Timeout.InfiniteTimeSpan, clock, over.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        http.Abort();
        return Results.Empty;
    }
}
