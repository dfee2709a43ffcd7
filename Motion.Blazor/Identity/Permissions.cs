using System.Collections.Frozen;
using Motion.Blazor.Features.Accounts;
using Motion.Blazor.Features.Administration.Assistants;
using Motion.Blazor.Features.Administration.Audit;
using Motion.Blazor.Features.Administration.Health;
using Motion.Blazor.Features.Administration.Jobs;
using Motion.Blazor.Features.Administration.Keys;
using Motion.Blazor.Features.Administration.Settings;
using Motion.Blazor.Features.Administration.Users;
using Motion.Blazor.Features.CannedAnswers;
using Motion.Blazor.Features.Contacts;
using Motion.Blazor.Features.Desk;
using Motion.Blazor.Features.Desk.Availability;
using Motion.Blazor.Features.Desk.Closing;
using Motion.Blazor.Features.Desk.Composing;
using Motion.Blazor.Features.Desk.Conversation;
using Motion.Blazor.Features.Desk.Files;
using Motion.Blazor.Features.Desk.Listing;
using Motion.Blazor.Features.Desk.Offers;
using Motion.Blazor.Features.Desk.Outbound;
using Motion.Blazor.Features.Desk.Side;
using Motion.Blazor.Features.Desk.Tabs;
using Motion.Blazor.Features.Desk.Tagging;
using Motion.Blazor.Features.Desk.Transferring;
using Motion.Blazor.Features.Desk.Translation;
using Motion.Blazor.Features.Desk.Video;
using Motion.Blazor.Features.Desk.Work;
using Motion.Blazor.Features.Interactions;
using Motion.Blazor.Features.Interactions.Exporting;
using Motion.Blazor.Features.Interactions.Logs;
using Motion.Blazor.Features.Interactions.Saved;
using Motion.Blazor.Features.Interactions.Search;
using Motion.Blazor.Features.Interactions.Spying;
using Motion.Blazor.Features.Interactions.Transcripts;
using Motion.Blazor.Features.Queues;
using Motion.Blazor.Features.Routing.Dispositions;
using Motion.Blazor.Features.Routing.Intervals;
using Motion.Blazor.Features.Routing.Pauses;
using Motion.Blazor.Features.Routing.Tags;
using Motion.Blazor.Features.Templates;
using Motion.Blazor.Features.Wallboard;
using Motion.Blazor.Features.Webhooks;
using Motion.Blazor.Identity.SecondFactor;

namespace Motion.Blazor.Identity;

/// <summary>
/// Who may do what, and how far: role × action × scope, in one place. The action is the use case itself, so a use case without a row is found
/// by a test and refused to everybody. Handlers ask with <see cref="CurrentUser.May"/>; those of the desk, which are told the agent's number,
/// reach no further than that agent's accounts by themselves (<see cref="DeskScope"/>).
/// </summary>
internal static class Permissions
{
    /// <summary>Sets the product up: administrators only.</summary>
    private static readonly Rule Administer = new(Scope.Everything, Scope.Nothing, Scope.Nothing);

    /// <summary>Reads conversations (product.md section 9).</summary>
    private static readonly Rule Watch = new(Scope.Everything, Scope.Accounts, Scope.Accounts);

    /// <summary>Watches over accounts: supervisors within theirs.</summary>
    private static readonly Rule Supervise = new(Scope.Everything, Scope.Accounts, Scope.Nothing);

    /// <summary>Answers customers: whoever was added to the account, whatever his role.</summary>
    private static readonly Rule Answer = new(Scope.Accounts, Scope.Accounts, Scope.Accounts);

    /// <summary>What is nobody else's business.</summary>
    private static readonly Rule Oneself = new(Scope.Own, Scope.Own, Scope.Own);

    /// <summary>Work of the machine: other handlers and jobs call it, no person does.</summary>
    private static readonly Rule Machine = new(Scope.Nothing, Scope.Nothing, Scope.Nothing);

    public static readonly FrozenDictionary<Type, Rule> Table = new Dictionary<Type, Rule>
    {
        // Accounts (product.md sections 3 and 4)
        [typeof(ListAccounts)] = Administer,
        [typeof(ListAccountChoices)] = Administer,
        [typeof(GetSectionChoices)] = Administer,
        [typeof(AddWhitelistLists)] = Administer,
        [typeof(CheckAccount)] = Administer,
        [typeof(AddAccount)] = Administer,
        [typeof(GetAccount)] = Administer,
        [typeof(UpdateAccount)] = Administer,
        [typeof(DeleteAccount)] = Administer,
        [typeof(TestAccount)] = Administer,
        [typeof(GetAccountAgents)] = Administer,
        [typeof(SetAccountAgents)] = Administer,
        [typeof(GetActions)] = Administer,
        [typeof(SetActions)] = Administer,
        [typeof(GetPlanWarnings)] = Administer,
        [typeof(ListPlanChoices)] = Administer,
        [typeof(DryRun)] = Administer,
        [typeof(GetTemplates)] = Administer,
        [typeof(TemplateCheck)] = Machine,
        [typeof(WebhookProbe)] = Machine,

        // Contacts: supervisors look at those of their accounts and correct them
        [typeof(ListContacts)] = Supervise,
        [typeof(GetContact)] = Supervise,
        [typeof(SaveContact)] = Supervise,
        [typeof(ExportContacts)] = Supervise,
        [typeof(ListContactLists)] = Supervise,
        [typeof(DeleteContact)] = Administer,
        [typeof(MergeContacts)] = Administer,
        [typeof(SaveContactList)] = Administer,
        [typeof(DeleteContactList)] = Administer,
        [typeof(ImportContacts)] = Administer,

        // Queues
        [typeof(ListQueues)] = Administer,
        [typeof(GetQueue)] = Administer,
        [typeof(SaveQueue)] = Administer,
        [typeof(SetQueueMembers)] = Administer,
        [typeof(DeleteQueue)] = Administer,

        [typeof(GetQueueUses)] = Administer,

        // Routing's objects, canned answers, assistants (product.md sections 2 and 8)
        [typeof(ListIntervals)] = Administer,
        [typeof(GetInterval)] = Administer,
        [typeof(SaveInterval)] = Administer,
        [typeof(DeleteInterval)] = Administer,
        [typeof(CheckInterval)] = Administer,
        [typeof(ReadSystemZone)] = Administer,
        [typeof(ListPauses)] = Administer,
        [typeof(SavePause)] = Administer,
        [typeof(DeletePause)] = Administer,
        [typeof(ListDispositions)] = Administer,
        [typeof(SaveDisposition)] = Administer,
        [typeof(DeleteDisposition)] = Administer,
        [typeof(ListTags)] = Administer,
        [typeof(SaveTag)] = Administer,
        [typeof(DeleteTag)] = Administer,
        [typeof(ListCannedAnswers)] = Administer,
        [typeof(SaveCannedAnswer)] = Administer,
        [typeof(DeleteCannedAnswer)] = Administer,
        [typeof(ListAssistants)] = Administer,
        [typeof(SaveAssistant)] = Administer,
        [typeof(DeleteAssistant)] = Administer,
        [typeof(ListJobs)] = Administer,
        [typeof(RunJob)] = Administer,

        // Administration (product.md section 8)
        [typeof(GetSettings)] = Administer,
        [typeof(SaveSettings)] = Administer,
        [typeof(ListUsers)] = Administer,
        [typeof(AddUser)] = Administer,
        [typeof(EditUser)] = Administer,
        [typeof(ResetPassword)] = Administer,
        [typeof(LockUser)] = Administer,
        [typeof(DeleteUser)] = Administer,
        [typeof(InviteUser)] = Administer,
        [typeof(ResetTwoFactor)] = Administer,
        [typeof(GetSupervisorAccounts)] = Administer,
        [typeof(SetSupervisorAccounts)] = Administer,
        [typeof(ListApiKeys)] = Administer,
        [typeof(AddApiKey)] = Administer,
        [typeof(RevokeApiKey)] = Administer,
        [typeof(ListAudit)] = Administer,
        [typeof(GetHealth)] = Administer,
        [typeof(WebhookJournal)] = Administer,
        [typeof(ReplayDeadLetters)] = Administer,

        // Conversations (product.md section 9)
        [typeof(ListInteractions)] = Watch,
        [typeof(ListMessages)] = Watch,
        [typeof(ListTimeline)] = Watch,
        [typeof(SearchInteractions)] = Watch,
        [typeof(ReadInteractionRows)] = Watch,
        [typeof(ReadChoices)] = Watch,
        [typeof(SavedSearches)] = Watch,
        [typeof(ExportInteractions)] = Supervise,
        [typeof(ReadExport)] = Watch,
        [typeof(MyExports)] = Oneself,
        [typeof(DownloadTranscripts)] = Watch,
        // Spying itself refuses agents; whether it is shown to them, they may ask.
        [typeof(SpyInteraction)] = Watch,
        [typeof(DeleteInteractions)] = Supervise,
        [typeof(ReadLogFiles)] = Supervise,
        [typeof(RemoveInteractions)] = Machine,
        [typeof(KeepInteractions)] = Machine,
        [typeof(WriteInteractionLogs)] = Machine,
        [typeof(PlanSearch)] = Machine,
        [typeof(AddMessage)] = Administer,
        [typeof(ActOnInteraction)] = Administer,

        // The desk (product.md section 7)
        [typeof(SetAvailability)] = Oneself,
        [typeof(ReadMyState)] = Oneself,
        [typeof(ReadDeskTabs)] = Oneself,
        [typeof(CloseDeskTab)] = Oneself,
        [typeof(DiscardUploads)] = Oneself,
        [typeof(ReadMyOffers)] = Oneself,
        [typeof(SignOffLostAgents)] = Machine,
        [typeof(ReadDeskList)] = Answer,
        [typeof(OpenDeskTab)] = Answer,
        [typeof(ReadConversation)] = Answer,
        [typeof(ReadThread)] = Answer,
        [typeof(ReadDelivery)] = Watch,
        [typeof(ReadTimeline)] = Answer,
        [typeof(ReadDispositions)] = Answer,
        [typeof(SaveDraft)] = Answer,
        [typeof(ReadSent)] = Answer,
        [typeof(ReadTemplateChoices)] = Answer,
        [typeof(AcceptOffer)] = Answer,
        [typeof(RejectOffer)] = Answer,
        [typeof(TakeInteraction)] = Answer,
        [typeof(MarkInteractionRead)] = Answer,
        [typeof(SendMessage)] = Answer,
        [typeof(ReactToMessage)] = Answer,
        [typeof(FetchFileAgain)] = Answer,
        [typeof(ResendMessage)] = Answer,
        [typeof(CloseInteraction)] = Answer,
        [typeof(TransferInteraction)] = Answer,
        [typeof(TagInteraction)] = Answer,
        [typeof(WriteNote)] = Answer,
        [typeof(Disposing)] = Oneself,
        [typeof(ReadCannedAnswers)] = Answer,
        [typeof(SearchThread)] = Answer,
        [typeof(FindCustomers)] = Answer,
        [typeof(OpenConversation)] = Answer,
        [typeof(ReadSide)] = Answer,
        [typeof(EditCustomer)] = Answer,
        [typeof(ReadTags)] = Answer,
        [typeof(ReadTransferTargets)] = Answer,
        [typeof(AskAssistant)] = Answer,
        [typeof(TranslateMessage)] = Answer,
        [typeof(TranslateDraft)] = Answer,
        [typeof(ReadTranslations)] = Answer,
        [typeof(AccountTranslator)] = Machine,
        [typeof(ReadingLanguages)] = Answer,
        [typeof(StartVideoCall)] = Answer,
        [typeof(ReadVideoCall)] = Answer,

        // The wallboard
        [typeof(ReadWallboard)] = Supervise,
        [typeof(ListCounted)] = Supervise,
        // A program hands files in for any account, a person for his own.
        [typeof(UploadFile)] = new(Scope.Everything, Scope.Accounts, Scope.Accounts),

        // Oneself
        [typeof(ChangePassword)] = Oneself,
        [typeof(OwnSecondFactor)] = Oneself,
    }.ToFrozenDictionary();

    /// <summary>How far this role reaches with this use case; without a row in the table nowhere.</summary>
    public static Scope Of(Type useCase, string? role) => Table.TryGetValue(useCase, out var rule) ? rule.Of(role) : Scope.Nothing;
}
