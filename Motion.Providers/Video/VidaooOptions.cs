namespace Motion.Providers.Video;

/// <summary>
/// Section <c>Providers:Vidaoo</c>. How a meeting is made is in no public document: path, header, fields and places in the answer are a
/// guess (providers.md section 5) and so all of them are settings, to be mended without a new version once Vidaoo says how it is.
/// </summary>
public sealed class VidaooOptions
{
    /// <summary>What stands for a fresh number in <see cref="LinkTemplate"/>.</summary>
    public const string LinkNumber = "{guid}";

    /// <summary>Default <c>https://api-vidaoo.xcally.com/api/v1</c>.</summary>
    public string? BaseUrl { get; set; }

    /// <summary>Below the base address. A guess.</summary>
    public string CreatePath { get; set; } = "/meetings";

    /// <summary>The header that carries the account's key; seen in public code.</summary>
    public string KeyHeader { get; set; } = "X-APIKEY";

    /// <summary>Form field of the topic. A guess.</summary>
    public string TopicField { get; set; } = "topic";

    /// <summary>Form field of the note. A guess.</summary>
    public string NoteField { get; set; } = "note";

    /// <summary>Form field of the metadata, which is JSON. A guess.</summary>
    public string MetadataField { get; set; } = "metadata";

    /// <summary>Place of the meeting's id in the answer: names with dots between. A guess.</summary>
    public string IdPath { get; set; } = "id";

    /// <summary>Place of the agent's link. A guess.</summary>
    public string AgentUrlPath { get; set; } = "urls.moderator";

    /// <summary>Place of the customer's link. A guess.</summary>
    public string CustomerUrlPath { get; set; } = "urls.guest";

    /// <summary>
    /// An address with <c>{guid}</c> in it, e.g. <c>https://meet.example/{guid}</c>: meetings are then links to a service of one's own, and
    /// Vidaoo is not asked. Empty: Vidaoo.
    /// </summary>
    public string? LinkTemplate { get; set; }

    internal IEnumerable<string> Problems()
    {
        if (!CreatePath.StartsWith('/')) yield return $"{nameof(CreatePath)} must begin with a slash.";
        (string Name, string Value)[] needed =
        [
            (nameof(KeyHeader), KeyHeader), (nameof(TopicField), TopicField), (nameof(NoteField), NoteField), (nameof(MetadataField), MetadataField),
            (nameof(IdPath), IdPath), (nameof(AgentUrlPath), AgentUrlPath), (nameof(CustomerUrlPath), CustomerUrlPath),
        ];
        foreach (var (name, value) in needed)
        {
            if (string.IsNullOrWhiteSpace(value) || value.Any(char.IsWhiteSpace)) yield return $"{name} must be a word.";
        }
        if (!string.IsNullOrWhiteSpace(LinkTemplate) && LinkMeetings.AddressOf(LinkTemplate, Guid.Empty) is null)
            yield return $"{nameof(LinkTemplate)} must be an absolute http or https address with {LinkNumber} in it, or empty.";
    }
}
