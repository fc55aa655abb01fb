using System.Text;
using Serilog.Core;
using Serilog.Events;
using Serilog.Sinks.MtaioFile.Tests.Support;

namespace Serilog.Sinks.MtaioFile.Tests.Composition;

/// <summary>Every sink refuses every wrong option when it is configured, names the option, and creates nothing.</summary>
public sealed class OptionsValidatorTests : LogUnderTest
{
    static readonly TimeSpan AlmostADay = TimeSpan.FromDays(1) - TimeSpan.FromTicks(1);

    /// <summary>Each wrong value with the exception it must bring about.</summary>
    static readonly Dictionary<string, (Type Exception, Action<MtaioFileOptions> Spoil)[]> WrongValues = new()
    {
        ["Encoding"] = [(typeof(ArgumentNullException), o => o.Encoding = null!)],
        ["TimeProvider"] = [(typeof(ArgumentNullException), o => o.TimeProvider = null!)],
        ["Batching"] = [(typeof(ArgumentNullException), o => o.Batching = null!)],
        ["FlushOnLevel"] = Levels((o, level) => o.FlushOnLevel = level),
        ["ShedBelow"] = Levels((o, level) => o.Batching.ShedBelow = level),
        ["Overflow"] =
        [
            .. Wrong<OverflowPolicy>(
                (o, v) => o.Batching.Overflow = v, (OverflowPolicy)(-1), (OverflowPolicy)4, (OverflowPolicy)int.MinValue),
        ],
        ["BatchSizeLimit"] = [.. Wrong<int>((o, v) => o.Batching.BatchSizeLimit = v, 0, -1, int.MinValue)],
        ["QueueLimit"] = [.. Wrong<int>((o, v) => o.Batching.QueueLimit = v, 0, -1, int.MinValue)],
        ["QueueBytes"] = [.. Wrong<long>((o, v) => o.Batching.QueueBytes = v, 0, -1, long.MinValue)],
        ["Period"] = Times((o, v) => o.Batching.Period = v, TimeSpan.Zero, TimeSpan.MaxValue),
        ["BlockTimeout"] = Times((o, v) => o.Batching.BlockTimeout = v, Timeout.InfiniteTimeSpan, TimeSpan.MaxValue),
        ["FlushToDiskInterval"] = Times((o, v) => o.FlushToDiskInterval = v, Timeout.InfiniteTimeSpan, TimeSpan.MaxValue),
        ["RetryTimeLimit"] = Times((o, v) => o.RetryTimeLimit = v, Timeout.InfiniteTimeSpan),
        ["CloseIdleFileAfter"] = Times((o, v) => o.CloseIdleFileAfter = v, TimeSpan.Zero, Timeout.InfiniteTimeSpan),
        ["ShutdownTimeout"] = Times((o, v) => o.ShutdownTimeout = v, Timeout.InfiniteTimeSpan, TimeSpan.MaxValue),
    };

    [TheoryExcept(Except.Windows, "a name is limited in characters, not in bytes")]
    [InlineData(253, 9, Some.NumberedNames, nameof(ArchiveCompression.None))]
    [InlineData(252, 10, Some.NumberedNames, nameof(ArchiveCompression.None))]
    [InlineData(253, null, Some.NumberedNames, nameof(ArchiveCompression.None))]
    [InlineData(250, 5, Some.NumberedNames, nameof(ArchiveCompression.GZip))]
    [InlineData(240, 5, Some.DatedNames, nameof(ArchiveCompression.None))]
    [InlineData(237, 5, Some.DatedNames, nameof(ArchiveCompression.GZip))]
    public async Task ANameWhoseArchivesHaveTooLongNamesIsRefusedAndOneByteLessWorks(
        int longest, int? backupCount, string names, string compression)
    {
        var rotation = new RotationOptions { ArchiveName = names, Compression = ArchiveCompression.Named[compression] };
        var tooLong = Folder[new string('n', longest - 1) + "é"];
        var failure = Assert.Throws<ArgumentException>(() => OpenRotating(10, backupCount, rotation: rotation, path: tooLong));
        Assert.Equal("path", failure.ParamName);
        var name = new string('n', longest);
        using (var log = OpenRotating(10, backupCount, rotation: rotation, path: Folder[name]))
        {
            Sized.Log(log, "a10 b10 c10");
            await FlushAsync();
        }
        Assert.Empty(Listener.Failures);
        Assert.Equal(3, Folder.Names.Length);
        var compressed = Folder.Names.Count(n => n.EndsWith(".gz", StringComparison.Ordinal));
        Assert.Equal(rotation.Compression == ArchiveCompression.GZip ? 2 : 0, compressed);
    }

    [Fact]
    public void ALongNameIsAcceptedWhereNoArchivesAreKept()
    {
        var name = new string('n', 255);
        using (var log = OpenRotating(10, backupCount: 0, path: Folder[name])) Sized.Log(log, "a10 b10");
        using (var log = OpenPlain(path: Folder[name])) Sized.Log(log, "c10");
        Assert.Equal(Sized.Text("b10 c10"), Folder.Text(name));
    }

    public static TheoryData<string, string, string> WrongOptions()
    {
        var data = new TheoryData<string, string, string>();
        foreach (var name in WrongValues.Keys)
        {
            foreach (var section in EverySink.Sections)
            {
                foreach (var sink in EverySink.Names) data.Add(name, section, sink);
            }
        }
        return data;
    }

    [Theory]
    [MemberData(nameof(WrongOptions))]
    public void AWrongOptionIsNamedAndNothingIsCreated(string name, string section, string sink)
    {
        foreach (var (exception, spoil) in WrongValues[name])
        {
            using var folder = new TempFolder();
            var options = new MtaioFileOptions();
            spoil(options);
            var thrown = Assert.IsAssignableFrom<ArgumentException>(
                Record.Exception(() => EverySink.Configure(section, sink, folder["logs/app.log"], options)));
            Assert.Equal((exception, name), (thrown.GetType(), thrown.ParamName));
            Assert.Contains(name, thrown.Message, StringComparison.Ordinal);
            Assert.Empty(folder.Names);
        }
    }

    public static TheoryData<string> RightValues() => [.. Allowed.Keys];

    static readonly Dictionary<string, Action<MtaioFileOptions>> Allowed = new()
    {
        ["no waiting"] = o =>
            (
                o.Batching.BlockTimeout,
                o.ShutdownTimeout,
                o.RetryTimeLimit,
                o.FlushToDiskInterval) = (TimeSpan.Zero, TimeSpan.Zero, TimeSpan.Zero, TimeSpan.Zero),
        ["almost a day"] = o =>
            (
                o.Batching.Period,
                o.Batching.BlockTimeout,
                o.ShutdownTimeout,
                o.RetryTimeLimit,
                o.FlushToDiskInterval) = (AlmostADay, AlmostADay, AlmostADay, AlmostADay, AlmostADay),
        ["retry for ever"] = o => o.RetryTimeLimit = TimeSpan.MaxValue,
        ["least numbers"] = o => (o.Batching.BatchSizeLimit, o.Batching.QueueLimit, o.Batching.Period) = (1, 1, TimeSpan.FromTicks(1)),
        ["greatest numbers"] = o => (o.Batching.BatchSizeLimit, o.Batching.QueueLimit) = (int.MaxValue, int.MaxValue),
        ["no queue limit"] = o => o.Batching.QueueLimit = null,
        ["never flush"] = o => (o.FlushOnLevel, o.FlushToDiskInterval) = (null, null),
    };

    [Theory]
    [MemberData(nameof(RightValues))]
    public void ValuesAtTheLimitsAreAccepted(string name)
    {
        foreach (var section in EverySink.Sections)
        {
            using var folder = new TempFolder();
            var options = new MtaioFileOptions();
            Allowed[name](options);
            using var logger = EverySink.Configure(section, "MtaioFile", folder["app.log"], options).CreateLogger();
        }
    }

    public static TheoryData<string, string> Sinks() => EverySink.Data();

    [Theory]
    [MemberData(nameof(Sinks))]
    public void AHandleInUseIsRefused(string section, string sink)
    {
        var options = new MtaioFileOptions { Handle = new MtaioFileHandle() };
        using var first = new LoggerConfiguration().WriteTo.MtaioFile(Folder["first.log"], options: options).CreateLogger();
        var thrown = Assert.Throws<ArgumentException>(() => EverySink.Configure(section, sink, Folder["second/app.log"], options));
        Assert.Equal("Handle", thrown.ParamName);
        Assert.Contains($"in use by the sink of {Folder["first.log"]};", thrown.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("second", Folder.Names);
    }

    [Theory]
    [MemberData(nameof(Sinks))]
    public void AnUndefinedLevelIsRefused(string section, string sink)
    {
        foreach (var level in new[] { (LogEventLevel)(-1), (LogEventLevel)6, (LogEventLevel)int.MinValue })
        {
            var thrown = Assert.Throws<ArgumentOutOfRangeException>(
                () => EverySink.Configure(section, sink, Folder["app.log"], level: level));
            Assert.Equal("restrictedToMinimumLevel", thrown.ParamName);
        }
        Assert.Empty(Folder.Names);
    }

    [Theory]
    [InlineData("WriteTo")]
    [InlineData("AuditTo")]
    public void AJsonFileAcceptsOnlyUtf8WithoutByteOrderMark(string section)
    {
        foreach (var encoding in new[] { Encoding.UTF8, Encoding.Unicode, Encoding.Latin1, Encoding.UTF32 })
        {
            var thrown = Assert.Throws<ArgumentException>(
                () => EverySink.Configure(section, "MtaioJsonFile", Folder["app.log"], new MtaioFileOptions { Encoding = encoding }));
            Assert.Equal("Encoding", thrown.ParamName);
        }
        Assert.Empty(Folder.Names);
    }

    static (Type, Action<MtaioFileOptions>)[] Times(Action<MtaioFileOptions, TimeSpan> set, params TimeSpan[] more) =>
        [.. Wrong(set, [TimeSpan.FromTicks(-1), TimeSpan.MinValue, TimeSpan.FromDays(1), TimeSpan.FromDays(5), .. more])];

    static (Type, Action<MtaioFileOptions>)[] Levels(Action<MtaioFileOptions, LogEventLevel> set) =>
        [.. Wrong(set, (LogEventLevel)(-1), LevelAlias.Off, (LogEventLevel)6, (LogEventLevel)int.MinValue)];

    static IEnumerable<(Type, Action<MtaioFileOptions>)> Wrong<T>(Action<MtaioFileOptions, T> set, params T[] values) =>
        values.Select(value => (typeof(ArgumentOutOfRangeException), new Action<MtaioFileOptions>(o => set(o, value))));
}
