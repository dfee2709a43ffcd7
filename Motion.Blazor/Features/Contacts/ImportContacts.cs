using System.Globalization;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Motion.Blazor.Data;
using Motion.Blazor.Features.Administration.Audit;
using Motion.Blazor.Hosting;
using Motion.Blazor.Identity;
using Motion.Domain;
using Motion.Domain.Contacts;
using Motion.Domain.Messaging;

namespace Motion.Blazor.Features.Contacts;

/// <summary>What happens to a line whose number, or without one whose e-mail, is in the list already.</summary>
public enum DuplicatePolicy
{
    /// <summary>What is there stays.</summary>
    Skip,

    /// <summary>What the line holds replaces what is there; what it leaves empty stays.</summary>
    Update,
}

/// <summary>An import as it was asked for.</summary>
/// <param name="FileId">The file, see <see cref="ImportFiles"/>.</param>
/// <param name="FileName">As the person's machine calls it.</param>
/// <param name="Columns">What each column is, in their order.</param>
internal sealed record ContactImport(Guid FileId, string FileName, int ListId, IReadOnlyList<ContactColumn> Columns, DuplicatePolicy Duplicates);

/// <summary>How far an import is, or came.</summary>
internal sealed record ImportProgress(int Lines, int Added, int Updated, int Skipped, int Refused)
{
    public bool HasErrors => Refused > 0;
}

/// <summary>Reads a file of contacts into a list, in batches that are each all there or not at all; lines that cannot be taken go to an error file.</summary>
internal sealed class ImportContacts(
    IDbContextFactory<MotionDbContext> databases, ImportFiles files, AuditLog audit, IStringLocalizer<ContactsWords> words, FieldErrorWords errorWords, CurrentUser user, TimeProvider time)
{
    private const int BatchSize = 500;

    public async Task<Outcome<ImportProgress>> RunAsync(ContactImport import, Action<ImportProgress>? progress, CancellationToken cancellation)
    {
        if (!user.May(this))
            return new Outcome<ImportProgress>.NotAllowed();
        if (files.Find(import.FileId) is not { } path)
            return new Outcome<ImportProgress>.NotFound();
        await using (var database = await databases.CreateDbContextAsync(cancellation))
        {
            if (!await database.ContactLists.AnyAsync(list => list.Id == import.ListId, cancellation))
                return new Outcome<ImportProgress>.Invalid([new FieldError("listId", FieldProblem.Unknown, $"{import.ListId}")]);
        }
        if (!import.Columns.Any(column => column is not (ContactColumn.Ignore or ContactColumn.FreeField)))
            return new Outcome<ImportProgress>.Invalid([new FieldError("columns", FieldProblem.Required)]);

        var headers = ContactCsv.HeadersOf(path);
        var total = new ImportProgress(0, 0, 0, 0, 0);
        await using (var errors = files.OpenErrors(import.FileId))
        {
            await errors.WriteLineAsync(CsvText.Line([words["Errors.Line"], words["Errors.Reason"], .. headers]));
            foreach (var batch in ContactCsv.Read(path).Chunk(BatchSize))
            {
                total = await StoreAsync(import, headers, batch, total, errors, cancellation);
                progress?.Invoke(total);
            }
        }
        await AuditAsync(import, total, cancellation);
        return new Outcome<ImportProgress>.Done(total);
    }

    private async Task<ImportProgress> StoreAsync(
        ContactImport import, IReadOnlyList<string> headers, (int Line, IReadOnlyList<string> Fields)[] batch, ImportProgress total, TextWriter errors, CancellationToken cancellation)
    {
        await using var database = await databases.CreateDbContextAsync(cancellation);
        var lines = batch.Select(line => (line.Line, line.Fields, Entry: ContactRules.Normalize(EntryOf(import, headers, line.Fields)))).ToList();
        var known = await KnownAsync(database, import.ListId, [.. lines.Select(line => line.Entry)], cancellation);
        var (added, updated, skipped, refused) = (0, 0, 0, 0);
        foreach (var (line, fields, entry) in lines)
        {
            if (ContactRules.Check(entry) is { Count: > 0 } wrong)
            {
                refused++;
                await RefuseAsync(errors, line, string.Join(" ", wrong.Select(error => $"{words[$"Label.{error.Field}"]}: {errorWords.Say(error)}")), fields);
                continue;
            }
            switch (known.Find(entry))
            {
                case [] when known.Add(NewContact(database, import.ListId, entry)):
                    added++;
                    break;
                case [var only] when import.Duplicates == DuplicatePolicy.Update:
                    Update(only, entry, known);
                    updated++;
                    break;
                case { Count: > 1 } when import.Duplicates == DuplicatePolicy.Update:
                    refused++;
                    await RefuseAsync(errors, line, words["Errors.TwoContacts"], fields);
                    break;
                default:
                    skipped++;
                    break;
            }
        }
        await database.SaveChangesAsync(cancellation);
        return new ImportProgress(total.Lines + batch.Length, total.Added + added, total.Updated + updated, total.Skipped + skipped, total.Refused + refused);
    }

    private static ContactEntry EntryOf(ContactImport import, IReadOnlyList<string> headers, IReadOnlyList<string> fields)
    {
        string? Of(ContactColumn column) => import.Columns.Index().Where(c => c.Item == column && c.Index < fields.Count).Select(c => fields[c.Index]).FirstOrDefault(text => text.Length > 0);
        var free = import.Columns.Index().Where(c => c.Item == ContactColumn.FreeField && c.Index < fields.Count && fields[c.Index].Length > 0)
            .GroupBy(c => headers[c.Index], StringComparer.OrdinalIgnoreCase).ToDictionary(c => c.Key, c => fields[c.First().Index], StringComparer.Ordinal);
        return new ContactEntry(import.ListId, Of(ContactColumn.FirstName), Of(ContactColumn.LastName), Of(ContactColumn.Phone), Of(ContactColumn.Mobile), Of(ContactColumn.Email), free);
    }

    private static async Task<KnownContacts> KnownAsync(MotionDbContext database, int listId, IReadOnlyList<ContactEntry> entries, CancellationToken cancellation)
    {
        var numbers = entries.SelectMany(NumbersOf).Distinct().ToList();
        var emails = entries.Where(entry => !NumbersOf(entry).Any()).Select(entry => entry.Email).OfType<string>().Distinct().ToList();
        var ofList = database.Contacts.Include(c => c.Identities).Where(c => c.ListId == listId);
        var named = database.ContactIdentities.Where(i => i.ListId == listId && i.Kind == IdentityKind.Phone && numbers.Contains(i.Value)).Select(i => i.ContactId);
        var contacts = await ofList.Where(c => named.Contains(c.Id)).ToListAsync(cancellation);
        if (emails.Count > 0)
            contacts = [.. contacts.Union(await ofList.Where(c => c.Email != null && emails.Contains(c.Email)).ToListAsync(cancellation))];
        var known = new KnownContacts();
        foreach (var contact in contacts)
            _ = known.Add(contact);
        return known;
    }

    private Contact NewContact(MotionDbContext database, int listId, ContactEntry entry)
    {
        var contact = new Contact { ListId = listId, CreatedAt = time.GetUtcNow() };
        ContactRules.Apply(entry, contact);
        AddNumbers(contact, entry);
        database.Contacts.Add(contact);
        return contact;
    }

    private static void Update(Contact contact, ContactEntry entry, KnownContacts known)
    {
        var free = ContactRules.ReadFreeFields(contact.FreeFields).Concat(entry.FreeFields ?? new Dictionary<string, string>())
            .GroupBy(field => field.Key, StringComparer.OrdinalIgnoreCase).ToDictionary(field => field.Key, field => field.Last().Value, StringComparer.Ordinal);
        ContactRules.Apply(entry with
        {
            FirstName = entry.FirstName ?? contact.FirstName,
            LastName = entry.LastName ?? contact.LastName,
            Phone = entry.Phone ?? contact.Phone,
            Mobile = entry.Mobile ?? contact.Mobile,
            Email = entry.Email ?? contact.Email,
            FreeFields = free,
        }, contact);
        AddNumbers(contact, entry);
        _ = known.Add(contact);
    }

    private static void AddNumbers(Contact contact, ContactEntry entry)
    {
        foreach (var number in NumbersOf(entry).Where(number => !contact.Identities.Exists(i => i.Kind == IdentityKind.Phone && i.Value == number)))
            contact.Identities.Add(new ContactIdentity { ListId = contact.ListId, Kind = IdentityKind.Phone, Value = number });
    }

    private static IEnumerable<string> NumbersOf(ContactEntry entry) => new[] { entry.Mobile, entry.Phone }.OfType<string>().Distinct();

    private static Task RefuseAsync(TextWriter errors, int line, string reason, IReadOnlyList<string> fields) =>
        errors.WriteLineAsync(CsvText.Line([line.ToString(CultureInfo.InvariantCulture), reason, .. fields]));

    private async Task AuditAsync(ContactImport import, ImportProgress total, CancellationToken cancellation)
    {
        await using var database = await databases.CreateDbContextAsync(cancellation);
        audit.Add(database, AuditAction.Imported, AuditSubject.ContactList, import.ListId, import.FileName, null, new Dictionary<string, object?>(StringComparer.Ordinal)
        {
            ["lines"] = total.Lines,
            ["added"] = total.Added,
            ["updated"] = total.Updated,
            ["skipped"] = total.Skipped,
            ["refused"] = total.Refused,
        });
        await database.SaveChangesAsync(cancellation);
    }

    /// <summary>Who is in the list, of those this batch could mean; those it adds count for the lines after them.</summary>
    private sealed class KnownContacts
    {
        private readonly Dictionary<string, Contact> _byNumber = new(StringComparer.Ordinal);
        private readonly Dictionary<string, Contact> _byEmail = new(StringComparer.OrdinalIgnoreCase);

        public IReadOnlyList<Contact> Find(ContactEntry entry)
        {
            var numbers = NumbersOf(entry).ToList();
            if (numbers.Count > 0)
                return [.. numbers.Select(number => _byNumber.GetValueOrDefault(number)).OfType<Contact>().Distinct()];
            return entry.Email is { } email && _byEmail.TryGetValue(email, out var contact) ? [contact] : [];
        }

        public bool Add(Contact contact)
        {
            foreach (var identity in contact.Identities.Where(identity => identity.Kind == IdentityKind.Phone))
                _byNumber[identity.Value] = contact;
            if (contact.Email is { } email)
                _ = _byEmail.TryAdd(email, contact);
            return true;
        }
    }
}

/// <summary>Files that were handed in to be imported, and the lines that could not be; swept away after a day.</summary>
internal sealed class ImportFiles(DataPaths paths, TimeProvider time)
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromDays(1);

    /// <summary>100,000 contacts are about ten megabytes.</summary>
    public const long LargestFile = 100L * 1024 * 1024;

    public async Task<Guid> StoreAsync(Stream bytes, CancellationToken cancellation)
    {
        var directory = Directory.CreateDirectory(Path.Combine(paths.Root, "imports"));
        foreach (var old in directory.EnumerateFiles().Where(file => time.GetUtcNow().UtcDateTime - file.LastWriteTimeUtc > Lifetime))
            old.Delete();
        var id = Guid.CreateVersion7();
        await using var file = File.Create(PathOf(id));
        await bytes.CopyToAsync(file, cancellation);
        return id;
    }

    public string? Find(Guid id) => File.Exists(PathOf(id)) ? PathOf(id) : null;

    public string? FindErrors(Guid id) => File.Exists(ErrorsOf(id)) ? ErrorsOf(id) : null;

    /// <summary>With a mark that tells spreadsheets that it is UTF-8.</summary>
    public StreamWriter OpenErrors(Guid id) => new(ErrorsOf(id), append: false, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true));

    private string PathOf(Guid id) => Path.Combine(paths.Root, "imports", $"{id:N}.csv");

    private string ErrorsOf(Guid id) => Path.Combine(paths.Root, "imports", $"{id:N}.errors.csv");
}
