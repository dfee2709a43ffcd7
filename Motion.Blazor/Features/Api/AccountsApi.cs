using Motion.Blazor.Features.Accounts;

namespace Motion.Blazor.Features.Api;

internal static class AccountsApi
{
    public static void MapAccounts(this RouteGroupBuilder api)
    {
        var accounts = api.MapGroup("/whatsapp/accounts").WithTags("Accounts");

        accounts.MapGet("", async (HttpRequest request, GetAccount get, ApiAnswers answers, CancellationToken cancellation) =>
            answers.ReadPage(request, out var limit, out var offset)
            ?? answers.From(await get.PageAsync(offset, limit, cancellation), page =>
                Results.Ok(new ApiList<AccountAnswer>(page.Count, [.. page.Rows.Select(AccountAnswer.Of)]))))
            .DescribeList<AccountAnswer>("List accounts");

        accounts.MapPost("", async (HttpRequest request, AddAccount add, DefaultDomain domain, ApiBodyReader reader, ApiAnswers answers, CancellationToken cancellation) =>
        {
            var body = await reader.ReadAsync<AccountJson>(request);
            if (body.Value is not { } account)
                return body.Refusal!;
            if (account.FindErrors() is { Count: > 0 } errors)
                return answers.Invalid(errors);
            return answers.From(await add.RunAsync(account.ToSettings(domain.For(request.Host.Value ?? "")), cancellation), saved =>
                Results.Created($"/api/v1/whatsapp/accounts/{saved.Id}", AccountAnswer.Of(saved)));
        }).DescribeWrite<AccountJson>("Add an account").Produces<AccountAnswer>(StatusCodes.Status201Created)
            .WithDescription("Everything after phone may be left out and then has its default. Secrets are write-only: no answer holds one.");

        accounts.MapGet("/{id:int}", async (int id, GetAccount get, ApiAnswers answers, CancellationToken cancellation) =>
            answers.From(await get.RunAsync(id, cancellation), account => Results.Ok(AccountAnswer.Of(account))))
            .DescribeRead<AccountAnswer>("Read an account");

        accounts.MapPut("/{id:int}", async (int id, HttpRequest request, UpdateAccount update, DefaultDomain domain, ApiBodyReader reader, ApiAnswers answers, CancellationToken cancellation) =>
        {
            var body = await reader.ReadAsync<AccountJson>(request);
            if (body.Value is not { } account)
                return body.Refusal!;
            if (account.FindErrors() is { Count: > 0 } errors)
                return answers.Invalid(errors);
            return answers.From(await update.RunAsync(id, account.Version, account.ToSettings(domain.For(request.Host.Value ?? "")), cancellation), saved =>
                Results.Ok(AccountAnswer.Of(saved)));
        }).DescribeWrite<AccountJson>("Save an account").Produces<AccountAnswer>().ProducesProblem(StatusCodes.Status404NotFound)
            .ProducesProblem(StatusCodes.Status409Conflict)
            .WithDescription(
                "Replaces the account: what is left out gets its default, but credentials that are left out stay as they are stored "
                + "(null takes an optional one away). With the version last read, a save that would overwrite someone else's answers 409.");

        accounts.MapDelete("/{id:int}", async (int id, DeleteAccount delete, ApiAnswers answers, CancellationToken cancellation) =>
            answers.From(await delete.RunAsync(id, cancellation), _ => Results.NoContent()))
            .DescribeDelete("Delete an account with its interactions, messages and files");

        accounts.MapAccountAgents();
        accounts.MapActions();
    }

    private static void MapAccountAgents(this RouteGroupBuilder accounts)
    {
        accounts.MapGet("/{id:int}/agents", async (int id, GetAccountAgents get, ApiAnswers answers, CancellationToken cancellation) =>
            answers.From(await get.RunAsync(id, cancellation), agents => Results.Ok(new IdsJson([.. agents.Members.Select(member => member.Id)]))))
            .DescribeRead<IdsJson>("Who may work an account");

        accounts.MapPut("/{id:int}/agents", async (int id, HttpRequest request, SetAccountAgents set, ApiBodyReader reader, ApiAnswers answers, CancellationToken cancellation) =>
        {
            var body = await reader.ReadAsync<IdsJson>(request);
            if (body.Value is not { } agents)
                return body.Refusal!;
            return agents.Ids is null
                ? answers.Invalid("ids", "IdsMissing")
                : answers.From(await set.RunAsync(id, agents.Ids, cancellation), _ => Results.Ok(new IdsJson([.. agents.Ids.Distinct()])));
        }).DescribeWrite<IdsJson>("Set who may work an account").Produces<IdsJson>().ProducesProblem(StatusCodes.Status404NotFound);
    }
}

/// <summary>User ids.</summary>
internal sealed record IdsJson(IReadOnlyList<int>? Ids);
