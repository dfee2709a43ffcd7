using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.WebUtilities;
using Motion.Blazor.Features.Accounts;
using Motion.Domain.Messaging;
using Motion.Providers;

namespace Motion.Blazor.Pipeline;

/// <summary>
/// The files we send. Some providers take the bytes, others fetch them from a link of ours (providers.md 8.1): it names one file, is
/// signed, and ends.
/// </summary>
internal sealed class OutboundFiles(MediaStore store, ReceiveUrl address, IDataProtectionProvider protection, TimeProvider time)
{
    public const string Path = "/media/out/";
    public const string CardsPath = "/media/cards/";

    /// <summary>A provider may keep a message in its queue for ten hours before it fetches the file (providers.md 1.1, ValidityPeriod).</summary>
    private static readonly TimeSpan LinkLife = TimeSpan.FromHours(12);

    private readonly IDataProtector _signer = protection.CreateProtector("Motion.Media.OutboundLink.v1");
    private readonly IDataProtector _cardSigner = protection.CreateProtector("Motion.Media.CardsLink.v1");

    /// <summary>Whether the bytes are where they should be.</summary>
    public bool IsHere(Attachment file) => file.Path is { } path && store.Find(path) is not null;

    public OutboundMedia For(AccountEntry account, Attachment file) => new(
        $"{address.BaseOf(account.Domain)}{Path}{Sign(_signer, file.Id)}",
        file.MimeType,
        file.FileName,
        _ => Task.FromResult<Stream>(store.Find(file.Path!)!.Open(new FileStreamOptions { Options = FileOptions.Asynchronous | FileOptions.SequentialScan })));

    /// <summary>Contact cards as a file, for a provider that knows them as nothing else. It is made when it is fetched.</summary>
    public OutboundMedia ForCards(AccountEntry account, long messageId, ContactsContent cards) => new(
        $"{address.BaseOf(account.Domain)}{CardsPath}{Sign(_cardSigner, messageId)}",
        VCard.MimeType,
        CardsName(cards),
        _ => Task.FromResult<Stream>(new MemoryStream(Encoding.UTF8.GetBytes(VCard.Write(cards.Cards)))));

    public static string CardsName(ContactsContent cards) => $"{FileNames.Clean(cards.Cards[0].Name) ?? "contact"}.vcf";

    /// <summary>The attachment a link leads to; null when it is not one of ours, or has ended.</summary>
    public long? Read(string token) => Read(_signer, token);

    /// <summary>The message whose cards a link leads to; null when it is not one of ours, or has ended.</summary>
    public long? ReadCards(string token) => Read(_cardSigner, token);

    private long? Read(IDataProtector signer, string token)
    {
        try
        {
            var signed = signer.Unprotect(WebEncoders.Base64UrlDecode(token));
            var ends = DateTimeOffset.FromUnixTimeSeconds(BinaryPrimitives.ReadInt64BigEndian(signed.AsSpan(sizeof(long))));
            return ends > time.GetUtcNow() ? BinaryPrimitives.ReadInt64BigEndian(signed) : null;
        }
        catch (Exception exception) when (exception is FormatException or CryptographicException)
        {
            return null;
        }
    }

    private string Sign(IDataProtector signer, long id)
    {
        var content = new byte[2 * sizeof(long)];
        BinaryPrimitives.WriteInt64BigEndian(content, id);
        BinaryPrimitives.WriteInt64BigEndian(content.AsSpan(sizeof(long)), (time.GetUtcNow() + LinkLife).ToUnixTimeSeconds());
        return WebEncoders.Base64UrlEncode(signer.Protect(content));
    }
}
