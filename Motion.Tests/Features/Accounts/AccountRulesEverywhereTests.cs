using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using Motion.Blazor.Features;
using Motion.Blazor.Features.Accounts;
using Motion.Blazor.Features.Api;
using Motion.Tests.Support;

namespace Motion.Tests.Features.Accounts;

/// <summary>Form and API refuse the same things with the same sentence beside the same field (product.md sections 3, 4 and 12).</summary>
[Trait("Database", "Any")]
public sealed class AccountRulesEverywhereTests
{
    private const string Accounts = "/api/v1/whatsapp/accounts";

    [Fact]
    public async Task EveryRule_Broken_IsRefusedByTheApiAndInTheForm()
    {
        await using var app = await MotionApp.StartAsync();
        using var api = app.Api();
        var taken = AccountRuleCases.Good("TWILIO");
        (taken["name"], taken["key"], taken["video"]) = ("Taken", "TKN", new JsonObject { ["topic"] = "taken-topic" });
        Assert.Equal(HttpStatusCode.Created, (await api.PostJsonAsync(Accounts, taken)).Status);
        await using var admin = await app.ActAsAsync(MotionApp.AdminEmail);

        var wrong = new List<string>();
        foreach (var rule in AccountRuleCases.All)
        {
            var body = AccountRuleCases.Good();
            rule.Break(body);
            var refused = await api.PostJsonAsync(Accounts, body);
            if (refused.Status != HttpStatusCode.BadRequest || !refused.ErrorOf(rule.Field).Contains(rule.Says, StringComparison.Ordinal))
                wrong.Add($"API, {rule.Name}: {refused.Status} {refused.Text}");

            var state = new AccountFormState(admin.Get<CheckAccount>(), admin.Get<FieldErrorWords>());
            state.Begin(AccountForm.Of(body.Deserialize<AccountJson>(ApiBodyReader.Options)!.ToSettings("care.example.com")));
            await state.TouchAsync(rule.Field);
            if (state.ErrorOf(rule.Field)?.Contains(rule.Says, StringComparison.Ordinal) != true)
                wrong.Add($"form, {rule.Name}: {state.ErrorOf(rule.Field)}");
        }

        Assert.Empty(wrong);
        Assert.Equal(1, (await api.GetJsonAsync(Accounts)).Json["count"]!.GetValue<int>());
    }

    [Theory]
    [InlineData("TWILIO")]
    [InlineData("SINCH_V2")]
    [InlineData("META")]
    [InlineData("KALEYRA")]
    public async Task Account_OfEachType_IsTaken(string type)
    {
        await using var app = await MotionApp.StartAsync();
        using var api = app.Api();

        var added = await api.PostJsonAsync(Accounts, AccountRuleCases.Good(type));

        Assert.Equal((HttpStatusCode.Created, type), (added.Status, added.Json["type"]!.GetValue<string>()));
    }
}
