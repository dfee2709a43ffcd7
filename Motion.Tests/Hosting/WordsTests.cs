using System.Text.RegularExpressions;
using System.Xml.Linq;
using Motion.Domain.Accounts;
using Motion.Domain.Routing;
using Motion.Tests.Support;

namespace Motion.Tests.Hosting;

/// <summary>Every word a page asks for exists, in both languages. A missing key would show its own name to a customer.</summary>
public sealed partial class WordsTests
{
    [Fact]
    public void ResourceFiles_InBothLanguages_HaveTheSameKeysAndPlaceholders()
    {
        var wrong = new List<string>();
        foreach (var english in EnglishFiles())
        {
            var italian = Path.ChangeExtension(english, ".it.resx");
            var name = Path.GetRelativePath(SourceTree.Root, english);
            if (!File.Exists(italian))
            {
                wrong.Add($"{name}: the Italian file is missing");
                continue;
            }

            var (en, it) = (Words(english), Words(italian));
            wrong.AddRange(en.Keys.Except(it.Keys).Select(key => $"{name}: {key} is missing in Italian"));
            wrong.AddRange(it.Keys.Except(en.Keys).Select(key => $"{name}: {key} is missing in English"));
            wrong.AddRange(en.Keys.Intersect(it.Keys)
                .Where(key => !Placeholders(en[key]).SetEquals(Placeholders(it[key])))
                .Select(key => $"{name}: {key} has other placeholders in Italian"));
            wrong.AddRange(en.Concat(it).Where(word => string.IsNullOrWhiteSpace(word.Value)).Select(word => $"{name}: {word.Key} is empty"));
        }

        Assert.Empty(wrong);
    }

    [Fact]
    public void WordsUsedInSources_Always_Exist()
    {
        var known = EnglishFiles().ToDictionary(file => Path.GetFileNameWithoutExtension(file), file => Words(file).Keys.ToHashSet(StringComparer.Ordinal), StringComparer.Ordinal);
        var wrong = new List<string>();
        foreach (var file in SourceTree.Files("Motion.Blazor", ".razor", ".cs"))
        {
            var text = File.ReadAllText(file);
            foreach (Match declared in Localizer().Matches(Declarations(file, text)))
            {
                var (words, name) = (declared.Groups[1].Value, declared.Groups[2].Value);
                if (!known.TryGetValue(words, out var keys))
                {
                    wrong.Add($"{Path.GetRelativePath(SourceTree.Root, file)}: there is no {words}.resx");
                    continue;
                }

                foreach (Match use in Regex.Matches(text, $"\\b{Regex.Escape(name)}\\[\"([^\"]+)\""))
                {
                    if (!keys.Contains(use.Groups[1].Value))
                        wrong.Add($"{Path.GetRelativePath(SourceTree.Root, file)}: {words} has no \"{use.Groups[1].Value}\"");
                }
            }
        }

        Assert.Empty(wrong.Distinct(StringComparer.Ordinal));
    }

    [Fact]
    public void Refusals_OfUsers_AllHaveASentence()
    {
        var words = Words(EnglishFiles().Single(file => Path.GetFileName(file) == "UsersWords.resx"));

        Assert.All(Enum.GetNames<Motion.Blazor.Features.Administration.Users.UserRefusal>(), name => Assert.Contains($"Refusal.{name}", words.Keys));
    }

    [Fact]
    public void Jobs_AllHaveANameAndASentence()
    {
        var words = Words(EnglishFiles().Single(file => Path.GetFileName(file) == "JobsWords.resx"));
        var jobs = typeof(Program).Assembly.GetTypes().Where(type => type is { IsAbstract: false } && type.IsAssignableTo(typeof(Quartz.IJob))).Select(type => type.Name);

        Assert.All(jobs, name => Assert.Contains($"Job.{name}", words.Keys));
        Assert.All(jobs, name => Assert.Contains($"Does.{name}", words.Keys));
    }

    [Fact]
    public void Conflicts_AllHaveASentence()
    {
        var words = Words(EnglishFiles().Single(file => Path.GetFileName(file) == "AdministrationWords.resx"));

        Assert.All(Enum.GetNames<Motion.Blazor.Features.ConflictReason>(), name => Assert.Contains($"Conflict.{name}", words.Keys));
    }

    [Fact]
    public void Plan_EveryApplicationWarningAndCondition_HasWords()
    {
        var words = Words(EnglishFiles().Single(file => Path.GetFileName(file) == "PlanWords.resx"));

        Assert.All(Enum.GetNames<PlanApplication>(), name => Assert.True(words.ContainsKey($"Application.{name}") && words.ContainsKey($"Does.{name}")));
        Assert.All(Enum.GetNames<PlanWarningKind>(), name => Assert.Contains($"Warning.{name}", words.Keys));
        Assert.All(Enum.GetNames<ConditionSubject>(), name => Assert.Contains($"Subject.{name}", words.Keys));
        Assert.All(Enum.GetNames<ConditionOperator>(), name => Assert.True(words.ContainsKey($"Operator.{name}") && words.ContainsKey($"Operator.Not.{name}")));
        Assert.All(Enum.GetNames<AutoReplyMode>(), name => Assert.Contains($"Mode.{name}", words.Keys));
    }

    [Fact]
    public void AuditedFields_Always_HaveAName()
    {
        var words = Words(EnglishFiles().Single(file => Path.GetFileName(file) == "HubWords.resx"));
        var written = SourceTree.Files("Motion.Blazor", ".cs").Select(File.ReadAllText)
            .Where(text => text.Contains("AuditAction.", StringComparison.Ordinal) || text.Contains("Dictionary<string, object?> ", StringComparison.Ordinal))
            .SelectMany(text => AuditedField().Matches(text)).Select(match => match.Groups[1].Value)
            .Concat(Motion.Blazor.Features.Administration.Settings.SettingFields.All.Select(field => field.Name))
            .Concat(Enum.GetValues<AccountType>().SelectMany(CredentialFields.Of).Select(field => $"credentials.{field.Name}"))
            .Distinct(StringComparer.Ordinal).ToList();

        Assert.Contains("fullName", written);
        Assert.Contains("whitelist.listIds", written);
        Assert.All(written, name => Assert.Contains($"Field.{name}", words.Keys));
    }

    [Theory]
    [InlineData("TranslationWords", typeof(Motion.Blazor.Features.Desk.Translation.TranslationRefusal))]
    [InlineData("VideoWords", typeof(Motion.Blazor.Features.Desk.Video.VideoRefusal))]
    public void Refusals_OfTheDesksServices_AllHaveASentenceAndNoneIsIdle(string file, Type refusals)
    {
        var words = Words(EnglishFiles().Single(path => Path.GetFileNameWithoutExtension(path) == file));

        Assert.Equal(
            Enum.GetNames(refusals).Select(name => $"Refusal.{name}").Order(StringComparer.Ordinal),
            words.Keys.Where(key => key.StartsWith("Refusal.", StringComparison.Ordinal)).Order(StringComparer.Ordinal));
    }

    // A page and its code behind share what either of them injects.
    private static string Declarations(string file, string text)
    {
        var other = file.EndsWith(".razor.cs", StringComparison.Ordinal) ? file[..^3] : $"{file}.cs";
        return File.Exists(other) ? text + File.ReadAllText(other) : text;
    }

    private static IEnumerable<string> EnglishFiles() =>
        SourceTree.Files("Motion.Blazor", ".resx").Where(file => !file.EndsWith(".it.resx", StringComparison.Ordinal));

    private static Dictionary<string, string> Words(string file) =>
        XDocument.Load(file).Root!.Elements("data").ToDictionary(data => data.Attribute("name")!.Value, data => data.Element("value")!.Value, StringComparer.Ordinal);

    private static HashSet<string> Placeholders(string text) => [.. Placeholder().Matches(text).Select(match => match.Value)];

    [GeneratedRegex(@"\{\d+")]
    private static partial Regex Placeholder();

    [GeneratedRegex("""\["([a-z][A-Za-z.]*)"\] = """)]
    private static partial Regex AuditedField();

    [GeneratedRegex(@"IStringLocalizer<(\w+)>\s+(\w+)")]
    private static partial Regex Localizer();
}
