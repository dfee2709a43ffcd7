using System.Diagnostics;
using Motion.Bench.Support;
using Motion.Blazor.Features.Interactions.Exporting;
using Motion.Domain.Search;
using Npgsql;

namespace Motion.Bench.Scenarios;

/// <summary>
/// CSV of 7,200 and of 200,000 conversations: time to the first byte and to the last, growth of memory, and rows per second beside what
/// the database's own program makes of the same columns in the same run.
/// </summary>
internal static class ExportScenario
{
    private const int Large = 200_000;
    private const int Part = 7_200;
    private const double Megabyte = 1024 * 1024;

    private const string SameColumns = """
        SELECT i."Id", c."FirstName" || ' ' || c."LastName" AS contact, c."Phone", c."Mobile", a."Name", a."Key", i."StartedAt", i."LastMessageAt", i."LastMessageDirection", i."ClosedAt", i."Status", i."IsRead",
          u."FullName", q."Name" AS queue,
          (SELECT {0}(t."Name", ', ') FROM "InteractionTags" l JOIN "Tags" t ON t."Id" = l."TagId" WHERE l."InteractionId" = i."Id") AS tags,
          (SELECT d."Name" FROM "InteractionDispositions" g JOIN "Dispositions" d ON d."Id" = g."DispositionId" WHERE g."InteractionId" = i."Id" ORDER BY g."Id" DESC LIMIT 1) AS disposition,
          i."MessageCount", i."AcceptedWait"
        FROM "Interactions" i JOIN "Contacts" c ON c."Id" = i."ContactId" JOIN "Accounts" a ON a."Id" = i."AccountId"
        LEFT JOIN "AspNetUsers" u ON u."Id" = i."OwnerId" LEFT JOIN "Queues" q ON q."Id" = i."QueueId" ORDER BY i."Id" DESC
        """;

    public static async Task RunAsync(Figures figures)
    {
        foreach (var (suffix, server) in SearchBench.Databases)
        {
            await using var bench = await SearchBench.StartAsync(server, Large);
            var part = new SearchDefinition
            {
                Root = new SearchGroup { Items = [new SearchCondition { Field = SearchField.Id, Operator = SearchOperator.AtMost, Values = [$"{Part}"] }] },
            };
            _ = await WriteAsync(bench, part);
            var (rows, first, whole) = await WriteAsync(bench, part);
            if (rows != Part)
                throw new InvalidOperationException($"{rows} rows instead of {Part}.");
            figures.Add($"ms_7200{suffix}", whole.TotalMilliseconds, "wanted <= 1,000");
            figures.Add($"first_byte_ms{suffix}", first.TotalMilliseconds, "wanted <= 200");

            // A server that has run for a while: its code is compiled as well as it will ever be.
            _ = await WriteAsync(bench, SearchDefinition.Everything);
            var before = Process.GetCurrentProcess().WorkingSet64;
            var peak = before;
            using var watching = new CancellationTokenSource();
            var watch = Task.Run(async () =>
            {
                while (!watching.IsCancellationRequested)
                {
                    peak = Math.Max(peak, Process.GetCurrentProcess().WorkingSet64);
                    await Task.Delay(20);
                }
            });
            var (all, _, time) = await WriteAsync(bench, SearchDefinition.Everything);
            await watching.CancelAsync();
            await watch;
            if (all != Large)
                throw new InvalidOperationException($"{all} rows instead of {Large}.");
            figures.Add($"growth_mb_200k{suffix}", (peak - before) / Megabyte, "wanted <= 64");
            figures.Add($"ms_200k{suffix}", time.TotalMilliseconds);
            figures.Add($"ratio_cli{suffix}", (await OwnProgramAsync(bench)).TotalMilliseconds / time.TotalMilliseconds, "wanted >= 0.4");
        }
    }

    private static async Task<(int Rows, TimeSpan FirstByte, TimeSpan Whole)> WriteAsync(SearchBench bench, SearchDefinition search)
    {
        var to = new CountingStream();
        var begun = Stopwatch.GetTimestamp();
        var rows = 0;
        await bench.Get<ExportInteractions>().WriteAsync(new ExportSource(null, search), withBom: false, to, written =>
        {
            rows += written;
            return Task.CompletedTask;
        }, CancellationToken.None);
        return (rows, Stopwatch.GetElapsedTime(begun, to.FirstAt), Stopwatch.GetElapsedTime(begun));
    }

    private static async Task<TimeSpan> OwnProgramAsync(SearchBench bench)
    {
        ProcessStartInfo start;
        if (bench.Connection is { } connection)
        {
            var server = new NpgsqlConnectionStringBuilder(connection);
            start = new ProcessStartInfo("psql")
            {
                UseShellExecute = false,
                RedirectStandardOutput = true,
                ArgumentList = { "-h", server.Host!, "-p", $"{server.Port}", "-U", server.Username!, "-d", server.Database!, "-c", $"COPY ({string.Format(System.Globalization.CultureInfo.InvariantCulture, SameColumns, "string_agg")}) TO STDOUT CSV" },
            };
        }
        else
        {
            start = new ProcessStartInfo("sqlite3")
            {
                UseShellExecute = false,
                RedirectStandardOutput = true,
                ArgumentList = { "-csv", Path.Combine(bench.App.DataDirectory, "motion.db"), string.Format(System.Globalization.CultureInfo.InvariantCulture, SameColumns, "group_concat") },
            };
        }
        var begun = Stopwatch.GetTimestamp();
        using var program = Process.Start(start)!;
        await program.StandardOutput.BaseStream.CopyToAsync(Stream.Null);
        await program.WaitForExitAsync();
        if (program.ExitCode != 0)
            throw new InvalidOperationException($"{start.FileName} ended with {program.ExitCode}.");
        return Stopwatch.GetElapsedTime(begun);
    }

    private sealed class CountingStream : Stream
    {
        public long FirstAt { get; private set; }

        public override bool CanRead => false;
        public override bool CanSeek => false;
        public override bool CanWrite => true;
        public override long Length => throw new NotSupportedException();
        public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

        public override void Write(byte[] buffer, int offset, int count)
        {
            if (FirstAt == 0 && count > 0)
                FirstAt = Stopwatch.GetTimestamp();
        }

        public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken)
        {
            Write(buffer, offset, count);
            return Task.CompletedTask;
        }

        public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
        {
            Write([], 0, buffer.Length);
            return ValueTask.CompletedTask;
        }

        public override void Flush()
        {
        }

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();
        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();
        public override void SetLength(long value) => throw new NotSupportedException();
    }
}
