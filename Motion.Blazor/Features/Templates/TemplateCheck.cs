using Motion.Blazor.Features.Desk;
using Motion.Blazor.Pipeline;
using Motion.Domain.Messaging;
using Motion.Providers;

namespace Motion.Blazor.Features.Templates;

/// <summary>
/// Looks at a template before it is stored: where the provider lists its templates it must be there, approved, and filled
/// completely (product.md section 5, 24-hour window). Where it lists none, what was typed is taken on trust.
/// </summary>
internal sealed class TemplateCheck(TemplateCache cache)
{
    /// <summary>The template as it is sent, or why it cannot be.</summary>
    public async Task<(TemplateContent? Content, DeskRefusal? Refusal)> RunAsync(AccountEntry account, TemplateContent content, CancellationToken cancellation)
    {
        if (await cache.ReadAsync(account.Id, cancellation) is not { IsListed: true } list)
            return content.Parameters.All(TemplateFilling.IsValue)
                ? (content with { Preview = TemplateFilling.NameAndValues(content) }, null)
                : (null, DeskRefusal.TemplateParameters);
        var named = list.Templates.Where(template => template.Name == content.Name && template.Language == content.Language).ToList();
        if (named.Count == 0)
            return (null, DeskRefusal.TemplateUnknown);
        if (named[0] is not { Status: TemplateStatus.Approved, IsFillable: true } template)
            return (null, DeskRefusal.TemplateNotApproved);
        return TemplateFilling.FaultsOf(template, content) is [var fault, ..]
            ? (null, RefusalOf(fault))
            : (TemplateFilling.Complete(template, content), null);
    }

    private static DeskRefusal RefusalOf(TemplateFault fault) => fault.Part switch
    {
        TemplatePart.Parameter => DeskRefusal.TemplateParameters,
        TemplatePart.Header => DeskRefusal.TemplateHeader,
        TemplatePart.Button => DeskRefusal.TemplateButtons,
    };
}
