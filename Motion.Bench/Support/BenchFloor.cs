using System.Globalization;
using System.Security.Claims;
using System.Text.Json;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Motion.Blazor.Identity;
using Motion.Domain.Accounts;
using Motion.Domain.Agents;
using Motion.Domain.Contacts;
using Motion.Domain.Interactions;
using Motion.Domain.Messaging;

namespace Motion.Bench.Support;

/// <summary>A big floor: agents of the demo account with their sessions, and conversations on their desks.</summary>
internal static class BenchFloor
{
    /// <summary>New agents, online, each with the cookie of a session.</summary>
    public static async Task<IReadOnlyList<(int UserId, string Cookie)>> HireAsync(this BenchApp app, int count)
    {
        var hired = new List<(int, string)>();
        await using var scope = app.Services.CreateAsyncScope();
        var users = scope.ServiceProvider.GetRequiredService<UserManager<MotionUser>>();
        var principals = scope.ServiceProvider.GetRequiredService<IUserClaimsPrincipalFactory<MotionUser>>();
        var cookies = scope.ServiceProvider.GetRequiredService<IOptionsMonitor<CookieAuthenticationOptions>>().Get(IdentityConstants.ApplicationScheme);
        await using var database = await app.OpenDatabaseAsync();
        for (var i = 0; i < count; i++)
        {
            var email = string.Create(CultureInfo.InvariantCulture, $"bench.{i}@demo.motion.local");
            var person = new MotionUser { UserName = email, Email = email, FullName = string.Create(CultureInfo.InvariantCulture, $"Bench Agent {i}") };
            Check(await users.CreateAsync(person));
            Check(await users.AddToRoleAsync(person, Roles.Agent));
            database.Add(new AccountAgent { AccountId = app.Account.Id, UserId = person.Id });
            database.Add(new AgentState { UserId = person.Id, Availability = AgentAvailability.Online, Since = TimeProvider.System.GetUtcNow() });
            var principal = await principals.CreateAsync(person);
            var session = new ClaimsPrincipal(new ClaimsIdentity(principal.Claims, IdentityConstants.ApplicationScheme, ClaimTypes.Name, ClaimTypes.Role));
            var ticket = new AuthenticationTicket(session, new AuthenticationProperties
            {
                IssuedUtc = TimeProvider.System.GetUtcNow(),
                ExpiresUtc = TimeProvider.System.GetUtcNow().AddHours(4),
            }, IdentityConstants.ApplicationScheme);
            hired.Add((person.Id, $"{cookies.Cookie.Name}={cookies.TicketDataFormat.Protect(ticket)}"));
        }
        await database.SaveChangesAsync();
        return hired;
    }

    /// <summary>So many open conversations of the agent, each with so many messages.</summary>
    public static async Task<IReadOnlyList<long>> ConverseAsync(this BenchApp app, int userId, int conversations, int messages)
    {
        await using var database = await app.OpenDatabaseAsync();
        var begun = TimeProvider.System.GetUtcNow().AddMinutes(-messages);
        var open = new List<Interaction>();
        for (var i = 0; i < conversations; i++)
        {
            var phone = string.Create(CultureInfo.InvariantCulture, $"39{userId:000000}{i:0000}");
            var contact = new Contact { ListId = app.Account.ContactListId, FirstName = "Customer", LastName = phone, Phone = phone, Mobile = phone, CreatedAt = begun };
            contact.Identities.Add(new ContactIdentity { ListId = app.Account.ContactListId, Kind = IdentityKind.Phone, Value = phone });
            var interaction = new Interaction
            {
                AccountId = app.Account.Id,
                Contact = contact,
                OwnerId = userId,
                IsRead = true,
                CustomerIdentity = phone,
                StartedAt = begun,
                AcceptedAt = begun,
                LastMessageAt = begun.AddMinutes(messages),
                LastInboundAt = begun.AddMinutes(messages),
                LastMessagePreview = "The last one",
                MessageCount = messages,
            };
            database.Add(interaction);
            open.Add(interaction);
            for (var m = 0; m < messages; m++)
            {
                var content = new TextContent(string.Create(CultureInfo.InvariantCulture, $"Message {m} of a conversation as people have it, with about as many words as they use."));
                database.Add(new Message
                {
                    Interaction = interaction,
                    AccountId = app.Account.Id,
                    Direction = m % 2 == 0 ? MessageDirection.In : MessageDirection.Out,
                    Kind = MessageKind.Text,
                    Body = content.Body,
                    Content = JsonSerializer.Serialize<MessageContent>(content),
                    Status = m % 2 == 0 ? null : DeliveryStatus.Read,
                    AuthorId = m % 2 == 0 ? null : userId,
                    CreatedAt = begun.AddMinutes(m),
                    ProviderMessageId = $"wamid.floor.{phone}.{m}",
                });
            }
        }
        await database.SaveChangesAsync();
        database.AddRange(open.Select(interaction => new DeskTab { UserId = userId, InteractionId = interaction.Id, OpenedAt = begun }));
        await database.SaveChangesAsync();
        return [.. open.Select(interaction => interaction.Id)];
    }

    private static void Check(IdentityResult result)
    {
        if (!result.Succeeded)
            throw new InvalidOperationException(string.Join(' ', result.Errors.Select(error => error.Description)));
    }
}
