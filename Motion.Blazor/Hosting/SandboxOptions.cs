namespace Motion.Blazor.Hosting;

/// <summary>Section <c>Sandbox</c> (product.md section 13).</summary>
internal sealed class SandboxOptions : ICheckedOptions
{
    public const string Section = "Sandbox";

    /// <summary>Serves the providers' HTTP interfaces and the phone page on the application itself; on by default in Development only.</summary>
    public bool Enabled { get; set; }

    /// <summary>The same answer while the application is still being put together.</summary>
    public static bool IsOn(IConfiguration configuration, IHostEnvironment environment) =>
        configuration.GetValue<bool?>($"{Section}:{nameof(Enabled)}") ?? environment.IsDevelopment();

    public IEnumerable<string> Problems() => [];
}
