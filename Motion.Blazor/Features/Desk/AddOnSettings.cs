using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;
using Motion.Blazor.Data;
using Motion.Domain.Accounts;
using Motion.Providers.Translation;

namespace Motion.Blazor.Features.Desk;

/// <summary>What the desk's add-ons want to know of the system settings, secrets open. Never leaves the process.</summary>
/// <param name="Video">Video calls are in the plan (product.md section 11).</param>
/// <param name="Translation">Translation is in the plan.</param>
/// <param name="Aws">Keys of AWS; null unless all of them are set.</param>
/// <param name="Google">Key of Google; null when not set.</param>
internal sealed record AddOnValues(bool Video, bool Translation, AwsTranslateAccess? Aws, GoogleTranslateAccess? Google)
{
    public TranslatorAccess? AccessTo(TranslationService service) => service switch
    {
        TranslationService.Aws => Aws,
        TranslationService.Google => Google,
    };
}

/// <summary>
/// The one place where the add-ons meet the system settings: the rows by their names, and the protection they are encrypted with. Read
/// anew for each use; a translation takes a hundred times longer.
/// </summary>
internal sealed class AddOnSettings(IDbContextFactory<MotionDbContext> databases, IDataProtectionProvider protection)
{
    public const string Region = "awsRegion";
    public const string AccessKey = "awsAccessKey";
    public const string SecretKey = "awsSecretKey";
    public const string GoogleKey = "googleKey";
    public const string VideoSwitch = "video";
    public const string TranslationSwitch = "translation";

    private static readonly string[] Names = [Region, AccessKey, SecretKey, GoogleKey, VideoSwitch, TranslationSwitch];

    private readonly IDataProtector _protector = protection.CreateProtector("Motion.Settings.v1");

    public async Task<AddOnValues> ReadAsync(CancellationToken cancellation)
    {
        await using var database = await databases.CreateDbContextAsync(cancellation);
        var rows = await database.Settings.AsNoTracking().Where(row => Names.Contains(row.Name))
            .ToDictionaryAsync(row => row.Name, row => row.Value, StringComparer.Ordinal, cancellation);
        return new AddOnValues(
            IsOn(VideoSwitch),
            IsOn(TranslationSwitch),
            rows.GetValueOrDefault(Region) is { } region && Secret(AccessKey) is { } accessKey && Secret(SecretKey) is { } secretKey
                ? new AwsTranslateAccess(region, accessKey, secretKey)
                : null,
            Secret(GoogleKey) is { } key ? new GoogleTranslateAccess(key) : null);

        // On until somebody turns it off.
        bool IsOn(string name) => rows.GetValueOrDefault(name) != "false";
        string? Secret(string name) => rows.GetValueOrDefault(name) is { } stored ? _protector.Unprotect(stored) : null;
    }

    /// <summary>An account's Vidaoo key, or null.</summary>
    public string? VideoKeyOf(string? stored) => stored is null ? null : _protector.Unprotect(stored);

    public string Protect(string secret) => _protector.Protect(secret);
}
