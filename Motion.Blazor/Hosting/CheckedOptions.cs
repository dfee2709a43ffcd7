using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace Motion.Blazor.Hosting;

/// <summary>Options that can say everything that is wrong with them, each sentence naming its key and never a secret's value.</summary>
internal interface ICheckedOptions
{
    IEnumerable<string> Problems();
}

internal static class CheckedOptions
{
    /// <summary>
    /// Binds and checks every section before anything else is built: a person who starts Motion with three wrong keys reads three sentences,
    /// not the first one's stack trace three times.
    /// </summary>
    public static void AddMotionOptions(this WebApplicationBuilder builder)
    {
        var problems = new List<string>();
        builder.Services.TryAddSingleton(TimeProvider.System);
        builder.AddChecked<MotionOptions>(MotionOptions.Section, problems);
        builder.AddChecked<DatabaseOptions>(DatabaseOptions.Section, problems,
            options => options.ConnectionString = builder.Configuration.GetConnectionString("Motion"));
        builder.AddChecked<BootstrapOptions>(BootstrapOptions.Section, problems);
        builder.AddChecked<SandboxOptions>(SandboxOptions.Section, problems,
            options => options.Enabled = SandboxOptions.IsOn(builder.Configuration, builder.Environment));

        if (problems.Count > 0)
            throw new OptionsValidationException("Motion", typeof(MotionOptions), problems);
    }

    private static void AddChecked<TOptions>(
        this WebApplicationBuilder builder, string section, List<string> problems, Action<TOptions>? complete = null)
        where TOptions : class, ICheckedOptions, new()
    {
        var options = new TOptions();
        try
        {
            builder.Configuration.GetSection(section).Bind(options);
            complete?.Invoke(options);
            problems.AddRange(options.Problems());
        }
        catch (InvalidOperationException wrongType)
        {
            problems.Add($"Section {section}: {wrongType.Message}");
        }

        builder.Services.AddSingleton(Options.Create(options));
    }
}
