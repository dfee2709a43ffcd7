using Motion.Domain;
using Motion.Domain.Accounts;

namespace Motion.Tests.Domain.Accounts;

public sealed class CredentialFieldsTests
{
    public static TheoryData<ProviderCredentials> OneOfEach =>
    [
        new TwilioCredentials("AC00000000000000000000000000000000", "token"),
        new SinchCredentials("https://eu.conversation.api.sinch.com", "project", "app", "key", "secret", "hook"),
        new MetaCredentials("102290129340398", "token", "app", "106540352242922", "secret", "verify"),
        new KaleyraCredentials("https://api.eu.kaleyra.io", "business", "sid", "key", "V2", "secret"),
    ];

    [Theory, MemberData(nameof(OneOfEach))]
    public void Build_FromItsOwnValues_GivesTheSame(ProviderCredentials credentials)
    {
        var values = CredentialFields.ValuesOf(credentials);

        Assert.Empty(CredentialFields.Check(credentials.Type, values));
        Assert.Equal(credentials, CredentialFields.Build(credentials.Type, values));
        Assert.Equal(CredentialFields.Of(credentials.Type).Select(field => field.Name), values.Keys);
    }

    [Theory, MemberData(nameof(OneOfEach))]
    public void Check_NothingEntered_AsksForEachRequiredField(ProviderCredentials credentials)
    {
        var errors = CredentialFields.Check(credentials.Type, new Dictionary<string, string?>());

        Assert.Equal(
            CredentialFields.Of(credentials.Type).Where(field => field.IsRequired).Select(field => new FieldError($"credentials.{field.Name}", FieldProblem.Required)),
            errors);
    }

    [Theory]
    [InlineData(AccountType.Twilio, "accountSid", "AC123")]
    [InlineData(AccountType.Twilio, "accountSid", "SK0123456789abcdef0123456789abcdef")]
    [InlineData(AccountType.Twilio, "authorizationToken", "two words")]
    [InlineData(AccountType.Meta, "phoneNumberId", "1065\t4035")]
    [InlineData(AccountType.SinchV2, "baseUrl", "eu.conversation.api.sinch.com")]
    [InlineData(AccountType.SinchV2, "baseUrl", "https://user@eu.conversation.api.sinch.com")]
    [InlineData(AccountType.Kaleyra, "baseUrl", "ftp://api.eu.kaleyra.io")]
    [InlineData(AccountType.Kaleyra, "apiGeneration", "V3")]
    public void Check_WrongShape_NamesTheField(AccountType type, string field, string value)
    {
        var good = CredentialFields.ValuesOf(OneOfEach.Select(row => row.Data).Single(credentials => credentials.Type == type));
        var entered = new Dictionary<string, string?>(good) { [field] = value };

        Assert.Equal([new FieldError($"credentials.{field}", FieldProblem.Invalid)], CredentialFields.Check(type, entered));
    }

    [Fact]
    public void Merge_SecretNotEntered_KeepsTheStoredOne()
    {
        var stored = new MetaCredentials("waba", "token", "app", "number", "secret", "verify");

        var merged = CredentialFields.Merge(AccountType.Meta, new Dictionary<string, string?> { ["appId"] = " app2 " }, stored);

        Assert.Equal(stored with { AppId = "app2" }, CredentialFields.Build(AccountType.Meta, merged));
    }

    [Fact]
    public void Merge_OptionalSecretEnteredEmpty_TakesItAwayButKeepsTheGeneratedOne()
    {
        var stored = new MetaCredentials("waba", "token", "app", "number", "secret", "verify");

        var merged = CredentialFields.Merge(AccountType.Meta, new Dictionary<string, string?> { ["appSecret"] = null, ["verifyToken"] = "" }, stored);

        Assert.Equal(stored with { AppSecret = null }, CredentialFields.Build(AccountType.Meta, merged));
    }

    [Fact]
    public void Merge_StoredOfAnotherType_StartsEmpty()
    {
        var merged = CredentialFields.Merge(AccountType.Twilio, new Dictionary<string, string?>(), new MetaCredentials("waba", "token", "app", "number", null, null));

        Assert.All(merged.Values, Assert.Null);
    }
}
