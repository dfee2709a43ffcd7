using System.Globalization;
using System.Text;
using Motion.Domain.Accounts;
using Motion.Domain.Messaging;

namespace Motion.Providers.Sandbox;

/// <summary>What a customer's message looks like in Twilio's form fields (providers.md 1.4).</summary>
internal static class TwilioContent
{
    public static void Write(Dictionary<string, string> fields, SandboxAccount account, SandboxMessage message, SandboxFiles files)
    {
        fields["MessageType"] = message.Content switch
        {
            MediaContent media => media.Media.ToString().ToLowerInvariant(),
            TextContent => "text",
            LocationContent => "location",
            ContactsContent => "contacts",
            ReactionContent => "reaction",
            ButtonReplyContent => "button",
            ListReplyContent => "interactive",
            _ => "unsupported",
        };
        switch (message.Content)
        {
            case TextContent text:
                fields["Body"] = text.Body;
                break;
            case MediaContent media when message.File is { } file:
                fields["Body"] = media.Caption ?? "";
                Attach(fields, account, message.Id, file);
                break;
            case LocationContent place:
                fields["Latitude"] = place.Latitude.ToString(CultureInfo.InvariantCulture);
                fields["Longitude"] = place.Longitude.ToString(CultureInfo.InvariantCulture);
                if (place.Name is not null) fields["Label"] = place.Name;
                if (place.Address is not null) fields["Address"] = place.Address;
                break;
            case ContactsContent contacts when files.Add(account, Encoding.UTF8.GetBytes(VCard.Write(contacts.Cards)), VCard.MimeType, "contacts.vcf") is { } card:
                Attach(fields, account, message.Id, card);
                break;
            case ReactionContent reaction:
                fields["Body"] = reaction.Emoji ?? "";
                fields["OriginalRepliedMessageSid"] = reaction.TargetProviderMessageId;
                break;
            case ButtonReplyContent button:
                fields["Body"] = button.Text;
                fields["ButtonText"] = button.Text;
                fields["ButtonPayload"] = button.Payload ?? button.Text;
                break;
            case ListReplyContent row:
                fields["Body"] = row.Title;
                fields["ListId"] = row.Id;
                fields["ListTitle"] = row.Title;
                if (row.Description is not null) fields["ListDescription"] = row.Description;
                break;
        }
    }

    private static void Attach(Dictionary<string, string> fields, SandboxAccount account, string messageSid, SandboxFile file)
    {
        var sid = ((TwilioCredentials)account.Credentials).AccountSid;
        fields["NumMedia"] = "1";
        fields["MediaContentType0"] = file.MimeType;
        fields["MediaUrl0"] = $"{account.SandboxUrl}/twilio/2010-04-01/Accounts/{sid}/Messages/{messageSid}/Media/{file.Id}";
    }
}
