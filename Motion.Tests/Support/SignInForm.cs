using System.Text.RegularExpressions;

namespace Motion.Tests.Support;

/// <summary>The forms a browser would send, with their antiforgery token.</summary>
public static partial class SignInForm
{
    public static Task<HttpResponseMessage> SignInAsync(this HttpClient browser, string email, string password, string returnUrl = "/", string form = "sign-in") =>
        browser.SubmitAsync($"/sign-in?returnUrl={Uri.EscapeDataString(returnUrl)}", new()
        {
            ["_handler"] = form,
            ["Entry.Email"] = email,
            ["Entry.Password"] = password,
        });

    /// <summary>Loads the page, takes its token and posts the fields, to the page itself or to another address.</summary>
    public static async Task<HttpResponseMessage> SubmitAsync(this HttpClient browser, string page, Dictionary<string, string> fields, string? action = null)
    {
        var cancel = TestContext.Current.CancellationToken;
        var html = await browser.GetStringAsync(page, cancel);
        fields["__RequestVerificationToken"] = Token().Match(html).Groups[1].Value;
        using var content = new FormUrlEncodedContent(fields);
        return await browser.PostAsync(action ?? page, content, cancel);
    }

    /// <summary>Whether the page is given to this browser, or the way to sign in.</summary>
    public static async Task<bool> IsSignedInAsync(this HttpClient browser)
    {
        using var answer = await browser.GetAsync("/account/password", TestContext.Current.CancellationToken);
        return answer.IsSuccessStatusCode;
    }

    [GeneratedRegex("name=\"__RequestVerificationToken\" value=\"([^\"]+)\"")]
    private static partial Regex Token();
}
