using Motion.Blazor.Features.Administration.Settings;
using Motion.Domain.Accounts;
using Motion.Providers.Translation;

namespace Motion.Blazor.Features.Desk;

/// <summary>What the desk's add-ons want to know of the system settings, secrets open. Never leaves the process.</summary>
/// <param name="Video">Video calls are in the plan (product.md section 11).</param>
/// <param name="Translation">Translation is in the plan.</param>
/// <param name="Assistant">The AI assistant is in the plan.</param>
/// <param name="Aws">Keys of AWS; null unless all of them are set.</param>
/// <param name="Google">Key of Google; null when not set.</param>
internal sealed record AddOnValues(bool Video, bool Translation, bool Assistant, AwsTranslateAccess? Aws, GoogleTranslateAccess? Google)
{
    public TranslatorAccess? AccessTo(TranslationService service) => service switch
    {
        TranslationService.Aws => Aws,
        TranslationService.Google => Google,
    };
}

/// <summary>The one place where the add-ons meet the system settings.</summary>
internal sealed class AddOnSettings(SystemSettings settings, SettingVault vault)
{
    public AddOnValues Current
    {
        get
        {
            var values = settings.Current;
            return new AddOnValues(
                values.Features.Video,
                values.Features.Translation,
                values.Features.Assistant,
                values.Aws is { } aws ? new AwsTranslateAccess(aws.Region, aws.AccessKey, aws.SecretKey) : null,
                values.GoogleKey is { } key ? new GoogleTranslateAccess(key) : null);
        }
    }

    /// <summary>An account's Vidaoo key, or null.</summary>
    public string? VideoKeyOf(string? stored) => stored is null ? null : vault.Read(stored);
}
