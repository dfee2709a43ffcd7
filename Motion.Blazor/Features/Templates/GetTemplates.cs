using Motion.Blazor.Identity;

namespace Motion.Blazor.Features.Templates;

/// <summary>The administrator looks at an account's templates, and has them read anew.</summary>
internal sealed class GetTemplates(TemplateCache cache, CurrentUser user)
{
    public async Task<Outcome<TemplateList>> RunAsync(int accountId, CancellationToken cancellation)
    {
        if (!user.May(this))
            return new Outcome<TemplateList>.NotAllowed();
        return await cache.ReadAsync(accountId, cancellation) is { } list ? new Outcome<TemplateList>.Done(list) : new Outcome<TemplateList>.NotFound();
    }

    public async Task<Outcome<TemplateList>> RefreshAsync(int accountId, CancellationToken cancellation)
    {
        if (!user.May(this))
            return new Outcome<TemplateList>.NotAllowed();
        await cache.RefreshAsync(accountId, cancellation);
        return await RunAsync(accountId, cancellation);
    }
}
