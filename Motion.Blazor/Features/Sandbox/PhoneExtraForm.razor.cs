using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Components;
using Motion.Domain.Messaging;
using Motion.Providers.Sandbox;

namespace Motion.Blazor.Features.Sandbox;

/// <summary>What one of the rarer kinds of message needs to know; filled in already, so that one click sends it.</summary>
public sealed partial class PhoneExtraForm
{
    private const double MostLatitude = 90;
    private const double MostLongitude = 180;
    private const string Currency = "EUR";

    [Parameter, EditorRequired] public PhoneExtra Extra { get; set; }
    [Parameter] public EventCallback<PhoneExtraResult> Sent { get; set; }
    [Parameter] public EventCallback Cancelled { get; set; }

    private readonly Dictionary<string, string> _values = new(StringComparer.Ordinal);
    private bool _wrong;

    private string[] Fields => Extra switch
    {
        PhoneExtra.Location => ["Name", "Latitude", "Longitude"],
        PhoneExtra.Contact => ["Name", "Phone"],
        PhoneExtra.Button or PhoneExtra.Row => ["Title", "Id"],
        PhoneExtra.Order => ["Product", "Quantity", "Price"],
        PhoneExtra.Flow => ["Name", "Question", "Answer"],
        PhoneExtra.Unsupported => [],
    };

    protected override void OnInitialized()
    {
        foreach (var field in Fields)
            _values[field] = L[$"Extra.{Extra}.{field}.Example"];
    }

    private async Task Send()
    {
        var result = Extra switch
        {
            PhoneExtra.Location => Place(),
            PhoneExtra.Contact => Card(),
            PhoneExtra.Button => Choice(SandboxChoiceKind.Button),
            PhoneExtra.Row => Choice(SandboxChoiceKind.Row),
            PhoneExtra.Order => Cart(),
            PhoneExtra.Flow => Answers(),
            PhoneExtra.Unsupported => null,
        };
        _wrong = result is null;
        if (result is not null)
            await Sent.InvokeAsync(result);
    }

    private PhoneExtraResult? Place() =>
        Degrees("Latitude", MostLatitude) is { } latitude && Degrees("Longitude", MostLongitude) is { } longitude
            ? new(new LocationContent(latitude, longitude, Text("Name")), null)
            : null;

    private PhoneExtraResult? Card() => Text("Name") is { } name
        ? new(new ContactsContent([new ContactCard(name, Text("Phone") is { } phone ? [phone] : [], [])]), null)
        : null;

    private PhoneExtraResult? Cart() =>
        Text("Product") is { } product
        && int.TryParse(_values["Quantity"], NumberStyles.None, CultureInfo.InvariantCulture, out var quantity) && quantity > 0
        && decimal.TryParse(_values["Price"].Replace(',', '.'), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var price)
            ? new(new OrderContent("sandbox", null, [new OrderItem(product, quantity, price, Currency)]), null)
            : null;

    private PhoneExtraResult? Answers() => Text("Question") is { } question && Text("Answer") is { } answer
        ? new(new FlowReplyContent(Text("Name"), L["Extra.Flow.Sent"], JsonSerializer.Serialize(new Dictionary<string, string>(StringComparer.Ordinal) { [question] = answer })), null)
        : null;

    private PhoneExtraResult? Choice(SandboxChoiceKind kind) =>
        Text("Title") is { } title ? new(null, new SandboxChoice(kind, Text("Id") ?? title, title)) : null;

    private string? Text(string field) => string.IsNullOrWhiteSpace(_values[field]) ? null : _values[field].Trim();

    /// <summary>Degrees are written with a point everywhere; a comma is forgiven.</summary>
    private double? Degrees(string field, double most) =>
        double.TryParse(_values[field].Replace(',', '.'), NumberStyles.Float, CultureInfo.InvariantCulture, out var degrees) && Math.Abs(degrees) <= most
            ? degrees
            : null;
}
