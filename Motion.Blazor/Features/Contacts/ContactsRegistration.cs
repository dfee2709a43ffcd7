namespace Motion.Blazor.Features.Contacts;

internal static class ContactsRegistration
{
    public static void AddMotionContacts(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<ImportFiles>();
        builder.Services.AddScoped<ListContacts>();
        builder.Services.AddScoped<GetContact>();
        builder.Services.AddScoped<SaveContact>();
        builder.Services.AddScoped<DeleteContact>();
        builder.Services.AddScoped<MergeContacts>();
        builder.Services.AddScoped<ListContactLists>();
        builder.Services.AddScoped<SaveContactList>();
        builder.Services.AddScoped<DeleteContactList>();
        builder.Services.AddScoped<ImportContacts>();
        builder.Services.AddScoped<ExportContacts>();
    }
}
