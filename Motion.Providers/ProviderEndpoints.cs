using Microsoft.Extensions.Options;

namespace Motion.Providers;

/// <summary>The addresses of the providers, section <c>Providers</c>. Empty values mean the provider's own address.</summary>
public sealed class ProviderEndpoints
{
    /// <summary>The section's name.</summary>
    public const string Section = "Providers";

    /// <summary>Meta's.</summary>
    public MetaEndpoints Meta { get; set; } = new();

    /// <summary>Twilio's.</summary>
    public TwilioEndpoints Twilio { get; set; } = new();

    /// <summary>Sinch's.</summary>
    public SinchEndpoints Sinch { get; set; } = new();

    /// <summary>Kaleyra's.</summary>
    public KaleyraEndpoints Kaleyra { get; set; } = new();

    /// <summary>Amazon Translate's.</summary>
    public TranslateEndpoints AwsTranslate { get; set; } = new();

    /// <summary>Google Cloud Translation's.</summary>
    public TranslateEndpoints GoogleTranslate { get; set; } = new();

    /// <summary>Vidaoo's, and how it is spoken to.</summary>
    public Video.VidaooOptions Vidaoo { get; set; } = new();

    /// <summary>Section <c>Providers:Meta</c>.</summary>
    public sealed class MetaEndpoints
    {
        /// <summary>Graph with its version; default <c>https://graph.facebook.com/v26.0</c>.</summary>
        public string? BaseUrl { get; set; }
    }

    /// <summary>Section <c>Providers:Twilio</c>.</summary>
    public sealed class TwilioEndpoints
    {
        /// <summary>Messages and media; default <c>https://api.twilio.com</c>.</summary>
        public string? BaseUrl { get; set; }

        /// <summary>Templates; default <c>https://content.twilio.com</c>.</summary>
        public string? ContentBaseUrl { get; set; }

        /// <summary>Typing; default <c>https://messaging.twilio.com</c>.</summary>
        public string? MessagingBaseUrl { get; set; }

        /// <summary>Which edition of the typing indicator is called: <c>v3</c>, the default, or <c>v2</c> (providers.md 1.3).</summary>
        public string TypingVersion { get; set; } = NewerTyping;

        internal const string NewerTyping = "v3";
        internal const string OlderTyping = "v2";
    }

    /// <summary>Section <c>Providers:Sinch</c>.</summary>
    public sealed class SinchEndpoints
    {
        /// <summary>Conversation API; default the Base URL of each account.</summary>
        public string? BaseUrl { get; set; }

        /// <summary>Where tokens are had, one for all regions; default <c>https://auth.sinch.com/oauth2/token</c>.</summary>
        public string? TokenUrl { get; set; }
    }

    /// <summary>Section <c>Providers:Kaleyra</c>.</summary>
    public sealed class KaleyraEndpoints
    {
        /// <summary>Both generations; default the Base URL of each account.</summary>
        public string? BaseUrl { get; set; }
    }

    /// <summary>Sections <c>Providers:AwsTranslate</c> and <c>Providers:GoogleTranslate</c>.</summary>
    public sealed class TranslateEndpoints
    {
        /// <summary>
        /// Default: Amazon's in the region of the system settings (another one may be an endpoint within a VPC), Google's
        /// <c>https://translation.googleapis.com</c>.
        /// </summary>
        public string? BaseUrl { get; set; }
    }
}

/// <summary>One of the providers' HTTP interfaces.</summary>
public enum ProviderHost
{
    /// <summary>Meta Graph, version included.</summary>
    MetaGraph,
    /// <summary>Twilio messages, media and accounts.</summary>
    TwilioApi,
    /// <summary>Twilio Content (templates).</summary>
    TwilioContent,
    /// <summary>Twilio Messaging (typing).</summary>
    TwilioMessaging,
    /// <summary>Sinch Conversation API; each region has its own.</summary>
    SinchApi,
    /// <summary>Sinch's tokens.</summary>
    SinchToken,
    /// <summary>Kaleyra, both generations; each region has its own.</summary>
    KaleyraApi,
    /// <summary>Amazon Translate; each region has its own.</summary>
    AwsTranslate,
    /// <summary>Google Cloud Translation.</summary>
    GoogleTranslate,
    /// <summary>Vidaoo.</summary>
    Vidaoo,
}

/// <summary>
/// Where a provider's interface is, asked at each call: with the sandbox on it is the application's own address, which is
/// known only once it listens.
/// </summary>
public interface IProviderEndpoints
{
    /// <summary>The absolute address, without a slash at the end of its path unless the path is empty.</summary>
    /// <param name="host">Which interface.</param>
    /// <param name="own">
    /// The Base URL of the account, for providers that have one per region; used where nothing else is configured. Null names the
    /// provider's first region.
    /// </param>
    Uri For(ProviderHost host, string? own = null);
}

/// <summary>The addresses of the configuration, and the providers' own where it says nothing.</summary>
public sealed class ConfiguredEndpoints(IOptionsMonitor<ProviderEndpoints> options) : IProviderEndpoints
{
    /// <inheritdoc/>
    public Uri For(ProviderHost host, string? own = null) => Configured(host) ?? new Uri(own?.TrimEnd('/') ?? host switch
    {
        ProviderHost.MetaGraph => "https://graph.facebook.com/v26.0",
        ProviderHost.TwilioApi => "https://api.twilio.com",
        ProviderHost.TwilioContent => "https://content.twilio.com",
        ProviderHost.TwilioMessaging => "https://messaging.twilio.com",
        ProviderHost.SinchApi => "https://us.conversation.api.sinch.com",
        ProviderHost.SinchToken => "https://auth.sinch.com/oauth2/token",
        ProviderHost.KaleyraApi => "https://api.kaleyra.io",
        ProviderHost.AwsTranslate => "https://translate.us-east-1.amazonaws.com",
        ProviderHost.GoogleTranslate => "https://translation.googleapis.com",
        ProviderHost.Vidaoo => "https://api-vidaoo.xcally.com/api/v1",
    });

    /// <summary>The address somebody configured, or null; the sandbox stands in only where there is none.</summary>
    public Uri? Configured(ProviderHost host)
    {
        var endpoints = options.CurrentValue;
        var address = host switch
        {
            ProviderHost.MetaGraph => endpoints.Meta.BaseUrl,
            ProviderHost.TwilioApi => endpoints.Twilio.BaseUrl,
            ProviderHost.TwilioContent => endpoints.Twilio.ContentBaseUrl,
            ProviderHost.TwilioMessaging => endpoints.Twilio.MessagingBaseUrl,
            ProviderHost.SinchApi => endpoints.Sinch.BaseUrl,
            ProviderHost.SinchToken => endpoints.Sinch.TokenUrl,
            ProviderHost.KaleyraApi => endpoints.Kaleyra.BaseUrl,
            ProviderHost.AwsTranslate => endpoints.AwsTranslate.BaseUrl,
            ProviderHost.GoogleTranslate => endpoints.GoogleTranslate.BaseUrl,
            ProviderHost.Vidaoo => endpoints.Vidaoo.BaseUrl,
        };
        return string.IsNullOrWhiteSpace(address) ? null : new Uri(address.TrimEnd('/'));
    }
}

/// <summary>Refuses to start on an address that cannot be called.</summary>
internal sealed class ProviderEndpointsValidator : IValidateOptions<ProviderEndpoints>
{
    public ValidateOptionsResult Validate(string? name, ProviderEndpoints options)
    {
        var faults = new List<string>();
        Check("Meta:BaseUrl", options.Meta.BaseUrl);
        Check("Twilio:BaseUrl", options.Twilio.BaseUrl);
        Check("Twilio:ContentBaseUrl", options.Twilio.ContentBaseUrl);
        Check("Twilio:MessagingBaseUrl", options.Twilio.MessagingBaseUrl);
        Check("Sinch:BaseUrl", options.Sinch.BaseUrl);
        Check("Sinch:TokenUrl", options.Sinch.TokenUrl);
        Check("Kaleyra:BaseUrl", options.Kaleyra.BaseUrl);
        Check("AwsTranslate:BaseUrl", options.AwsTranslate.BaseUrl);
        Check("GoogleTranslate:BaseUrl", options.GoogleTranslate.BaseUrl);
        Check("Vidaoo:BaseUrl", options.Vidaoo.BaseUrl);
        faults.AddRange(options.Vidaoo.Problems().Select(problem => $"{ProviderEndpoints.Section}:Vidaoo:{problem}"));
        if (options.Twilio.TypingVersion is not (ProviderEndpoints.TwilioEndpoints.NewerTyping or ProviderEndpoints.TwilioEndpoints.OlderTyping))
            faults.Add($"{ProviderEndpoints.Section}:Twilio:TypingVersion must be {ProviderEndpoints.TwilioEndpoints.NewerTyping} or {ProviderEndpoints.TwilioEndpoints.OlderTyping}.");
        return faults.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);

        void Check(string key, string? value)
        {
            var good = string.IsNullOrWhiteSpace(value)
                || (Uri.TryCreate(value, UriKind.Absolute, out var address) && address.Scheme is "http" or "https");
            if (!good) faults.Add($"{ProviderEndpoints.Section}:{key} must be an absolute http or https address, or empty.");
        }
    }
}
