using System.Runtime.CompilerServices;
using Serilog.Core;
using Serilog.Sinks.MtaioFile.Tests.Support;

namespace Serilog.Sinks.MtaioFile.Tests.Composition;

/// <summary>A handle serves one sink after the other: a closed sink, or a configuration that has failed, leaves it free.</summary>
public sealed class HandleReuseTests : LogUnderTest
{
    public static TheoryData<bool, string> Closings()
    {
        var data = new TheoryData<bool, string>();
        foreach (var way in new[] { "Dispose", "DisposeAsync", "CloseAsync" })
        {
            data.Add(false, way);
            data.Add(true, way);
        }
        return data;
    }

    [Theory]
    [MemberData(nameof(Closings))]
    public async Task AClosedSinkLeavesItsHandleFree(bool audit, string way)
    {
        using var first = Configured(audit, Folder["a.log"]).CreateLogger();
        first.Information("one");
        if (way == "Dispose") first.Dispose();
        else if (way == "DisposeAsync") await first.DisposeAsync();
        else await Handle.CloseAsync();
        using (var second = Configured(audit, Folder["b.log"]).CreateLogger())
        {
            second.Information("two");
            first.Information("late");
            await FlushAsync();
            Assert.Equal(Folder["b.log"], Handle.Path);
            Handle.ShouldHaveCounted(accepted: 1, written: 1);
        }
        Assert.Equal(new Dictionary<string, string> { ["a.log"] = "one\n", ["b.log"] = "two\n" }, Folder.Files);
    }

    [Fact]
    public async Task BetweenTwoSinksTheHandleTellsOfTheFirst()
    {
        using (var first = Configured(audit: false, Folder["a.log"]).CreateLogger()) first.Information("one");
        Assert.Equal(Folder["a.log"], Handle.Path);
        Handle.ShouldHaveCounted(accepted: 1, written: 1, dropped: 0);
        await Handle.FlushAsync();
        await Handle.CloseAsync();
        using var second = Configured(audit: false, Folder["b.log"]).CreateLogger();
        Assert.Equal((Folder["b.log"], 0), (Handle.Path, Handle.Statistics.Accepted));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task AConfigurationThatFailsAfterTheSinkWasCreatedLeavesItsHandleFree(bool audit)
    {
        Fail(audit);
        using var log = Configured(audit, Folder["b.log"]).CreateLogger();
        log.Information("x");
        await FlushAsync();
        Assert.Equal((Folder["b.log"], "x\n"), (Handle.Path, Folder.Text("b.log")));
        if (!OperatingSystem.IsLinux()) return;
        Eventually.True(() => !FileInUse.IsOpenHere(Folder["a.log"]), "the file of the failed configuration to be closed");
    }

    [Fact]
    public void ALoggerWithoutEventsKeepsItsHandle()
    {
        var log = Configured(audit: false, Folder["a.log"]).CreateLogger();
        Assert.Throws<ArgumentException>(() => Configured(audit: false, Folder["b.log"]));
        GC.KeepAlive(log);
        log.Dispose();
        Configured(audit: false, Folder["b.log"]).CreateLogger().Dispose();
    }

    [Fact]
    public void AConfigurationThatCanStillBecomeALoggerKeepsItsHandle()
    {
        var configuration = Configured(audit: false, Folder["a.log"]);
        Assert.Throws<ArgumentException>(() => Configured(audit: false, Folder["b.log"]));
        configuration.CreateLogger().Dispose();
    }

    [Fact]
    public void OneSetOfOptionsConfiguresOneLoggerAfterTheOther()
    {
        var options = new MtaioFileOptions { Handle = Handle, Hooks = new Header() };
        var rotation = new RotationOptions { RotateOnStart = true };
        var (formatter, level) = (new LineFormatter(), new LoggingLevelSwitch());
        for (var i = 0; i < 3; i++)
        {
            using var log = new LoggerConfiguration().WriteTo.MtaioRotatingFile(
                formatter, Folder["app.log"], rotation: rotation, options: options, levelSwitch: level).CreateLogger();
            log.Information($"{i}");
        }
        Assert.Equal(["#2\n", "#1\n", "#0\n"], new[] { "app.log", "app.log.1", "app.log.2" }.Select(Folder.Text));
    }

    [Fact]
    public void AnAuditFileThatCannotBeOpenedLeavesItsHandleFree()
    {
        Folder.Write("file", "not a directory");
        Assert.ThrowsAny<IOException>(() => Configured(audit: true, Folder["file/app.log"]));
        using var log = Configured(audit: true, Folder["app.log"]).CreateLogger();
        Assert.Equal(Folder["app.log"], Handle.Path);
    }

    [Fact]
    public void EventsOfAForgottenLoggerAreWrittenAndItsFileIsClosed()
    {
        LogAndForget();
        Eventually.True(
            () =>
            {
                GC.Collect();
                return Handle.Statistics.Written > 0 && !FileInUse.IsOpenHere(Folder["a.log"]);
            },
            "the forgotten sink to be closed");
        Handle.ShouldHaveCounted(accepted: 1, pending: 0, written: 1);
        Assert.Equal("x\n", Folder.Text("a.log"));
    }

    [Fact]
    public void OfManyThreadsOneGetsTheHandle()
    {
        for (var round = 0; round < 20; round++)
        {
            var loggers = new Logger?[4];
            using var start = new Barrier(loggers.Length);
            var threads = Enumerable.Range(0, loggers.Length).Select(i => Hang.Start(() =>
            {
                start.SignalAndWait();
                try
                {
                    loggers[i] = Configured(audit: false, Folder["a.log"]).CreateLogger();
                }
                catch (Exception ex) when (ex is ArgumentException or InvalidOperationException)
                {
                }
            })).ToArray();
            Hang.Join(threads);
            Assert.Single(loggers.OfType<Logger>()).Dispose();
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    void Fail(bool audit) => Assert.Throws<ArgumentOutOfRangeException>(
        () => Configured(audit, Folder["a.log"]).WriteTo.MtaioRotatingFile(Folder["c.log"], maxBytes: 0));

    [MethodImpl(MethodImplOptions.NoInlining)]
    void LogAndForget() => Configured(audit: false, Folder["a.log"]).CreateLogger().Information("x");

    LoggerConfiguration Configured(bool audit, string path)
    {
        var options = new MtaioFileOptions { Handle = Handle };
        return audit
            ? new LoggerConfiguration().AuditTo.MtaioFile(path, Some.LineTemplate, options: options)
            : new LoggerConfiguration().WriteTo.MtaioFile(path, Some.LineTemplate, options: options);
    }

    sealed class Header : MtaioFileHooks
    {
        public override void OnFileOpened(string path, TextWriter header) => header.Write('#');
    }
}
