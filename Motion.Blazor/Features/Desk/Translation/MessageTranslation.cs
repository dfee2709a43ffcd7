using System.Security.Cryptography;
using System.Text;
using Motion.Domain.Accounts;

namespace Motion.Blazor.Features.Desk.Translation;

/// <summary>A message in another language, kept so that nobody pays for it twice. The message itself is never changed (product.md section 7).</summary>
internal sealed class MessageTranslation
{
    public const int LongestLanguage = 16;

    public long MessageId { get; set; }
    public required string Language { get; set; }
    public required string Text { get; set; }

    /// <summary>The language the service recognised.</summary>
    public required string SourceLanguage { get; set; }

    public TranslationService Service { get; set; }

    /// <summary>Of the words that were translated: a customer may edit his message, and then this is of another one.</summary>
    public required string TextHash { get; set; }

    public DateTimeOffset TranslatedAt { get; set; }

    public static string HashOf(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
