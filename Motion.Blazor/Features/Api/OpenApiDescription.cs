using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;
using Motion.Blazor.Identity;

namespace Motion.Blazor.Features.Api;

/// <summary>What the framework cannot read from the routes: the key, the filters in the query.</summary>
internal static class OpenApiDescription
{
    public const string DocumentName = "v1";

    public static void Complete(OpenApiOptions options)
    {
        // Signing in and out, the sandbox and the providers' webhooks are no part of it.
        options.ShouldInclude = description => description.RelativePath?.StartsWith("api/v1/", StringComparison.Ordinal) == true;
        options.AddSchemaTransformer((schema, context, _) =>
        {
            if (context.JsonTypeInfo.Type == typeof(AccountJson))
                schema.Required = new HashSet<string>(["name", "key", "type", "phone"], StringComparer.Ordinal);
            return Task.CompletedTask;
        });
        options.AddDocumentTransformer((document, _, _) =>
        {
            document.Info = new OpenApiInfo { Title = "Motion", Version = "v1", Description = "Accounts, queues, users, interactions and messages of Motion." };
            document.Components ??= new OpenApiComponents();
            document.Components.SecuritySchemes ??= new Dictionary<string, IOpenApiSecurityScheme>();
            document.Components.SecuritySchemes[ApiKeyAuthentication.SchemeName] = new OpenApiSecurityScheme
            {
                Type = SecuritySchemeType.ApiKey,
                In = ParameterLocation.Header,
                Name = ApiKeyAuthentication.Header,
                Description = "Keys are made and revoked by administrators.",
            };
            document.Security = [new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference(ApiKeyAuthentication.SchemeName, document)] = [] }];
            return Task.CompletedTask;
        });
        options.AddOperationTransformer(async (operation, context, cancellation) =>
        {
            var metadata = context.Description.ActionDescriptor.EndpointMetadata;
            if (metadata.OfType<TakesPage>().Any())
            {
                AddQuery(operation, new TakesFilter("limit", "integer", $"Rows at most, 1–{ApiAnswers.LargestPage}; {ApiAnswers.UsualPage} when left out"));
                AddQuery(operation, new TakesFilter("offset", "integer", "Rows to leave out at the beginning"));
            }
            foreach (var filter in metadata.OfType<TakesFilter>())
                AddQuery(operation, filter);
            if (metadata.OfType<TakesBody>().FirstOrDefault() is { } body)
            {
                operation.RequestBody = new OpenApiRequestBody
                {
                    Required = true,
                    Content = new Dictionary<string, OpenApiMediaType>(StringComparer.Ordinal)
                    {
                        ["application/json"] = new() { Schema = await context.GetOrCreateSchemaAsync(body.Type, null, cancellation) },
                    },
                };
            }
            operation.Responses ??= [];
            operation.Responses["401"] = new OpenApiResponse { Description = "The key is missing, unknown or revoked." };
        });
    }

    private static void AddQuery(OpenApiOperation operation, TakesFilter filter)
    {
        operation.Parameters ??= [];
        operation.Parameters.Add(new OpenApiParameter
        {
            Name = filter.Name,
            In = ParameterLocation.Query,
            Description = filter.Description,
            Schema = new OpenApiSchema { Type = filter.Type == "integer" ? JsonSchemaType.Integer : JsonSchemaType.String },
        });
    }
}
