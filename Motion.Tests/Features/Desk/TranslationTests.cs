using Microsoft.EntityFrameworkCore;
using Motion.Blazor.Features.Administration.Settings;
using Motion.Blazor.Features.Desk;
using Motion.Blazor.Features.Desk.Translation;
using Motion.Blazor.Realtime;
using Motion.Domain.Accounts;
using Motion.Domain.Messaging;
using Motion.Tests.Pipeline;
using Motion.Tests.Support;

namespace Motion.Tests.Features.Desk;

/// <summary>Product.md section 7, Translate: per message and for a draft, with a fake of both services.</summary>
[Trait("Database", "Any")]
public sealed class TranslationTests
{
    private const string AwsPath = "/";
    private const string GooglePath = "/language/translate/v2";
    private const string AwsSecret = "aws-secret-nobody-reads";
    private const string GoogleSecret = "google-key-nobody-reads";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Message_TranslatedOnce_IsKeptForEverybody_AndTheOriginalStays()
    {
        await using var world = await WorldAsync(TranslationService.Google);
        var id = await MessageAsync(world, "Buongiorno a tutti");
        var interactionId = await world.ReadAsync(database => database.Messages.Where(m => m.Id == id).Select(m => m.InteractionId).SingleAsync(Cancellation));

        var first = await TranslateAsync(world, id, "en");
        var again = await world.Use<TranslateMessage>().HandleAsync(world.Agents[1], id, "en", Cancellation);
        var other = await TranslateAsync(world, id, "de");
        var kept = await world.Use<ReadTranslations>().HandleAsync(world.Agents[1], interactionId, [id], "en", Cancellation);
        var stranger = await world.Use<ReadTranslations>().HandleAsync(9999, interactionId, [id], "en", Cancellation);

        Assert.Equal(("Good morning", "it", null), (first.Result?.Text, first.Result?.SourceLanguage, first.Refusal));
        Assert.Equal(first.Result, again.Result);
        Assert.NotNull(other.Result);
        Assert.Equal(2, Asked(world).Count());
        Assert.Equal("Buongiorno a tutti", await world.ReadAsync(database => database.Messages.Where(m => m.Id == id).Select(m => m.Body).SingleAsync(Cancellation)));
        Assert.Equal(first.Result, Assert.Single(kept).Value);
        Assert.Empty(stranger);
        NothingSecretIsLogged(world);
    }

    [Fact]
    public async Task Message_EditedSince_IsTranslatedAnew()
    {
        await using var world = await WorldAsync(TranslationService.Aws);
        var id = await MessageAsync(world, "Buongiorno");
        _ = await TranslateAsync(world, id, "en");
        await world.ReadAsync(database => database.Messages.Where(m => m.Id == id).ExecuteUpdateAsync(row => row.SetProperty(m => m.Body, "Buonasera"), Cancellation));
        world.Provider.On("POST", AwsPath, Replies.Json(200, """{"TranslatedText":"Good evening","SourceLanguageCode":"it"}"""));

        var anew = await TranslateAsync(world, id, "en");
        var kept = await TranslateAsync(world, id, "en");

        Assert.Equal(("Good evening", "Good evening"), (anew.Result?.Text, kept.Result?.Text));
        Assert.Equal(2, Asked(world).Count());
        Assert.Equal(1, await world.ReadAsync(database => database.MessageTranslations.CountAsync(Cancellation)));
    }

    [Fact]
    public async Task Language_AnAgentReadsIn_IsHisAlone_AndStaysHisLastChoice()
    {
        await using var world = await WorldAsync(TranslationService.Google);
        var id = await MessageAsync(world, "Buongiorno");
        var interactionId = await world.ReadAsync(database => database.Messages.Where(m => m.Id == id).Select(m => m.InteractionId).SingleAsync(Cancellation));
        var languages = world.Use<ReadingLanguages>();
        _ = await TranslateAsync(world, id, "en");

        Assert.True(await languages.ChooseAsync(world.Agents[0], interactionId, "de", Cancellation));
        Assert.True(await languages.ChooseAsync(world.Agents[0], interactionId, "fr", Cancellation));
        Assert.False(await languages.ChooseAsync(world.Agents[0], interactionId, "xx", Cancellation));
        Assert.False(await languages.ChooseAsync(9999, interactionId, "fr", Cancellation));
        Assert.Equal(new ReadingChoice("fr", "fr", "it"), await languages.ReadAsync(world.Agents[0], interactionId, Cancellation));
        Assert.Equal(new ReadingChoice(null, null, "it"), await languages.ReadAsync(world.Agents[1], interactionId, Cancellation));

        Assert.True(await languages.ChooseAsync(world.Agents[0], interactionId, null, Cancellation));
        Assert.Equal(new ReadingChoice(null, "fr", "it"), await languages.ReadAsync(world.Agents[0], interactionId, Cancellation));
    }

    [Fact]
    public async Task Message_AskedForByTwoInTheSameMoment_IsKeptOnce()
    {
        await using var world = await WorldAsync(TranslationService.Google);
        var id = await MessageAsync(world, "Buongiorno");

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 6).Select(number => Task.Run(() =>
            world.Use<TranslateMessage>().HandleAsync(world.Agents[number % 2], id, "en", Cancellation))));

        Assert.All(outcomes, outcome => Assert.Equal("Good morning", outcome.Result?.Text));
        Assert.Equal(1, await world.ReadAsync(database => database.MessageTranslations.CountAsync(Cancellation)));
    }

    [Fact]
    public async Task Message_ThatMayNotOrCannotBeTranslated_IsRefusedWithTheReason_AndNobodyIsAsked()
    {
        await using var world = await WorldAsync(TranslationService.Google);
        var id = await MessageAsync(world, "Buongiorno");

        Assert.Equal(TranslationRefusal.NotFound, (await TranslateAsync(world, 999_999, "en")).Refusal);
        Assert.Equal(TranslationRefusal.NotMember, (await world.Use<TranslateMessage>().HandleAsync(9999, id, "en", Cancellation)).Refusal);
        Assert.Equal(TranslationRefusal.UnknownLanguage, (await TranslateAsync(world, id, "Klingon")).Refusal);

        await ChangeAsync(world, "direction");
        Assert.Equal(TranslationRefusal.NothingToTranslate, (await TranslateAsync(world, id, "en")).Refusal);
        await ChangeAsync(world, "revoked");
        Assert.Equal(TranslationRefusal.NothingToTranslate, (await TranslateAsync(world, id, "en")).Refusal);
        await ChangeAsync(world, "whole");

        await SetAsync(world, SettingFields.GoogleKey.Name, null);
        Assert.Equal(TranslationRefusal.NoKeys, (await TranslateAsync(world, id, "en")).Refusal);
        await SetAccountAsync(world, isOn: true, service: null);
        Assert.Equal(TranslationRefusal.AccountOff, (await TranslateAsync(world, id, "en")).Refusal);
        await SetAccountAsync(world, isOn: false, TranslationService.Google);
        Assert.Equal(TranslationRefusal.AccountOff, (await TranslateAsync(world, id, "en")).Refusal);
        await SetAsync(world, SettingFields.Translation.Name, "false");
        Assert.Equal(TranslationRefusal.FeatureOff, (await TranslateAsync(world, id, "en")).Refusal);
        Assert.Empty(Asked(world));

        Task<int> ChangeAsync(PipelineWorld at, string what) => at.ReadAsync(database => database.Messages.Where(m => m.Id == id).ExecuteUpdateAsync(row => row
            .SetProperty(m => m.Direction, what == "direction" ? MessageDirection.Note : MessageDirection.In)
            .SetProperty(m => m.RevokedAt, what == "revoked" ? TimeProvider.System.GetUtcNow() : null), Cancellation));
    }

    [Fact]
    public async Task Service_Failing_IsToldInAWord_AndNothingIsKept()
    {
        await using var world = await WorldAsync(TranslationService.Aws);
        var id = await MessageAsync(world, "Buongiorno");
        world.Provider.On("POST", AwsPath, Replies.Json(400, """{"__type":"TooManyRequestsException"}"""));
        var busy = await TranslateAsync(world, id, "en");
        world.Provider.On("POST", AwsPath, Replies.Json(400, """{"__type":"UnrecognizedClientException"}"""));
        var refused = await TranslateAsync(world, id, "en");

        Assert.Equal((TranslationRefusal.RateLimited, TranslationRefusal.KeyRefused), (busy.Refusal, refused.Refusal));
        Assert.Equal(0, await world.ReadAsync(database => database.MessageTranslations.CountAsync(Cancellation)));
        Assert.Contains(world.App.Log, line => line.Contains("Aws did not translate", StringComparison.Ordinal) && line.Contains("UnrecognizedClientException", StringComparison.Ordinal));
        NothingSecretIsLogged(world);
    }

    [Fact]
    public async Task Draft_Translated_IsNeitherSentNorKept()
    {
        await using var world = await WorldAsync(TranslationService.Google);
        var id = await world.ConversationAsync();
        var draft = world.Use<TranslateDraft>();

        var done = await draft.HandleAsync(world.Agents[0], id, "Buongiorno", "en", Cancellation);
        var empty = await draft.HandleAsync(world.Agents[0], id, "  ", "en", Cancellation);
        var tooLong = await draft.HandleAsync(world.Agents[0], id, new string('x', 20_000), "en", Cancellation);
        var language = await draft.HandleAsync(world.Agents[0], id, "Buongiorno", "xx", Cancellation);
        var stranger = await draft.HandleAsync(9999, id, "Buongiorno", "en", Cancellation);
        var nowhere = await draft.HandleAsync(world.Agents[0], 999_999, "Buongiorno", "en", Cancellation);

        Assert.Equal("Good morning", done.Result?.Text);
        Assert.Equal(
            [TranslationRefusal.NothingToTranslate, TranslationRefusal.TextTooLong, TranslationRefusal.UnknownLanguage, TranslationRefusal.NotMember, TranslationRefusal.NotFound],
            new[] { empty, tooLong, language, stranger, nowhere }.Select(outcome => outcome.Refusal!.Value));
        Assert.Single(Asked(world));
        Assert.Equal((0, 1), (await world.ReadAsync(database => database.MessageTranslations.CountAsync(Cancellation)), await world.ReadAsync(database => database.Messages.CountAsync(Cancellation))));
    }

    private static async Task<PipelineWorld> WorldAsync(TranslationService service)
    {
        var world = await PipelineWorld.StartAsync();
        world.Provider.On("POST", AwsPath, Replies.Json(200, """{"TranslatedText":"Good morning","SourceLanguageCode":"it"}"""));
        world.Provider.On("POST", GooglePath, Replies.Json(200, """{"data":{"translations":[{"translatedText":"Good morning","detectedSourceLanguage":"it"}]}}"""));
        await SetAccountAsync(world, isOn: true, service);
        var settings = world.Use<SettingVault>();
        await SetAsync(world, SettingFields.AwsRegion.Name, "eu-south-1");
        await SetAsync(world, SettingFields.AwsAccessKey.Name, settings.Protect("AKIDEXAMPLE"));
        await SetAsync(world, SettingFields.AwsSecretKey.Name, settings.Protect(AwsSecret));
        await SetAsync(world, SettingFields.GoogleKey.Name, settings.Protect(GoogleSecret));
        return world;
    }

    private static async Task<long> MessageAsync(PipelineWorld world, string text)
    {
        (await world.PostAsync(world.Payload().Text("393331112222", $"wamid.{Guid.NewGuid():N}", text))).EnsureSuccessStatusCode();
        await world.AllDoneAsync();
        return await world.ReadAsync(database => database.Messages.Where(m => m.Body == text).Select(m => m.Id).SingleAsync(Cancellation));
    }

    private static Task<TranslationOutcome> TranslateAsync(PipelineWorld world, long messageId, string language) =>
        world.Use<TranslateMessage>().HandleAsync(world.Agents[0], messageId, language, Cancellation);

    private static IEnumerable<RecordedRequest> Asked(PipelineWorld world) => world.Provider.Requests.Where(request => request.Path is AwsPath or GooglePath);

    private static Task<int> SetAccountAsync(PipelineWorld world, bool isOn, TranslationService? service) => world.ReadAsync(database => database.Accounts.ExecuteUpdateAsync(
        row => row.SetProperty(a => a.TranslationEnabled, isOn).SetProperty(a => a.TranslationService, service), Cancellation));

    private static async Task SetAsync(PipelineWorld world, string name, string? value)
    {
        await using var database = await world.App.OpenDatabaseAsync();
        await database.Settings.Where(row => row.Name == name).ExecuteDeleteAsync(Cancellation);
        if (value is not null) database.Settings.Add(new SystemSetting { Name = name, Value = value });
        await database.SaveChangesAsync(Cancellation);
        world.Use<ConfigurationChanges>().Publish();
    }

    private static void NothingSecretIsLogged(PipelineWorld world) => Assert.DoesNotContain(world.App.Log, line =>
        line.Contains(AwsSecret, StringComparison.Ordinal) || line.Contains(GoogleSecret, StringComparison.Ordinal) || line.Contains("Buongiorno", StringComparison.Ordinal));
}
