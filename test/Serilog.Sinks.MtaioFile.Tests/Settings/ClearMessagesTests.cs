using Serilog.Events;
using Serilog.Sinks.MtaioFile.Tests.Support;

namespace Serilog.Sinks.MtaioFile.Tests.Settings;

/// <summary>A wrong value is refused with a message that says which values are allowed.</summary>
public sealed class ClearMessagesTests : LogUnderTest
{
    const string LevelNames = "allowed are Verbose, Debug, Information, Warning, Error, Fatal";

    public static TheoryData<string, string> Sections()
    {
        var data = new TheoryData<string, string>();
        foreach (var section in EverySink.Sections)
        {
            data.Add(section, "");
            data.Add(section, " \t ");
        }
        return data;
    }

    [Theory]
    [MemberData(nameof(Sections))]
    public void AnEmptyOutputTemplateIsRefused(string section, string template)
    {
        var to = new LoggerConfiguration();
        Action[] ways = section == "WriteTo"
            ? [() => to.WriteTo.MtaioFile(LogPath, template), () => to.WriteTo.MtaioRotatingFile(LogPath, outputTemplate: template)]
            : [() => to.AuditTo.MtaioFile(LogPath, template), () => to.AuditTo.MtaioRotatingFile(LogPath, outputTemplate: template)];
        foreach (var way in ways)
        {
            var failure = Assert.Throws<ArgumentException>(way);
            Assert.Equal("outputTemplate", failure.ParamName);
            Assert.StartsWith("must not be empty", failure.Message, StringComparison.Ordinal);
        }
        Assert.Empty(Folder.Names);
    }

    [Theory]
    [InlineData("Compression")]
    [InlineData("RetainedAge")]
    [InlineData("RetainedBytes")]
    public void LimitsOnArchivesOfAFileThatNeverRotatesAreRefused(string option)
    {
        var rotation = new RotationOptions();
        if (option == "Compression") rotation.Compression = ArchiveCompression.GZip;
        if (option == "RetainedAge") rotation.RetainedAge = TimeSpan.FromDays(7);
        if (option == "RetainedBytes") rotation.RetainedBytes = 1000;
        var to = new LoggerConfiguration();
        Action[] ways =
        [
            () => to.WriteTo.MtaioRotatingFile(LogPath, maxBytes: null, rotation: rotation),
            () => to.AuditTo.MtaioRotatingFile(LogPath, maxBytes: null, rotation: rotation),
            () => to.WriteTo.MtaioJsonFile(LogPath, maxBytes: null, rotation: rotation),
            () => to.AuditTo.MtaioJsonFile(LogPath, maxBytes: null, rotation: rotation),
        ];
        foreach (var way in ways)
        {
            var failure = Assert.Throws<ArgumentException>(way);
            Assert.Equal(option, failure.ParamName);
            Assert.Contains("maxBytes, interval, RotateOnStart, or a Handle", failure.Message, StringComparison.Ordinal);
        }
        Assert.Empty(Folder.Names);
    }

    [Fact]
    public async Task AFileThatOnlyItsHandleRotatesMayCompressItsArchives()
    {
        var rotation = new RotationOptions { Compression = ArchiveCompression.GZip };
        using (var log = new LoggerConfiguration().WriteTo.MtaioRotatingFile(
            LogPath, maxBytes: null, rotation: rotation, options: new MtaioFileOptions { Handle = Handle }).CreateLogger())
        {
            log.Information("x");
            await Handle.RotateAsync();
        }
        Assert.Equal(["app.log", "app.log.1.gz"], Folder.Names);
    }

    [Fact]
    public void AMessageAboutAnEnumListsItsValues()
    {
        AssertAllowed("Keep, Escape", o => o.ControlCharacters = (ControlCharacters)9);
        AssertAllowed("Block, DropNewest, DropOldest, Shed", o => o.Batching.Overflow = (OverflowPolicy)9);
        AssertAllowed("UnixFileMode's values", o => o.FileMode = (UnixFileMode)0x10000);
        AssertAllowed(LevelNames, o => o.FlushOnLevel = (LogEventLevel)9);
        AssertAllowed(LevelNames, o => o.Batching.ShedBelow = (LogEventLevel)9);
    }

    [Fact]
    public void AMessageAboutAnEnumOfATransactionListsItsValues()
    {
        using var log = new LoggerConfiguration().CreateLogger();
        var options = new LogTransactionOptions { Mode = (TransactionMode)9 };
        var failure = Assert.Throws<ArgumentOutOfRangeException>(() => log.BeginTransaction(options));
        Assert.Contains("allowed are Written, Grouped, HeldUntilFailure", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void AnInfiniteTimeIsToldHowNoLimitIsWritten()
    {
        const string MaxValue = "for no limit, use TimeSpan.MaxValue instead of Timeout.InfiniteTimeSpan";
        const string Never = "Timeout.InfiniteTimeSpan is not allowed";
        AssertMessage(MaxValue, o => o.RetryTimeLimit = Timeout.InfiniteTimeSpan);
        AssertMessage("for no limit, use null instead", o => o.FlushToDiskInterval = Timeout.InfiniteTimeSpan);
        AssertMessage(Never, o => o.ShutdownTimeout = Timeout.InfiniteTimeSpan);
        AssertMessage(Never, o => o.Batching.BlockTimeout = Timeout.InfiniteTimeSpan);
        AssertMessage(Never, o => o.Batching.Period = Timeout.InfiniteTimeSpan);
        AssertMessage("null for no limit", rotation: new RotationOptions { RetainedAge = Timeout.InfiniteTimeSpan });
        using var log = new LoggerConfiguration().CreateLogger();
        var options = new LogTransactionOptions { HeldTimeLimit = Timeout.InfiniteTimeSpan };
        var failure = Assert.Throws<ArgumentOutOfRangeException>(() => log.BeginTransaction(options));
        Assert.Contains(MaxValue, failure.Message, StringComparison.Ordinal);
    }

    void AssertAllowed(
        string values,
        Action<MtaioFileOptions>? spoil = null,
        RotationOptions? rotation = null) =>
        AssertMessage(values, spoil, rotation, "allowed are ");

    void AssertMessage(
        string expected,
        Action<MtaioFileOptions>? spoil = null,
        RotationOptions? rotation = null,
        string before = "")
    {
        var options = new MtaioFileOptions();
        spoil?.Invoke(options);
        var failure = Assert.Throws<ArgumentOutOfRangeException>(
            () => new LoggerConfiguration().WriteTo.MtaioRotatingFile(
                LogPath, rotation: rotation, options: options));
        Assert.Contains(before, failure.Message, StringComparison.Ordinal);
        Assert.Contains(expected, failure.Message, StringComparison.Ordinal);
    }
}
