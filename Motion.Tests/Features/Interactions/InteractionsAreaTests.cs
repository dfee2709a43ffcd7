using System.Globalization;
using System.IO.Compression;
using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Motion.Blazor.Features;
using Motion.Blazor.Features.Administration.Audit;
using Motion.Blazor.Features.Administration.Settings;
using Motion.Blazor.Features.Desk.Conversation;
using Motion.Blazor.Features.Interactions;
using Motion.Blazor.Features.Interactions.Exporting;
using Motion.Blazor.Features.Interactions.Logs;
using Motion.Blazor.Features.Interactions.Search;
using Motion.Blazor.Features.Interactions.Spying;
using Motion.Blazor.Features.Interactions.Transcripts;
using Motion.Blazor.Hosting;
using Motion.Blazor.Identity;
using Motion.Domain.Interactions;
using Motion.Domain.Messaging;
using Motion.Domain.Search;
using Motion.Tests.Support;

namespace Motion.Tests.Features.Interactions;

/// <summary>What one may do with what a search found: take it away, read along, delete it.</summary>
[Trait("Database", "Any")]
public sealed class InteractionsAreaTests
{
    private static readonly CancellationToken Cancellation = TestContext.Current.CancellationToken;

    [Fact]
    public async Task Csv_OfEverything_HasARowForEachAndNoFormula()
    {
        await using var world = await SearchWorld.StartAsync();
        await using var admin = await world.AdminAsync();
        using var file = new MemoryStream();
        var written = 0;

        await using var answer = new AsyncOnly(file);
        await admin.Get<ExportInteractions>().WriteAsync(new ExportSource(null, new SearchDefinition { TimeZone = "Europe/Rome" }), withBom: true, answer, rows =>
        {
            written += rows;
            return Task.CompletedTask;
        }, Cancellation);

        Assert.Equal([0xEF, 0xBB, 0xBF], file.ToArray()[..3]);
        var records = Records(Encoding.UTF8.GetString(file.ToArray()[3..]));
        Assert.Equal((world.All.Count, world.All.Count + 1), (written, records.Count));
        Assert.Equal(world.All.Select(i => i.Id.ToString(CultureInfo.InvariantCulture)).OrderDescending(StringComparer.Ordinal), records.Skip(1).Select(r => r[0]).OrderDescending(StringComparer.Ordinal));
        Assert.All(records.Skip(1).SelectMany(r => r), cell => Assert.False(cell.Length > 0 && "=+-@\t\r".Contains(cell[0]), cell));
        Assert.Contains(records, r => r[1].StartsWith("'=1+1", StringComparison.Ordinal));
        foreach (var record in records.Skip(1))
        {
            var original = world.All.Single(i => i.Id == long.Parse(record[0], CultureInfo.InvariantCulture));
            var name = original.ContactName.Trim();
            Assert.Equal(name.Length > 0 && "=+-@".Contains(name[0]) ? $"'{name}" : name, record[1]);
            var started = DateTimeOffset.ParseExact(record[6], "yyyy-MM-dd'T'HH:mm:sszzz", CultureInfo.InvariantCulture);
            Assert.Equal((original.StartedAt.ToUnixTimeSeconds(), true), (started.ToUnixTimeSeconds(), started.Offset > TimeSpan.Zero));
            Assert.Equal(original.MessageCount.ToString(CultureInfo.InvariantCulture), record[17]);
            Assert.Equal(original.AcceptedWait?.ToString(CultureInfo.InvariantCulture) ?? "", record[18]);
        }
    }

    [Fact]
    public async Task Export_ByAnAgentOrFetchedByAnother_IsRefusedAndItIsAudited()
    {
        await using var world = await SearchWorld.StartAsync(count: 5);
        await using var agent = await world.PersonAsync(Roles.Agent, "agent@test.local");
        await using var admin = await world.AdminAsync();
        var source = new ExportSource(null, SearchDefinition.Everything);

        Assert.IsType<Outcome<ExportRun>.NotAllowed>(await agent.Get<ExportInteractions>().BeginAsync(source, false, null, Cancellation));
        Assert.IsType<Outcome<int>.NotAllowed>(await agent.Get<ExportInteractions>().QueueAsync(source, false, Cancellation));
        Assert.IsType<Outcome<int>.NotAllowed>(await agent.Get<DeleteInteractions>().RunAsync([world.All[0].Id], Cancellation));
        Assert.IsType<Outcome<InteractionRow>.NotAllowed>(await agent.Get<SpyInteraction>().BeginAsync(world.All[0].Id, Cancellation));
        var run = ((Outcome<ExportRun>.Done)await admin.Get<ExportInteractions>().BeginAsync(source, false, null, Cancellation)).Value;

        using var nobody = world.App.Browser();
        Assert.NotEqual(HttpStatusCode.OK, (await nobody.GetAsync(ExportEndpoints.PathOf(run.Id), Cancellation)).StatusCode);
        await using var database = await world.App.OpenDatabaseAsync();
        Assert.Equal(1, await database.Audit.CountAsync(entry => entry.Action == AuditAction.Exported && entry.Subject == AuditSubject.Interactions));
    }

    [Fact]
    public async Task Scope_OfAgentsAndLimitedSupervisors_BoundsTheSearch()
    {
        await using var world = await SearchWorld.StartAsync(few: 5);
        await using var agent = await world.PersonAsync(Roles.Agent, "agent@test.local", member: world.Accounts[0]);
        await using var supervisor = await world.PersonAsync(Roles.Supervisor, "supervisor@test.local", limit: world.Accounts[1]);
        var asked = new InteractionSearch(SearchDefinition.Everything, Limit: 1000);

        var ofAgent = (await agent.Get<SearchInteractions>().RunAsync(asked, Cancellation)).Value!.Ids;
        var ofSupervisor = (await supervisor.Get<SearchInteractions>().RunAsync(asked, Cancellation)).Value!.Ids;
        var count = (await supervisor.Get<SearchInteractions>().CountAsync(SearchDefinition.Everything, Cancellation)).Value!;

        Assert.Equal(world.All.Where(i => i.AccountId == world.Accounts[0]).Select(i => i.Id).Order(), ofAgent.Order());
        Assert.Equal(world.All.Where(i => i.AccountId == world.Accounts[1]).Select(i => i.Id).Order(), ofSupervisor.Order());
        Assert.Equal(new FoundCount(ofSupervisor.Count, true), count);
        var foreign = world.All.First(i => i.AccountId == world.Accounts[0]).Id;
        Assert.Equal(0, ((Outcome<int>.Done)await supervisor.Get<DeleteInteractions>().RunAsync([foreign], Cancellation)).Value);
        Assert.IsType<Outcome<InteractionRow>.NotFound>(await supervisor.Get<SpyInteraction>().BeginAsync(foreign, Cancellation));
        Assert.IsType<Outcome<string>.NotFound>(await supervisor.Get<DownloadTranscripts>().BeginAsync([foreign], true, "en", Cancellation));
    }

    [Fact]
    public async Task BackgroundExport_InterruptedByARestart_IsWrittenAnew()
    {
        await using var world = await SearchWorld.StartAsync(count: 12);
        await using var admin = await world.AdminAsync();
        var jobId = ((Outcome<int>.Done)await admin.Get<ExportInteractions>().QueueAsync(new ExportSource(null, SearchDefinition.Everything), false, Cancellation)).Value;
        // As a writer that died half way leaves it.
        await using (var database = await world.App.OpenDatabaseAsync())
        {
            await database.ExportJobs.Where(job => job.Id == jobId).ExecuteUpdateAsync(set => set
                .SetProperty(job => job.State, ExportState.Running).SetProperty(job => job.BeatAt, TimeProvider.System.GetUtcNow().AddMinutes(-5)).SetProperty(job => job.Rows, 7));
        }
        var files = world.App.Services.GetRequiredService<ExportFiles>();
        await File.WriteAllTextAsync(files.DraftOf(jobId), "half", Cancellation);

        _ = await world.App.Services.GetRequiredService<RunExportJobs>().RunNextAsync(Cancellation);

        // The application's own job may have been faster.
        await Eventually.IsAsync(async () => (await admin.Get<MyExports>().ListAsync(Cancellation)).Single(job => job.Id == jobId) is { State: ExportState.Done } done ? done.Rows : 0, 12);
        var file = await admin.Get<MyExports>().FileAsync(jobId, Cancellation);
        Assert.Equal(13, Records(await File.ReadAllTextAsync(file!.FullName, Cancellation)).Count);
        await using var other = await world.PersonAsync(Roles.Supervisor, "other@test.local");
        Assert.Null(await other.Get<MyExports>().FileAsync(jobId, Cancellation));
        await admin.Get<MyExports>().DeleteAsync(jobId, Cancellation);
        Assert.False(File.Exists(files.PathOf(jobId)));
    }

    [Fact]
    public async Task Spy_ReadsAndNotes_AndChangesNothingElse()
    {
        await using var world = await SearchWorld.StartAsync(count: 20);
        await using var supervisor = await world.PersonAsync(Roles.Supervisor, "supervisor@test.local");
        var id = world.All.First(i => !i.IsRead).Id;
        await using var database = await world.App.OpenDatabaseAsync();
        var before = await database.Interactions.AsNoTracking().SingleAsync(i => i.Id == id);

        var spy = supervisor.Get<SpyInteraction>();
        Assert.IsType<Outcome<InteractionRow>.Done>(await spy.BeginAsync(id, Cancellation));
        Assert.IsType<Outcome<bool>.Done>(await spy.NoteAsync(id, "  Watch the tone  ", Cancellation));
        Assert.IsType<Outcome<bool>.Invalid>(await spy.NoteAsync(id, " ", Cancellation));

        var after = await database.Interactions.AsNoTracking().SingleAsync(i => i.Id == id);
        Assert.Equal((before.IsRead, before.OwnerId, before.Version, before.MessageCount), (after.IsRead, after.OwnerId, after.Version, after.MessageCount));
        var note = await database.Messages.SingleAsync(m => m.InteractionId == id && m.Body == "Watch the tone");
        Assert.Equal((MessageDirection.Note, (string?)null, supervisor.UserId), (note.Direction, note.ProviderMessageId, note.AuthorId!.Value));
        Assert.Equal(0, await database.Outbox.CountAsync(item => item.MessageId == note.Id));
        var thread = await world.App.Services.GetRequiredService<ReadThread>().LookOnAsync(supervisor.Get<CurrentUser>(), id, null, 0, Cancellation);
        Assert.Contains(thread.Messages, m => m.Body == "Watch the tone" && m.Direction == MessageDirection.Note);
        Assert.NotNull(await world.App.Services.GetRequiredService<ReadThread>().PlaceOfAsync(supervisor.Get<CurrentUser>(), id, note.Id, Cancellation));
        Assert.Equal(supervisor.UserId, (await database.Audit.SingleAsync(entry => entry.Action == AuditAction.Spied && entry.SubjectId == id)).UserId);
        Assert.Contains(id, await world.FindAsync(new SearchDefinition { Root = new SearchGroup { Items = [new SearchCondition { Field = SearchField.Note, Operator = SearchOperator.EndsWith, Values = ["the TONE"] }] } }));
    }

    [Fact]
    public async Task Transcript_WithFiles_HoldsEverythingAndRunsNothing()
    {
        await using var world = await SearchWorld.StartAsync(count: 3);
        await using var admin = await world.AdminAsync();
        var id = world.All[0].Id;
        var bytes = Encoding.UTF8.GetBytes("picture");
        await using (var database = await world.App.OpenDatabaseAsync())
        {
            await database.Contacts.ExecuteUpdateAsync(set => set.SetProperty(c => c.FirstName, "<script>alert(1)</script>"));
            Add(database, id, MessageDirection.In, "<img src=x onerror=alert(1)>", file: "../../evil\".png");
            Add(database, id, MessageDirection.Note, "Only for us");
            var gone = Add(database, id, MessageDirection.In, "I take that back");
            gone.RevokedAt = SearchWorld.Start;
            await database.SaveChangesAsync(Cancellation);
        }
        await File.WriteAllBytesAsync(Path.Combine(world.App.Services.GetRequiredService<DataPaths>().Media, "one"), bytes, Cancellation);

        using var with = await ZipAsync(admin, [id], withFiles: true);
        using var without = await ZipAsync(admin, [id], withFiles: false);
        using var several = await ZipAsync(admin, [.. world.All.Select(i => i.Id)], withFiles: false);

        var html = await TextAsync(with, "transcript.html");
        Assert.DoesNotContain("<script>", html, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("<img src=x", html, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("I take that back", html, StringComparison.Ordinal);
        Assert.Contains("internal note", html, StringComparison.Ordinal);
        var messages = JsonNode.Parse(await TextAsync(with, "transcript.json"))!["messages"]!.AsArray();
        var note = messages.Single(m => m!["body"]!.GetValue<string>() == "Only for us")!;
        Assert.Equal(("note", true), (note["direction"]!.GetValue<string>(), note["internal"]!.GetValue<bool>()));
        var file = Assert.Single(with.Entries, entry => entry.FullName.StartsWith("attachments/", StringComparison.Ordinal));
        Assert.DoesNotContain("..", file.FullName.Replace("_..", "", StringComparison.Ordinal).Split('/')[0], StringComparison.Ordinal);
        Assert.Equal(2, file.FullName.Split('/').Length);
        Assert.Equal("picture", await TextAsync(with, file.FullName));
        Assert.Contains(messages, m => m!["attachment"]?["path"]?.GetValue<string>() == file.FullName);
        Assert.Equal(["transcript.html", "transcript.json"], without.Entries.Select(entry => entry.FullName).Order(StringComparer.Ordinal));
        Assert.Equal(world.All.Count * 2, several.Entries.Count);
    }

    [Fact]
    public async Task Deleted_Interactions_TakeTheirFilesAndLeaveTheIndex()
    {
        await using var world = await SearchWorld.StartAsync(count: 20);
        await using var admin = await world.AdminAsync();
        var id = world.All[0].Id;
        var path = Path.Combine(world.App.Services.GetRequiredService<DataPaths>().Media, "one");
        await File.WriteAllTextAsync(path, "picture", Cancellation);
        await using var database = await world.App.OpenDatabaseAsync();
        Add(database, id, MessageDirection.In, "needle in the haystack", file: "a.png");
        await database.SaveChangesAsync(Cancellation);
        var contacts = await database.Contacts.CountAsync(Cancellation);
        var needle = new SearchDefinition { Root = new SearchGroup { Items = [new SearchCondition { Field = SearchField.MessageText, Operator = SearchOperator.Contains, Values = ["EDLE in the ha"] }] } };
        Assert.Equal([id], await world.FindAsync(needle));

        Assert.Equal(1, ((Outcome<int>.Done)await admin.Get<DeleteInteractions>().RunAsync([id], Cancellation)).Value);

        Assert.Empty(await world.FindAsync(needle));
        Assert.False(File.Exists(path));
        Assert.Equal((0, 0, 0), (
            await database.Interactions.CountAsync(i => i.Id == id), await database.Messages.CountAsync(m => m.InteractionId == id), await database.InteractionTags.CountAsync(t => t.InteractionId == id)));
        Assert.Equal(contacts, await database.Contacts.CountAsync(Cancellation));
        Assert.Equal(1, await database.Audit.CountAsync(entry => entry.Action == AuditAction.Deleted && entry.SubjectId == id));
    }

    [Fact]
    public async Task Retention_WhenSet_DeletesOldClosedOnesOnly()
    {
        await using var world = await SearchWorld.StartAsync(count: 40);
        var keep = world.App.Services.GetRequiredService<KeepInteractions>();
        Assert.Equal(0, await keep.RunAsync(Cancellation));
        await using var database = await world.App.OpenDatabaseAsync();
        database.Settings.Add(new SystemSetting { Name = KeepInteractions.Setting, Value = "10" });
        var recent = world.All.First(i => i.Status == InteractionStatus.Closed).Id;
        await database.Interactions.Where(i => i.Id == recent).ExecuteUpdateAsync(set => set.SetProperty(i => i.ClosedAt, TimeProvider.System.GetUtcNow().AddDays(-9)));
        await database.SaveChangesAsync(Cancellation);

        _ = await keep.RunAsync(Cancellation);

        var left = await database.Interactions.Select(i => i.Id).ToListAsync(Cancellation);
        Assert.Equal(world.All.Where(i => i.Status == InteractionStatus.Open || i.Id == recent).Select(i => i.Id).Order(), left.Order());
    }

    [Fact]
    public async Task LogFiles_HoldEachEntryOfTheTimelineAsALine()
    {
        await using var world = await SearchWorld.StartAsync(count: 3);
        await using var database = await world.App.OpenDatabaseAsync();
        foreach (var interaction in world.All)
            database.Timeline.Add(new TimelineEntry { InteractionId = interaction.Id, At = SearchWorld.Start, Kind = TimelineKind.Accepted, UserId = world.Agents[0], Text = "two\nlines" });
        await database.SaveChangesAsync(Cancellation);
        var writer = world.App.Services.GetRequiredService<WriteInteractionLogs>();

        // The job of the application itself may come first; together they write each entry once or more.
        await Eventually.IsAsync(async () =>
        {
            await writer.RunAsync(Cancellation);
            return Entries(world).Count;
        }, 3);

        await using var admin = await world.AdminAsync();
        var files = ((Outcome<IReadOnlyList<LogFileRow>>.Done)await admin.Get<ReadLogFiles>().RunAsync(Cancellation)).Value;
        Assert.All(files, file => Assert.Equal(DateOnly.FromDateTime(SearchWorld.Start.UtcDateTime), file.Day));
        Assert.Null(await admin.Get<ReadLogFiles>().OpenAsync("../../motion.db", Cancellation));
        Assert.NotNull(await admin.Get<ReadLogFiles>().OpenAsync(files[0].Name, Cancellation));
    }

    [Fact]
    public async Task SearchCall_WithCursor_PagesThroughAndNamesBadConditions()
    {
        await using var world = await SearchWorld.StartAsync(count: 25);
        using var api = world.App.Api();
        var found = new List<long>();
        for (string? cursor = null; ;)
        {
            var page = await api.PostJsonAsync("/api/v1/whatsapp/interactions/search", new { match = "all", items = new[] { new { field = "id", @operator = "atLeast", value = 0 } }, limit = 10, order = "started", descending = false, cursor });
            Assert.Equal(HttpStatusCode.OK, page.Status);
            Assert.Equal(25, page.Json["count"]!.GetValue<int>());
            found.AddRange(page.Json["rows"]!.AsArray().Select(row => row!["id"]!.GetValue<long>()));
            cursor = page.Json["next"]?.GetValue<string>();
            if (cursor is null)
                break;
        }
        Assert.Equal(world.All.OrderBy(i => i.StartedAt).ThenBy(i => i.Id).Select(i => i.Id), found);

        var bad = await api.PostJsonAsync("/api/v1/whatsapp/interactions/search", new { items = new object[] { new { field = "id", @operator = "equal", value = "1" }, new { items = new[] { new { field = "id", @operator = "equal", value = "one" } } } } });
        Assert.Equal(HttpStatusCode.BadRequest, bad.Status);
        Assert.Contains("2.1", bad.ErrorOf("items[1].items[0]").ToString(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.BadRequest, (await api.PostJsonAsync("/api/v1/whatsapp/interactions/search", new { cursor = "nonsense" })).Status);
    }

    private static List<JsonNode> Entries(SearchWorld world) => [.. world.App.Services.GetRequiredService<InteractionLogFiles>().All()
        .SelectMany(found => File.ReadAllLines(found.File.FullName)).Select(line => JsonNode.Parse(line)!).DistinctBy(line => line["entry"]!.GetValue<long>())];

    private static Message Add(Motion.Blazor.Data.MotionDbContext database, long interactionId, MessageDirection direction, string body, string? file = null)
    {
        var message = new Message
        {
            InteractionId = interactionId,
            AccountId = database.Interactions.Where(i => i.Id == interactionId).Select(i => i.AccountId).Single(),
            Direction = direction,
            Body = body,
            Content = JsonSerializer.Serialize<MessageContent>(new TextContent(body)),
            CreatedAt = SearchWorld.Start,
        };
        if (file is not null)
            message.Attachment = new Attachment { State = AttachmentState.Stored, MimeType = "image/png", FileName = file, Path = "one", Size = 7 };
        database.Messages.Add(message);
        return message;
    }

    private static async Task<ZipArchive> ZipAsync(ActingPerson person, IReadOnlyList<long> ids, bool withFiles)
    {
        var file = new MemoryStream();
        await using (var answer = new AsyncOnly(file))
            await person.Get<TranscriptWriter>().WriteAsync(ids, withFiles, answer, Cancellation);
        file.Position = 0;
        return new ZipArchive(file, ZipArchiveMode.Read);
    }

    private static async Task<string> TextAsync(ZipArchive zip, string name)
    {
        using var reader = new StreamReader(zip.GetEntry(name)!.Open());
        return await reader.ReadToEndAsync(Cancellation);
    }

    /// <summary>Read by hand, so that a fault of the writer's own library would show.</summary>
    private static List<List<string>> Records(string csv)
    {
        var (records, record, cell, isQuoted) = (new List<List<string>>(), new List<string>(), new StringBuilder(), false);
        for (var at = 0; at < csv.Length; at++)
        {
            switch (csv[at])
            {
                case '"' when isQuoted && at + 1 < csv.Length && csv[at + 1] == '"':
                    cell.Append(csv[at++]);
                    break;
                case '"':
                    isQuoted = !isQuoted;
                    break;
                case ',' when !isQuoted:
                    record.Add(cell.ToString());
                    cell.Clear();
                    break;
                case '\r' when !isQuoted && csv[at + 1] == '\n':
                    record.Add(cell.ToString());
                    cell.Clear();
                    records.Add(record);
                    record = [];
                    at++;
                    break;
                default:
                    cell.Append(csv[at]);
                    break;
            }
        }
        return records;
    }

    /// <summary>As the answer of a web server: it cannot be gone back in, and a synchronous write is a fault.</summary>
    private sealed class AsyncOnly(Stream to) : Stream
    {
        public override bool CanRead => false;
        public override bool CanSeek => false;
        public override bool CanWrite => true;
        public override long Length => throw new NotSupportedException();
        public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }
        public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) => to.WriteAsync(buffer, offset, count, cancellationToken);
        public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default) => to.WriteAsync(buffer, cancellationToken);
        public override Task FlushAsync(CancellationToken cancellationToken) => to.FlushAsync(cancellationToken);
        public override void Flush() => throw new InvalidOperationException("Synchronous operations are disallowed.");
        public override void Write(byte[] buffer, int offset, int count) => throw new InvalidOperationException("Synchronous operations are disallowed.");
        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();
        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();
        public override void SetLength(long value) => throw new NotSupportedException();
    }
}
