using CsCheck;
using Serilog.Core;
using Serilog.Events;
using Serilog.Formatting.Compact;
using Serilog.Sinks.MtaioFile.Tests.Archiving;
using Serilog.Sinks.MtaioFile.Tests.Support;

namespace Serilog.Sinks.MtaioFile.Tests.Runs;

/// <summary>The numbers of a run: dense, in the order of the files, and every missing one is named.</summary>
public sealed class SequenceTests : LogUnderTest
{
    static readonly CompactJsonFormatter Clef = new();

    static MtaioFileOptions Options(OverflowPolicy overflow = OverflowPolicy.Block, int? limit = null) => new()
    {
        Sequence = true,
        FlushOnLevel = null,
        ShutdownTimeout = Patient.Options().ShutdownTimeout,
        Batching = new() { QueueLimit = limit, QueueBytes = null, Overflow = overflow, BlockTimeout = TimeSpan.Zero },
    };

    [Theory]
    [InlineData(OverflowPolicy.Block, "6-8")]
    [InlineData(OverflowPolicy.DropNewest, "6-8")]
    [InlineData(OverflowPolicy.DropOldest, "1-3")]
    [InlineData(OverflowPolicy.Shed, "5-8")]
    public void ADropNoticeNamesTheNumbersThatItStandsFor(OverflowPolicy overflow, string unused)
    {
        Assert.NotEmpty(unused);
        using var gate = new AppendGate();
        using (var log = OpenPlain(Options(overflow, limit: 5), Clef, gate.FileSystem))
        {
            log.Information("e0");
            gate.AwaitWorker();
            for (var i = 1; i <= 8; i++) log.Information("e{Number}", i);
            gate.Open();
        }
        var run = Assert.Single(NumberedRun.Read(Folder, "app.log"));
        run.AssertComplete(9);
        Assert.Equal(Handle.Statistics.Written, run.Written.Count);
    }

    [Fact]
    public void ARunBeginsInEachFileAndSaysWhereTheOneBeforeEnded()
    {
        using (var log = OpenRotating(maxBytes: 1000, options: Options(), formatter: Clef))
        {
            for (var i = 0; i < 30; i++) log.Information("event {Number}", i);
        }
        var files = Archives.OldestFirst(Folder);
        Assert.True(files.Length > 3);
        var run = Assert.Single(NumberedRun.Read(Folder, files));
        run.AssertComplete(30);
        Assert.Equal(files.Length, run.Begins.Count);
        Assert.Equal((0, "-", 0), PlaceOf(run, 0));
        for (var i = 1; i < files.Length; i++)
        {
            var last = Folder.Clef(files[i - 1])[^1];
            var number = last.GetProperty("@q").GetInt64();
            Assert.Equal((number, $"{run.Id}:{number}", Folder.Bytes(files[i - 1]).Length), PlaceOf(run, i));
        }
    }

    [Fact]
    public async Task ARunEndsBeforeClosingWaitsForTheArchives()
    {
        using var compression = new HeldCompression();
        var log = OpenRotating(maxBytes: 1000, options: Options(), formatter: Clef, rotation: new() { Compression = compression });
        for (var i = 0; i < 10; i++) log.Information("event {Number}", i);
        await FlushAsync();
        compression.AwaitStart();
        var closing = Task.Run(log.Dispose);
        Eventually.True(() => FileInUse.Text(Folder["app.log"]).Contains(" ends: last=", StringComparison.Ordinal), "the end of the run");
        Assert.False(closing.IsCompleted);
        compression.Release();
        await closing;
        Assert.Equal(1, Folder.Text("app.log").Split(" ends: last=").Length - 1);
    }

    [Fact]
    public void ARunThatContinuesAFileSaysWhereItBegins()
    {
        long length = 0;
        for (var i = 0; i < 3; i++)
        {
            using (var log = OpenPlain(Options(), Clef)) log.Information("once");
            var run = NumberedRun.Read(Folder, "app.log")[i];
            run.AssertComplete(1);
            Assert.Equal((0, "-", length), PlaceOf(run, 0));
            length = Folder.Bytes("app.log").Length;
        }
    }

    [Fact]
    public void TheRecordOfARunSaysWhoWritesIt()
    {
        using (var log = OpenPlain(Options(), Clef)) log.Information("once");
        var begin = Folder.Clef("app.log")[0];
        Assert.Equal("0", begin.Text("@q"));
        Assert.Equal(Environment.MachineName, begin.Text("Host"));
        Assert.Equal($"{Environment.ProcessId}", begin.Text("ProcessId"));
        Assert.Equal(begin.Text("@run"), begin.Text("Run"));
    }

    [Fact]
    public async Task AFileThatAnotherProgramTruncatesGetsTheRecordOfTheRunAgain()
    {
        using (var log = OpenPlain(Options(), Clef))
        {
            log.Information("before");
            await FlushAsync();
            FileInUse.Write(LogPath, []);
            log.Information("after");
            await FlushAsync();
        }
        var run = Assert.Single(NumberedRun.Read(Folder, "app.log"));
        Assert.Equal([2], run.Written);
        Assert.Equal(1, run.Begins[0].GetProperty("LastNumber").GetInt64());
    }

    [Fact]
    public async Task AFileThatIsClosedWhileItIsIdleGoesOnWithoutAnotherRecordOfTheRun()
    {
        var options = Options();
        options.CloseIdleFileAfter = TimeSpan.FromMilliseconds(1);
        using (var log = OpenPlain(options, Clef))
        {
            for (var i = 0; i < 3; i++)
            {
                log.Information("after a pause");
                await FlushAsync();
                Eventually.True(() => !FileInUse.IsOpenHere(LogPath), "the idle file is closed");
            }
        }
        Assert.Single(Assert.Single(NumberedRun.Read(Folder, "app.log")).Begins);
    }

    [Fact]
    public void EventsThatCannotBeFormattedAreNamed()
    {
        var formatter = new DelegateFormatter((e, output) =>
        {
            if (e.Level == LogEventLevel.Error) throw new InvalidOperationException("not this one");
            Clef.Format(e, output);
        });
        using (var log = OpenPlain(Options(), formatter))
        {
            foreach (var level in new[] { LogEventLevel.Error, LogEventLevel.Information, LogEventLevel.Error, LogEventLevel.Information })
                log.Write(level, "x");
        }
        var run = Assert.Single(NumberedRun.Read(Folder, "app.log"));
        run.AssertComplete(4);
        Assert.Equal([2, 4], run.Written);
        Assert.Contains("formatting failed", Folder.Text("app.log"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task EventsThatWereGivenUpAreNamed()
    {
        var fails = true;
        var fileSystem = new FailingFileSystem();
        fileSystem.Before = (operation, _) =>
        {
            if (fails && operation == FileOperation.Append) throw new IOException("no");
        };
        var options = Options();
        options.RetryTimeLimit = TimeSpan.Zero;
        using (var log = OpenPlain(options, Clef, fileSystem))
        {
            log.Information("first");
            log.Information("second");
            await Assert.ThrowsAnyAsync<IOException>(() => FlushAsync());
            fails = false;
            log.Information("third");
        }
        var run = Assert.Single(NumberedRun.Read(Folder, "app.log"));
        run.AssertComplete(3);
    }

    [Fact]
    public void WhatWasAbandonedAtTheEndIsNamedIfTheDiskComesBack()
    {
        using var gate = new AppendGate();
        var options = Options();
        options.ShutdownTimeout = TimeSpan.Zero;
        var log = OpenPlain(options, Clef, gate.FileSystem);
        log.Information("first");
        gate.AwaitWorker();
        log.Information("second");
        log.Dispose();
        gate.Open();
        Eventually.True(() => Folder.Text("app.log").Contains(" ends: ", StringComparison.Ordinal), "the end of the run");
        var run = Assert.Single(NumberedRun.Read(Folder, "app.log"));
        Assert.Equal("1-2", run.End!.Value.Text("DroppedNumbers"));
    }

    [Fact]
    public async Task TheNumbersOfANoticeThatCannotBeFormattedAreNamedAtTheEnd()
    {
        var isBroken = false;
        var formatter = new DelegateFormatter((e, output) =>
        {
            if (isBroken) throw new InvalidOperationException("broken");
            Clef.Format(e, output);
        });
        using (var log = OpenPlain(Options(), formatter))
        {
            log.Information("first");
            await FlushAsync();
            isBroken = true;
            for (var i = 0; i < 3; i++) log.Information("lost");
            Eventually.True(
                () => Listener.Failures.Any(f => f.Message.Contains("drop notice", StringComparison.Ordinal)), "the lost notice");
            isBroken = false;
            log.Information("last");
        }
        var run = Assert.Single(NumberedRun.Read(Folder, "app.log"));
        run.AssertComplete(5);
        Assert.Equal([1, 5], run.Written);
    }

    [Fact]
    public async Task ARunDoesNotTakeTheEndOfAnotherRunForItsOwn()
    {
        using var first = OpenPlain(Options(), Clef);
        var handle = Handle;
        using var second = OpenRotating(options: Options(), formatter: Clef);
        first.Information("1");
        await Hang.FailsAsync(handle.FlushAsync());
        await Hang.FailsAsync(Handle.RotateAsync());
        second.Information("2");
        await Hang.FailsAsync(Handle.RotateAsync());
        first.Information("3");
        await Hang.FailsAsync(handle.FlushAsync());
        var begin = Folder.Clef("app.log")[0];
        Assert.Equal(("-", "0"), (begin.Text("PreviousEnd"), begin.Text("PreviousBytes")));
    }

    [Fact]
    public void ARunRecordCountsForTheSizeLimit()
    {
        for (var run = 0; run < 9; run++)
        {
            using var log = OpenRotating(maxBytes: 2000, options: Options(), formatter: Clef);
            log.Information("{Text}", new string('x', 20 + (run * 30)));
        }
        // The end of a run is written whatever the size is.
        var ends = Folder.Clef("app.log")[^1].GetRawText().Length + 1;
        Assert.All(Folder.Files.Values, f => Assert.InRange(f.Length, 1, 2000 + ends));
    }

    [FactExcept(Except.Windows, "a folder with an open file cannot be deleted")]
    public async Task ClosingCreatesNothingAnew()
    {
        using (var log = OpenPlain(Options(), Clef, path: Folder["logs/app.log"]))
        {
            log.Information("x");
            await FlushAsync();
            Directory.Delete(Folder["logs"], recursive: true);
        }
        Assert.Empty(Folder.Names);
    }

    [Fact]
    public async Task ARunEndsInTheFileAfterARotationWithoutAnEvent()
    {
        using (var log = OpenRotating(options: Options(), formatter: Clef))
        {
            log.Information("x");
            await Hang.FailsAsync(Handle.RotateAsync());
        }
        Assert.Single(NumberedRun.Read(Folder, "app.log.1", "app.log")).AssertComplete(1);
    }

    [Fact]
    public void AnAuditLogHasNumbersWithoutGaps()
    {
        var formatter = new DelegateFormatter((e, output) =>
        {
            if (e.Level == LogEventLevel.Error) throw new InvalidOperationException("not this one");
            Clef.Format(e, output);
        });
        using (var log = OpenAudit(new() { Sequence = true }, formatter, maxBytes: 600))
        {
            for (var i = 0; i < 10; i++)
            {
                log.Information("e{Number}", i);
                Assert.ThrowsAny<Exception>(() => log.Error("no"));
            }
        }
        var run = Assert.Single(NumberedRun.Read(Folder, Archives.OldestFirst(Folder)));
        run.AssertComplete(10);
    }

    [Fact]
    public void SinksOnOnePathHaveRunsOfTheirOwn()
    {
        using (var first = OpenRotating(maxBytes: 2000, options: Options(), formatter: Clef))
        using (var second = OpenRotating(maxBytes: 2000, options: Options(), formatter: Clef))
        {
            Parallel.Invoke(() => Write(first, 200), () => Write(second, 200));
        }
        var runs = NumberedRun.Read(Folder, Archives.OldestFirst(Folder));
        Assert.Equal(2, runs.Count);
        Assert.All(runs, r => r.AssertComplete(200));
    }

    [Fact]
    public void NothingIsWrittenForASinkWithoutEvents()
    {
        OpenPlain(Options(), Clef).Dispose();
        Assert.Empty(Folder.Names);
    }

    [Fact]
    public void NumbersAreCompleteWhateverThePolicyTheBlocksAndTheThreads()
    {
        var run =
            from overflow in Gen.Enum<OverflowPolicy>()
            from limit in Gen.Int[0, 400].Select(l => l == 0 ? (int?)null : l)
            from threads in Gen.Int[1, 4]
            from maxBytes in Gen.Int[0, 2].Select(i => new long?[] { null, 700, 5000 }[i])
            from blocks in Gen.Bool
            select (overflow, limit, threads, maxBytes, blocks);
        run.Sample(r =>
        {
            using var test = new LogUnderTest();
            var options = Options(r.overflow, r.limit);
            using (var log = test.OpenRotating(maxBytes: r.maxBytes, options: options, formatter: Clef))
            {
                Parallel.For(0, r.threads, _ => Write(log, 300, r.blocks));
            }
            Assert.Single(NumberedRun.Read(test.Folder, Archives.OldestFirst(test.Folder))).AssertComplete(300L * r.threads);
        }, iter: Place.SamplesOfFiles(60));
    }

    static void Write(Logger log, int count, bool inBlocks = false)
    {
        for (var i = 0; i < count;)
        {
            if (inBlocks && i % 3 == 0 && count - i >= 10)
            {
                log.WriteBatch((LogEventLevel)(i % 5), "b{Number}", Enumerable.Range(i, 10));
                i += 10;
            }
            else log.Write((LogEventLevel)(i++ % 5), "e{Number}", i);
        }
    }

    static (long Last, string PreviousEnd, long PreviousBytes) PlaceOf(NumberedRun run, int begin)
    {
        var record = run.Begins[begin];
        return (record.GetProperty("LastNumber").GetInt64(), record.Text("PreviousEnd")!, record.GetProperty("PreviousBytes").GetInt64());
    }
}
