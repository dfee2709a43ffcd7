using Microsoft.AspNetCore.Components;
using Motion.Blazor.Identity.SecondFactor;

namespace Motion.Blazor.Identity;

public sealed partial class SignInPage
{
    [Inject]
    private SignIn SignIn { get; set; } = default!;

    [Inject]
    private NavigationManager Navigation { get; set; } = default!;

    [Inject]
    private IWebHostEnvironment Environment { get; set; } = default!;

    [SupplyParameterFromQuery]
    private string? ReturnUrl { get; set; }

    [SupplyParameterFromForm]
    private SignInEntry? Entry { get; set; }

    private string? _trouble;

    private async Task SubmitAsync()
    {
        if (string.IsNullOrWhiteSpace(Entry?.Email) || string.IsNullOrEmpty(Entry.Password))
        {
            _trouble = L["SignIn.FillBoth"];
            return;
        }

        switch (await SignIn.WithPasswordAsync(Entry.Email.Trim(), Entry.Password, Entry.Remember))
        {
            case SignInOutcome.SignedIn:
                Navigation.NavigateTo(ReturnAddress.LocalOr(ReturnUrl, "/"));
                break;
            case SignInOutcome.CodeNeeded:
                Navigation.NavigateTo(SignInCodePage.AddressFor(ReturnUrl, Entry.Remember));
                break;
            case SignInOutcome.Refused:
                _trouble = L["SignIn.Refused"];
                break;
            case SignInOutcome.Locked:
                _trouble = L["SignIn.Locked"];
                break;
        }
    }

    private string DemoAddressOf(DemoPeople.Person person) =>
        $"{DemoPeople.PathOf(person.Slug)}?returnUrl={Uri.EscapeDataString(ReturnAddress.LocalOr(ReturnUrl, "/"))}";

    private sealed class SignInEntry
    {
        public string? Email { get; set; }
        public string? Password { get; set; }
        public bool Remember { get; set; }
    }
}
