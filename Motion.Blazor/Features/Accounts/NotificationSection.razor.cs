using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;
using Motion.Blazor.Features.Accounts.Notifications;
using Motion.Domain.Accounts;
using Motion.Domain.Notifications;

namespace Motion.Blazor.Features.Accounts;

public sealed partial class NotificationSection
{
    /// <summary>product.md section 10, in its order.</summary>
    private static readonly string[] Variables =
    [
        "account.name", "account.key", "account.type", "account.phone", "account.description", "queue.name", "queue.description",
        "contact.id", "contact.firstName", "contact.lastName", "contact.phone", "contact.mobile", "contact.email", "list.name",
        "agent.fullname", "interaction.id", "interaction.createdAt", "message.body", "from",
    ];

    private IJSObjectReference? _trialModule;
    private string _lastReadable = Account.DefaultNotificationTemplate;
    private string? _trial;
    private bool _withQueue = true;

    [Inject]
    private TimeProvider Clock { get; set; } = default!;

    [Parameter, EditorRequired]
    public required AccountFormState State { get; set; }

    [Parameter]
    public EventCallback Changed { get; set; }

    // While a tag is half typed the preview keeps what it showed last.
    protected override void OnParametersSet()
    {
        if (State.Form.NotificationTemplate is { Length: > 0 } template && NotificationTemplate.Validate(template) is null)
            _lastReadable = template;
        else if (string.IsNullOrWhiteSpace(State.Form.NotificationTemplate))
            _lastReadable = Account.DefaultNotificationTemplate;
    }

    public async ValueTask DisposeAsync()
    {
        if (_trialModule is null)
            return;
        try
        {
            await _trialModule.DisposeAsync();
        }
        catch (JSDisconnectedException)
        {
            // The browser went first and took the module with it.
        }
    }

    private NotificationFacts Sample() => new(
        new NotificationAccount(
            State.Form.Name ?? "", State.Form.Key ?? "", State.Form.Type, PhoneNumber.Normalize(State.Form.Phone) ?? "390115550100", State.Form.Description),
        new NotificationContact(1024, L["Sample.FirstName"], L["Sample.LastName"], "15551230000", "15551230000", "customer.one@example.com", new Dictionary<string, string>(StringComparer.Ordinal)),
        new NotificationInteraction(4711, Clock.GetUtcNow()),
        L["Sample.Message"],
        "+15551230000",
        _withQueue ? new NotificationQueue(L["Sample.Queue"], null) : null,
        L["Sample.List"],
        "Agent One");

    private async Task TypeAsync(string? template)
    {
        State.Form.NotificationTemplate = template;
        await State.TouchAsync("notification.template");
        await Changed.InvokeAsync();
    }

    private async Task TryAsync()
    {
        _trialModule ??= await JS.InvokeAsync<IJSObjectReference>("import", $"./{Assets["js/notification-trial.js"]}");
        var played = await _trialModule.InvokeAsync<bool>("ring", "notification-preview", State.Form.NotificationSound, State.Form.NotificationShake);
        _trial = State.Form.NotificationSound && !played ? L["TryIt.Blocked"].Value
            : State.Form.NotificationSound || State.Form.NotificationShake ? null : L["TryIt.Silent"].Value;
    }

    private Task SetAsync(Action set)
    {
        set();
        return Changed.InvokeAsync();
    }
}
