using System.Text.Json;
using Serilog.Core;
using Serilog.Events;
using Serilog.Formatting.Compact;
using Serilog.Parsing;
using Serilog.Sinks.MtaioFile.Tests.Support;

namespace Serilog.Sinks.MtaioFile.Tests.Transactions;

/// <summary>WriteBatch writes many records in one call, and they stay together.</summary>
public sealed class BatchTests : LogUnderTest
{
    public static TheoryData<string> AwkwardTexts =>
        ["plain", "{Name}", "{{x}}", "}{", "{", "a\nb\r\nc", "smile 😀 €", "", "\"quoted\" \\", "{@0:1,2}"];

    [Theory]
    [MemberData(nameof(AwkwardTexts))]
    public void ARawMessageIsNotParsedAsATemplate(string text)
    {
        using (var log = Transactional.FileLogger(Folder, "{Message:lj}|")) log.WriteBatch(LogEventLevel.Information, [text, text]);
        Assert.Equal($"{text}|{text}|", Folder.Text("app.log"));
    }

    [Theory]
    [MemberData(nameof(AwkwardTexts))]
    public void TheTemplateInCompactJsonParsesToTheText(string text)
    {
        using (var log = new LoggerConfiguration().WriteTo.MtaioJsonFile(Folder["app.clef"]).CreateLogger())
        {
            log.WriteBatch(LogEventLevel.Information, [text]);
        }
        var line = JsonDocument.Parse(Folder.Text("app.clef")).RootElement;
        Assert.Equal(["@t", "@mt"], line.EnumerateObject().Select(p => p.Name));
        var parsed = new MessageTemplateParser().Parse(line.GetProperty("@mt").GetString()!);
        Assert.Equal(text, parsed.Render(new Dictionary<string, LogEventPropertyValue>()));
        Assert.All(parsed.Tokens, t => Assert.IsType<TextToken>(t));
    }

    [Fact]
    public void ARawMessageIsNotKeptInTheTemplateCache()
    {
        var sink = new CollectingSink();
        using var log = Transactional.Logger(sink);
        log.WriteBatch(LogEventLevel.Information, ["same text", "same text"]);
        log.Information("same text");
        log.Information("same text");
        // What comes from the cache is one object.
        Assert.NotSame(sink.Events[0].MessageTemplate, sink.Events[1].MessageTemplate);
        Assert.Same(sink.Events[2].MessageTemplate, sink.Events[3].MessageTemplate);
        Assert.NotSame(sink.Events[1].MessageTemplate, sink.Events[2].MessageTemplate);
    }

    [Fact]
    public void ATemplateIsFilledWithEachItem()
    {
        var sink = new CollectingSink();
        using (var log = Transactional.Logger(sink)) log.WriteBatch(LogEventLevel.Warning, "Operation: {Op:000}", [1, 2, 3]);
        Assert.Equal(["Operation: 001", "Operation: 002", "Operation: 003"], sink.Messages);
        Assert.Equal([1, 2, 3], sink.Events.Select(e => e.Value("Op")));
        Assert.All(sink.Events, e => Assert.Equal(LogEventLevel.Warning, e.Level));
    }

    [Fact]
    public void AThousandLinesAreOneBlockWhileEightThreadsWrite()
    {
        using (var log = Transactional.FileLogger(Folder))
        {
            using var stop = new CancellationTokenSource();
            var others = Enumerable.Range(0, 8).Select(_ => Hang.Start(() =>
            {
                while (!stop.IsCancellationRequested) log.Information("other");
            })).ToArray();
            for (var round = 0; round < 5; round++)
            {
                log.WriteBatch(LogEventLevel.Information, Enumerable.Range(0, 1000).Select(i => $"{round}-{i}"));
            }
            stop.Cancel();
            Hang.Join(others);
        }
        var lines = Folder.Text("app.log").Split('\n');
        for (var round = 0; round < 5; round++)
        {
            Assert.Equal(Enumerable.Range(0, 1000).Select(i => $"{round}-{i}"), lines.Skip(Array.IndexOf(lines, $"{round}-0")).Take(1000));
        }
    }

    [Theory]
    [InlineData(40, 10)]
    [InlineData(39, 10)]
    [InlineData(41, 10)]
    public void ABlockIsKeptWithinOneFileThatCanHoldIt(int maxBytes, int lineBytes)
    {
        using (var log = new LoggerConfiguration()
            .WriteTo.MtaioRotatingFile(Folder["app.log"], maxBytes, outputTemplate: Some.LineTemplate)
            .CreateLogger())
        {
            log.Information(Some.Message('a', lineBytes));
            log.WriteBatch(LogEventLevel.Information, Enumerable.Repeat(Some.Message('b', lineBytes), 4));
        }
        var (a, b) = (Some.Line('a', lineBytes), Some.Line('b', lineBytes));
        if (maxBytes >= 40) Assert.Equal(new Dictionary<string, string> { ["app.log"] = b + b + b + b, ["app.log.1"] = a }, Folder.Files);
        else Assert.Equal(new Dictionary<string, string> { ["app.log"] = b + b, ["app.log.1"] = a + b + b }, Folder.Files);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void ABlockThatFitsIsNotSplitByTheHeaderOfItsFile(bool isFirst)
    {
        var (a, b) = (Some.Line('a', 60), Some.Line('b', 30));
        using (var log = OpenRotating(maxBytes: 100, options: new MtaioFileOptions { Hooks = new TwentyBytes() }))
        {
            if (!isFirst) log.Information(Some.Message('a', 60));
            log.WriteBatch(LogEventLevel.Information, Enumerable.Repeat(Some.Message('b', 30), 3));
            log.Information(Some.Message('a', 60));
        }
        string[] expected = [TwentyBytes.Header + a, TwentyBytes.Header + b + b + b, .. isFirst ? [] : new[] { TwentyBytes.Header + a }];
        Assert.Equal(expected, Folder.Files.Values);
    }

    [Fact]
    public void ABlockOfSeventyMegabytesIsInOneFileThatCanHoldIt()
    {
        const int Megabyte = 1_000_000;
        using (var log = OpenRotating(maxBytes: 100 * Megabyte))
        {
            for (var i = 0; i < 31; i++) log.Information(Some.Message('a', Megabyte));
            log.WriteBatch(LogEventLevel.Information, Enumerable.Repeat(Some.Message('b', Megabyte), 70));
        }
        Assert.Equal(["app.log", "app.log.1"], Folder.Names);
        Assert.Equal(70 * Megabyte, Folder.Bytes("app.log").Length);
    }

    sealed class TwentyBytes : MtaioFileHooks
    {
        public const string Header = "# this is a header\n";

        public override void OnFileOpened(string path, TextWriter header) => header.Write(Header);
    }

    [Theory]
    [InlineData(OverflowPolicy.DropNewest, 11, 0)]
    [InlineData(OverflowPolicy.DropNewest, 9, 5)]
    [InlineData(OverflowPolicy.Block, 11, 0)]
    [InlineData(OverflowPolicy.Block, 9, 5)]
    [InlineData(OverflowPolicy.DropOldest, 11, 5)]
    [InlineData(OverflowPolicy.DropOldest, 9, 5)]
    [InlineData(OverflowPolicy.Shed, 9, 0)]
    [InlineData(OverflowPolicy.Shed, 7, 5)]
    public void AFullQueueTakesABlockWholeOrNotAtAllAndCountsExactly(OverflowPolicy overflow, int before, int ofBlock)
    {
        using var gated = new GatedFormatter();
        var batching = new MtaioBatchingOptions { QueueLimit = 10, Overflow = overflow, BlockTimeout = TimeSpan.Zero };
        var options = new MtaioFileOptions { Batching = batching };
        using (var log = OpenPlain(options, gated))
        {
            log.Information("in hand");
            gated.AwaitWorker();
            for (var i = 0; i < before; i++) log.Information("before");
            log.WriteBatch(LogEventLevel.Information, Enumerable.Range(0, 5).Select(i => $"block {i}"));
            var (accepted, dropped, pending) = (Handle.Statistics.Accepted, Handle.Statistics.Dropped, Handle.Statistics.Pending);
            Assert.Equal(before + 6, accepted);
            Assert.Equal(accepted, dropped + pending);
            gated.Open();
        }
        var lines = Folder.Text("app.log").Split('\n').Where(l => l.StartsWith("block ", StringComparison.Ordinal));
        Assert.Equal(Enumerable.Range(0, ofBlock).Select(i => $"block {i}"), lines);
        Handle.ShouldHaveCounted(accepted: before + 6, pending: 0);
    }

    [Fact]
    public void DroppingTheOldestMakesRoomForAllOfABlock()
    {
        using var gated = new GatedFormatter();
        var options = new MtaioFileOptions
        {
            Batching = new MtaioBatchingOptions { QueueLimit = 10, Overflow = OverflowPolicy.DropOldest },
        };
        var log = OpenPlain(options, gated);
        log.Information("in hand");
        gated.AwaitWorker();
        for (var round = 0; round < 100; round++)
        {
            log.WriteBatch(LogEventLevel.Information, Enumerable.Range(0, 8).Select(i => $"{round}-{i}"));
        }
        Assert.InRange(Handle.Statistics.Pending, 1, 11);
        log.WriteBatch(LogEventLevel.Information, Enumerable.Range(0, 25).Select(i => $"large {i}"));
        Handle.ShouldHaveCounted(pending: 26);
        gated.Open();
        log.Dispose();
        Handle.ShouldHaveCounted(written: 26, dropped: 826 - 26);
    }

    [Fact]
    public void EventsThatBlocksDisplaceAreReportedWhileTheDiskHangs()
    {
        using var gated = new GatedFormatter();
        var options = new MtaioFileOptions
        {
            Batching = new MtaioBatchingOptions { QueueLimit = 10, Overflow = OverflowPolicy.DropOldest },
        };
        var log = OpenPlain(options, gated);
        log.Information("in hand");
        gated.AwaitWorker();
        for (var round = 0; round < 300; round++)
        {
            log.WriteBatch(LogEventLevel.Information, Enumerable.Range(0, 8).Select(i => $"{round}-{i}"));
        }
        Assert.Equal(2006, Listener.EventsOf(LoggingFailureKind.Permanent).Count);
        gated.Open();
    }

    [Fact]
    public void ABlockWithAHighLevelIsNotShed()
    {
        using var gated = new GatedFormatter();
        var options = new MtaioFileOptions { Batching = new MtaioBatchingOptions { QueueLimit = 10, Overflow = OverflowPolicy.Shed } };
        using (var log = OpenPlain(options, gated))
        {
            log.Information("in hand");
            gated.AwaitWorker();
            for (var i = 0; i < 9; i++) log.Error("before");
            using (log.BeginTransaction(options: Transactional.Held)) log.Information("held");
            gated.Open();
        }
        Assert.Contains("held\nTransaction ", Folder.Text("app.log"), StringComparison.Ordinal);
    }

    [Fact]
    public void TheItemsBeforeAnExceptionOfTheEnumerableAreWritten()
    {
        static IEnumerable<string> Two()
        {
            yield return "one";
            yield return "two";
            throw new InvalidOperationException("three");
        }
        using (var log = Transactional.FileLogger(Folder))
        {
            Assert.Equal("three", Assert.Throws<InvalidOperationException>(() => log.WriteBatch(LogEventLevel.Information, Two())).Message);
            log.Information("after");
        }
        Assert.Equal("one\ntwo\nafter\n", Folder.Text("app.log"));
    }

    [Theory]
    [InlineData(LogEventLevel.Information, false, 0)]
    [InlineData(LogEventLevel.Information, true, 3)]
    [InlineData(LogEventLevel.Warning, false, 2)]
    [InlineData(LogEventLevel.Warning, true, 3)]
    public void InAHeldTransactionTheLevelOfTheBatchDecides(LogEventLevel level, bool fails, int records)
    {
        var sink = new CollectingSink();
        using var log = Transactional.Logger(sink);
        using (var transaction = log.BeginTransaction(options: Transactional.Held))
        {
            log.WriteBatch(level, ["one", "two"]);
            Assert.Equal(level == LogEventLevel.Warning ? 2 : 0, sink.Events.Count);
            if (!fails) transaction.Complete();
        }
        Assert.Equal(records, sink.Events.Count);
    }

    [Fact]
    public void InAGroupedTransactionABatchIsAPartOfTheGroup()
    {
        var sink = new CollectingSink();
        using var log = Transactional.Logger(sink);
        using (var transaction = log.BeginTransaction(options: Transactional.Grouped))
        {
            log.Information("first");
            log.WriteBatch(LogEventLevel.Error, ["one", "two"]);
            log.Information("last");
            Assert.Empty(sink.Events);
        }
        Assert.Equal(["first", "one", "two", "last"], sink.Templates[..4]);
        Assert.Equal(4, sink.Last.Value("TransactionRecords"));
    }

    [Fact]
    public void AnEmptyBatchWritesNothingAndADisabledLevelEnumeratesNothing()
    {
        static IEnumerable<string> Untouched() =>
            Enumerable.Range(0, 1).Select<int, string>(_ => throw new InvalidOperationException("enumerated"));
        using (var log = new LoggerConfiguration().WriteTo.MtaioFile(Folder["app.log"]).CreateLogger())
        {
            log.WriteBatch(LogEventLevel.Information, []);
            log.WriteBatch(LogEventLevel.Information, "{Item}", Array.Empty<int>());
            log.WriteBatch(LogEventLevel.Debug, Untouched());
            log.WriteBatch(LogEventLevel.Debug, "{Item}", Untouched());
        }
        Assert.Empty(Folder.Names);
    }

    [Fact]
    public void ABatchAtTheFlushLevelIsInTheFileWhenTheCallReturns()
    {
        var batching = new MtaioBatchingOptions { Period = TimeSpan.FromHours(1) };
        var options = new MtaioFileOptions { FlushOnLevel = LogEventLevel.Error, Batching = batching };
        using var log = Transactional.FileLogger(Folder, options: options);
        log.WriteBatch(LogEventLevel.Error, ["one", "two"]);
        Assert.Equal("one\ntwo\n", Folder.Text("app.log"));
    }

    [Fact]
    public void ABatchThatTheListenerLogsIsNotReportedToTheListener()
    {
        Logger? log = null;
        Listener = new CollectingFailureListener(_ => log!.WriteBatch(LogEventLevel.Error, ["from the listener"]));
        log = OpenPlain(formatter: new DelegateFormatter((_, _) => throw new FormatException("no")));
        log.Information("bad");
        Eventually.True(() => Handle.Statistics is { Accepted: > 1, Pending: 0 }, "the batch to be settled");
        log.Dispose();
        Assert.Equal(["bad"], Listener.MessagesOf(LoggingFailureKind.Permanent));
    }

    [Fact]
    public void AnAuditFileKeepsABlockWithinOneFile()
    {
        using (var log = new LoggerConfiguration()
            .AuditTo.MtaioRotatingFile(Folder["app.log"], 40, outputTemplate: Some.LineTemplate)
            .CreateLogger())
        {
            log.Information(Some.Message('a', 10));
            log.WriteBatch(LogEventLevel.Information, Enumerable.Repeat(Some.Message('b', 10), 4));
        }
        Assert.Equal(string.Concat(Enumerable.Repeat(Some.Line('b', 10), 4)), Folder.Text("app.log"));
        Assert.Equal(Some.Line('a', 10), Folder.Text("app.log.1"));
    }
}
