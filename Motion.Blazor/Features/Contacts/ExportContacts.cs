using System.Globalization;
using System.Text;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Motion.Blazor.Data;
using Motion.Blazor.Features.Administration.Audit;
using Motion.Blazor.Identity;

namespace Motion.Blazor.Features.Contacts;

/// <summary>Writes what a search finds as CSV, row by row, so that any number of contacts needs the same memory.</summary>
internal sealed class ExportContacts(IDbContextFactory<MotionDbContext> databases, AuditLog audit, CurrentUser user)
{
    public const string Path = "/contacts/export";

    private static readonly string[] Headers = ["id", "list", "firstName", "lastName", "phone", "mobile", "email", "createdAt", "freeFields"];

    /// <param name="query">Search and list count, the page does not.</param>
    /// <param name="open">Called once it is clear that there is an answer; gives the stream to write to.</param>
    public async Task<Outcome<int>> RunAsync(ContactQuery query, Func<Stream> open, CancellationToken cancellation)
    {
        if (!user.May(this))
            return new Outcome<int>.NotAllowed();
        await using var database = await databases.CreateDbContextAsync(cancellation);
        var lists = await database.ContactLists.AsNoTracking().ToDictionaryAsync(list => list.Id, list => list.Name, cancellation);
        audit.Add(database, AuditAction.Exported, AuditSubject.Contact, null, query.Search ?? "", null, new Dictionary<string, object?>(StringComparer.Ordinal) { ["search"] = query.Search, ["listId"] = query.ListId });
        await database.SaveChangesAsync(cancellation);

        var count = 0;
        await using var text = new StreamWriter(open(), new UTF8Encoding(encoderShouldEmitUTF8Identifier: true), 64 * 1024, leaveOpen: true);
        await text.WriteLineAsync(CsvText.Line(Headers));
        await foreach (var contact in ListContacts.Matching(database.ContactsOf(user).AsNoTracking(), query).OrderBy(c => c.Id).AsAsyncEnumerable().WithCancellation(cancellation))
        {
            await text.WriteLineAsync(CsvText.Line(
            [
                contact.Id.ToString(CultureInfo.InvariantCulture), lists.GetValueOrDefault(contact.ListId), contact.FirstName, contact.LastName, Plus(contact.Phone), Plus(contact.Mobile), contact.Email,
                contact.CreatedAt.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture),
                contact.FreeFields is null ? null : JsonSerializer.Serialize(ContactRules.ReadFreeFields(contact.FreeFields)),
            ]));
            count++;
        }
        return new Outcome<int>.Done(count);
    }

    private static string Plus(string? digits) => digits is null ? "" : $"+{digits}";
}
