using Motion.Blazor.Features.Contacts;

namespace Motion.Blazor.Features.Api;

/// <summary>A contact as it comes in; without <c>listId</c> it goes into the default list.</summary>
internal sealed record ContactWriteJson(
    string? FirstName, string? LastName, string? Phone, string? Mobile, string? Email, int? ListId, Dictionary<string, string>? FreeFields)
{
    public ContactEntry ToEntry() => new(ListId, FirstName, LastName, Phone, Mobile, Email, FreeFields);
}

internal sealed record ContactRowAnswer(long Id, string FirstName, string LastName, string? Phone, string? Mobile, string? Email, int ListId, DateTimeOffset CreatedAt);

internal sealed record IdentityAnswer(string Kind, string Value);

internal sealed record ContactAnswer(
    long Id, string FirstName, string LastName, string? Phone, string? Mobile, string? Email, int ListId, DateTimeOffset CreatedAt,
    IReadOnlyDictionary<string, string> FreeFields, IReadOnlyList<IdentityAnswer> Identities, int Interactions)
{
    public static ContactAnswer Of(ContactDetails contact) => new(
        contact.Id, contact.Entry.FirstName ?? "", contact.Entry.LastName ?? "", contact.Entry.Phone, contact.Entry.Mobile, contact.Entry.Email, contact.Entry.ListId!.Value, contact.CreatedAt,
        contact.Entry.FreeFields!, [.. contact.Identities.Select(identity => new IdentityAnswer(identity.Kind switch
        {
            Domain.Messaging.IdentityKind.Phone => "phone",
            Domain.Messaging.IdentityKind.UserId => "userId",
            Domain.Messaging.IdentityKind.ParentUserId => "parentUserId",
        }, identity.Value))], contact.InteractionCount);
}

/// <summary>The other contact, which goes.</summary>
internal sealed record MergeJson(long? ContactId);

internal sealed record ListJson(string? Name, string? Description);

internal sealed record ListAnswer(int Id, string Name, string? Description, int Contacts, IReadOnlyList<int> DefaultOf, IReadOnlyList<int> WhitelistOf)
{
    public static ListAnswer Of(ContactListRow list) => new(
        list.Id, list.Name, list.Description, list.Contacts, [.. list.DefaultOf.Select(account => account.Id)], [.. list.WhitelistOf.Select(account => account.Id)]);
}

internal static class ContactsApi
{
    public static void MapContacts(this RouteGroupBuilder api)
    {
        var contacts = api.MapGroup("/contacts").WithTags("Contacts");

        contacts.MapGet("", async (HttpRequest request, ListContacts list, ApiAnswers answers, CancellationToken cancellation) =>
        {
            if (answers.ReadPage(request, out var limit, out var offset) is { } refusal)
                return refusal;
            if (!ApiAnswers.TryRead(request, "listId", 0, out var listId))
                return answers.Invalid("listId", "BadNumber");
            var query = new ContactQuery(request.Query["search"], listId == 0 ? null : listId, ContactOrder.Newest, Descending: true, offset, limit);
            return answers.From(await list.RunAsync(query, cancellation), page => Results.Ok(new ApiList<ContactRowAnswer>(page.Count, [.. page.Rows.Select(row =>
                new ContactRowAnswer(row.Id, row.FirstName, row.LastName, row.Phone, row.Mobile, row.Email, row.ListId, row.CreatedAt))])));
        }).DescribeList<ContactRowAnswer>("List contacts, the oldest first")
            .WithMetadata(new TakesFilter("search", "string", "Words in name, number or e-mail"), new TakesFilter("listId", "integer", "Only of this list"));

        contacts.MapPost("", async (HttpRequest request, SaveContact save, GetContact get, ApiBodyReader reader, ApiAnswers answers, CancellationToken cancellation) =>
            await WriteAsync(null, request, save, get, reader, answers, cancellation))
            .DescribeWrite<ContactWriteJson>("Add a contact").Produces<ContactAnswer>(StatusCodes.Status201Created);

        contacts.MapGet("/{id:long}", async (long id, GetContact get, ApiAnswers answers, CancellationToken cancellation) =>
            answers.From(await get.RunAsync(id, cancellation), contact => Results.Ok(ContactAnswer.Of(contact))))
            .DescribeRead<ContactAnswer>("Read a contact");

        contacts.MapPut("/{id:long}", async (long id, HttpRequest request, SaveContact save, GetContact get, ApiBodyReader reader, ApiAnswers answers, CancellationToken cancellation) =>
            await WriteAsync(id, request, save, get, reader, answers, cancellation))
            .DescribeWrite<ContactWriteJson>("Save a contact").Produces<ContactAnswer>().ProducesProblem(StatusCodes.Status404NotFound)
            .WithDescription("Replaces the contact: what is left out is emptied, but without listId it stays in its list.");

        contacts.MapDelete("/{id:long}", async (long id, DeleteContact delete, ApiAnswers answers, CancellationToken cancellation) =>
            answers.From(await delete.RunAsync(id, cancellation), _ => Results.NoContent()))
            .DescribeDelete("Delete a contact without conversations").ProducesProblem(StatusCodes.Status409Conflict);

        contacts.MapPost("/{id:long}/merge", async (long id, HttpRequest request, MergeContacts merge, GetContact get, ApiBodyReader reader, ApiAnswers answers, CancellationToken cancellation) =>
        {
            var body = await reader.ReadAsync<MergeJson>(request);
            if (body.Value is not { } asked)
                return body.Refusal!;
            if (asked.ContactId is not { } other)
                return answers.Invalid("contactId", "BadNumber");
            var outcome = await merge.RunAsync(id, other, cancellation);
            return outcome is not Outcome<bool>.Done
                ? answers.From(outcome, _ => Results.NoContent())
                : answers.From(await get.RunAsync(id, cancellation), contact => Results.Ok(ContactAnswer.Of(contact)));
        }).DescribeWrite<MergeJson>("Merge another contact into this one").Produces<ContactAnswer>().ProducesProblem(StatusCodes.Status404NotFound);

        api.MapGroup("/lists").WithTags("Contacts").MapLists("/api/v1/lists");
        // The same below the contacts, for those who look for them there.
        contacts.MapGroup("/lists").ExcludeFromDescription().MapLists("/api/v1/contacts/lists");
    }

    private static void MapLists(this RouteGroupBuilder lists, string path)
    {
        lists.MapGet("", async (HttpRequest request, ListContactLists list, ApiAnswers answers, CancellationToken cancellation) =>
            answers.ReadPage(request, out var limit, out var offset)
            ?? answers.From(await list.RunAsync(offset, limit, cancellation), page => Results.Ok(new ApiList<ListAnswer>(page.Count, [.. page.Rows.Select(ListAnswer.Of)]))))
            .DescribeList<ListAnswer>("List contact lists; the first one is the default");

        lists.MapPost("", async (HttpRequest request, SaveContactList save, ListContactLists find, ApiBodyReader reader, ApiAnswers answers, CancellationToken cancellation) =>
            await WriteListAsync(null, path, request, save, find, reader, answers, cancellation))
            .DescribeWrite<ListJson>("Add a contact list").Produces<ListAnswer>(StatusCodes.Status201Created);

        lists.MapGet("/{id:int}", async (int id, ListContactLists find, ApiAnswers answers, CancellationToken cancellation) =>
            answers.From(await find.FindAsync(id, cancellation), list => Results.Ok(ListAnswer.Of(list))))
            .DescribeRead<ListAnswer>("Read a contact list");

        lists.MapPut("/{id:int}", async (int id, HttpRequest request, SaveContactList save, ListContactLists find, ApiBodyReader reader, ApiAnswers answers, CancellationToken cancellation) =>
            await WriteListAsync(id, path, request, save, find, reader, answers, cancellation))
            .DescribeWrite<ListJson>("Save a contact list").Produces<ListAnswer>().ProducesProblem(StatusCodes.Status404NotFound);

        lists.MapDelete("/{id:int}", async (int id, DeleteContactList delete, ApiAnswers answers, CancellationToken cancellation) =>
            answers.From(await delete.RunAsync(id, cancellation), _ => Results.NoContent()))
            .DescribeDelete("Delete an empty contact list that nothing uses").ProducesProblem(StatusCodes.Status409Conflict);
    }

    private static async Task<IResult> WriteAsync(
        long? id, HttpRequest request, SaveContact save, GetContact get, ApiBodyReader reader, ApiAnswers answers, CancellationToken cancellation)
    {
        var body = await reader.ReadAsync<ContactWriteJson>(request);
        if (body.Value is not { } contact)
            return body.Refusal!;
        var outcome = await save.RunAsync(id, contact.ToEntry(), cancellation);
        if (outcome is not Outcome<long>.Done { Value: var saved })
            return answers.From(outcome, _ => Results.NoContent());
        return answers.From(await get.RunAsync(saved, cancellation), details => id is null
            ? Results.Created($"/api/v1/contacts/{saved}", ContactAnswer.Of(details))
            : Results.Ok(ContactAnswer.Of(details)));
    }

    private static async Task<IResult> WriteListAsync(
        int? id, string path, HttpRequest request, SaveContactList save, ListContactLists find, ApiBodyReader reader, ApiAnswers answers, CancellationToken cancellation)
    {
        var body = await reader.ReadAsync<ListJson>(request);
        if (body.Value is not { } list)
            return body.Refusal!;
        var outcome = await save.RunAsync(id, list.Name, list.Description, cancellation);
        if (outcome is not Outcome<int>.Done { Value: var saved })
            return answers.From(outcome, _ => Results.NoContent());
        return answers.From(await find.FindAsync(saved, cancellation), row => id is null ? Results.Created($"{path}/{saved}", ListAnswer.Of(row)) : Results.Ok(ListAnswer.Of(row)));
    }
}
