using System.Text.Json.Nodes;
using Serilog.Formatting.Compact;
using Serilog.Sinks.MtaioFile.Tests.Guards;
using Serilog.Sinks.MtaioFile.Tests.Support;

namespace Serilog.Sinks.MtaioFile.Operations.Tests.Pages;

/// <summary>The commands and examples of docs/faq.md do what the page says.</summary>
public sealed class FaqTests : LogUnderTest
{
    [RequiresFact("tail", "sh")]
    public async Task TailFollowsTheNameOverRotationsAndDeletions()
    {
        Directory.CreateDirectory(Folder["logs"]);
        var log = OpenRotating(path: Folder["logs/app.log"]);
        await Write("first");
        using var tail = Shell.Start("sh", "-c", $"cd {Folder.Path} && exec {Command("tail")} > {Folder["seen"]} 2> {Folder["notes"]}");
        try
        {
            AwaitSeen("first");
            await Write("second");
            AwaitSeen("second");
            await Handle.RotateAsync();
            await Write("after a rotation");
            AwaitSeen("after a rotation");
            System.IO.File.Delete(Folder["logs/app.log"]);
            await Handle.ReopenAsync();
            await Write("after a deletion");
            AwaitSeen("after a deletion");
            Assert.Equal("first\nsecond\nafter a rotation\nafter a deletion\n", Folder.Text("seen"));
        }
        finally
        {
            tail.Kill();
        }

        async Task Write(string text)
        {
            log.Information("{Text:l}", text);
            await FlushAsync();
        }

        void AwaitSeen(string line) => Eventually.True(() => Folder.Text("seen").EndsWith($"{line}\n", StringComparison.Ordinal), line);
    }

    [RequiresFact("jq", "zcat", "sh")]
    public async Task LossesAreFoundByThePropertiesOfTheirNotice()
    {
        Directory.CreateDirectory(Folder["logs"]);
        using var gate = new AppendGate();
        var batching = new MtaioBatchingOptions { QueueLimit = 10, Overflow = OverflowPolicy.DropNewest };
        var options = new MtaioFileOptions { Batching = batching };
        var log = OpenPlain(options, new CompactJsonFormatter(), gate.FileSystem, Folder["logs/app.clef"]);
        log.Warning("first");
        gate.AwaitWorker();
        for (var i = 0; i < 30; i++) log.Warning("more");
        gate.Dispose();
        await FlushAsync().ContinueWith(_ => { }, TaskScheduler.Default);
        log.Dispose();
        var notice = string.Join('\t', "the queue was full", $"Warning: {Handle.Statistics.Dropped}");
        Assert.Equal([$"{Handle.Statistics.Dropped}\t{notice}"], Losses());
        Shell.Run("gzip", ["-S", ".1.gz", Folder["logs/app.clef"]]);
        System.IO.File.WriteAllText(Folder["logs/app.clef"], "{\"@t\":\"2026\n17\n{\"@t\":\"x\",\"DroppedEvents\":3}\n");
        Assert.Equal([$"{Handle.Statistics.Dropped}\t{notice}", "3\t\t"], Losses());

        IEnumerable<string> Losses() => Run(Command("zcat")).TrimEnd('\n').Split('\n').Select(l => l[(l.IndexOf('\t') + 1)..]);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task OfOtherDropsTheLogTellsOnlyThoseThatCouldNotBeFormattedAndOnlyWithNumbers(bool hasNumbers)
    {
        using var held = new ManualResetEventSlim();
        var log = OpenPlain(
            new MtaioFileOptions { Sequence = hasNumbers, ShutdownTimeout = TimeSpan.FromMilliseconds(200) },
            new DelegateFormatter((logEvent, output) =>
            {
                if (logEvent.MessageTemplate.Text == "fails") throw new InvalidOperationException("a formatter that fails");
                if (logEvent.MessageTemplate.Text == "hangs") held.Wait();
                output.WriteLine(logEvent.RenderMessage());
            }));
        log.Information("written");
        log.Information("fails");
        await FlushAsync().ContinueWith(_ => { }, TaskScheduler.Default);
        log.Information("hangs");
        log.Dispose();
        log.Information("late");
        var lines = Folder.Text("app.log").TrimEnd('\n').Split('\n');
        held.Set();
        Handle.ShouldHaveCounted(accepted: 4, written: 1, droppedByFormatting: 1, droppedByShutdown: 1, droppedAfterClose: 1);
        Assert.Equal(hasNumbers ? 1 : 0, lines.Count(l => l.Contains(" log events were dropped between ", StringComparison.Ordinal)));
        Assert.Equal(hasNumbers, lines.Any(l => l.Contains("formatting failed", StringComparison.Ordinal)));
    }

    [RequiresFact("gzip")]
    public async Task ArchivesMayBeDeletedAndPackedByHand()
    {
        var log = OpenRotating(backupCount: 4);
        for (var i = 0; i < 3; i++) await WriteAndRotate();
        System.IO.File.Delete(Folder["app.log.2"]);
        Shell.Run("gzip", [Folder["app.log.3"]]);
        System.IO.File.WriteAllText(Folder["app.log.3.zst"], "");
        await WriteAndRotate();
        Assert.Equal(["app.log", "app.log.1", "app.log.2", "app.log.3.gz", "app.log.3.zst"], Folder.Names);
        await WriteAndRotate();
        Assert.Equal(["app.log", "app.log.1", "app.log.2", "app.log.3", "app.log.3.zst", "app.log.4.gz"], Folder.Names);
        await WriteAndRotate();
        Assert.Equal(["app.log", "app.log.1", "app.log.2", "app.log.3", "app.log.3.zst", "app.log.4"], Folder.Names);

        async Task WriteAndRotate()
        {
            log.Information("line");
            await Handle.RotateAsync();
        }
    }

    [Fact]
    public async Task NothingIsLostIfTheActiveFileIsMovedByHand()
    {
        var log = OpenRotating();
        await Write();
        System.IO.File.Move(LogPath, Folder["moved.log"]);
        do await Write();
        while (!System.IO.File.Exists(LogPath));
        Assert.Equal(Handle.Statistics.Written, Lines("moved.log") + Lines("app.log"));

        async Task Write()
        {
            log.Information("line");
            await FlushAsync();
        }

        int Lines(string file) => Folder.Text(file).Count(c => c == '\n');
    }

    [Fact]
    public void TheSettingsOfTheRenderedFormatterWriteTheSame()
    {
        var entry = Assert.Single(CodeBlock.In(Snippets.Read("docs/faq.md"), "json"));
        var sink = entry.With("logs/rendered.clef", Folder["logs/rendered.clef"]);
        var settings = $$"""{ "Serilog": { "Using": [ "Serilog.Sinks.MtaioFile" ], "WriteTo": [ {{sink}} ] } }""";
        using (var log = JsonSettings.Logger(settings)) log.Information("Order {OrderId} failed", 4711);
        Assert.Contains("\"@m\":\"Order 4711 failed\"", Folder.Text("logs/rendered.clef"), StringComparison.Ordinal);
    }

    string Run(string command) => Shell.Run("env", "-C", Folder.Path, "TZ=UTC", "sh", "-ec", command);

    static string Command(string program) =>
        Assert.Single(CodeBlock.In(Snippets.Read("docs/faq.md"), "sh"), c => c.StartsWith(program, StringComparison.Ordinal)).TrimEnd('\n');
}
