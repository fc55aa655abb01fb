using Serilog.Sinks.MtaioFile.Tests.Support;

namespace Serilog.Sinks.MtaioFile.Tests.Diagnostics;

/// <summary>Failures say what is wrong, in words that are true when they are read.</summary>
[Collection(ProcessWideState.Name)]
public sealed class ClearFailuresTests : LogUnderTest
{
    [Fact]
    public async Task APathThatIsADirectoryIsCalledADirectory()
    {
        Directory.CreateDirectory(LogPath);
        Assert.Contains($"{LogPath} is a directory", await FailureOf(LogPath), StringComparison.Ordinal);
        Assert.Contains(
            "is a directory",
            Assert.Throws<UnauthorizedAccessException>(() => new LoggerConfiguration().AuditTo.MtaioFile(LogPath)).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task AFolderThatCannotBeCreatedIsNamed()
    {
        Folder.Write("file", "");
        var folder = Path.Combine(Folder["file"], "logs");
        var failure = await FailureOf(Path.Combine(folder, "app.log"));
        Assert.Contains($"the folder {folder} cannot be created: ", failure, StringComparison.Ordinal);
    }

    [Fact]
    public async Task WhatIsGivenUpIsNotSaidToBeRetried()
    {
        Directory.CreateDirectory(LogPath);
        Assert.DoesNotContain("will be retried", await FailureOf(LogPath), StringComparison.Ordinal);
        Assert.DoesNotContain("will be retried", Handle.Statistics.LastError, StringComparison.Ordinal);
    }

    [Fact]
    public void AThousandLateEventsAreNotAThousandLinesOfSelfLog()
    {
        Listens = false;
        using var output = new SelfLogOutput(Folder);
        var log = OpenPlain();
        log.Dispose();
        for (var i = 0; i < 10_000; i++) log.Information("late");
        Assert.InRange(output.Lines.Count, 1, 100);
        Assert.Contains("1 events came after", output.Lines[0], StringComparison.Ordinal);
        Handle.ShouldHaveCounted(accepted: 10_000, droppedAfterClose: 10_000);
    }

    async Task<string> FailureOf(string path)
    {
        var log = OpenPlain(new MtaioFileOptions { RetryTimeLimit = TimeSpan.Zero }, path: path);
        var failure = await Assert.ThrowsAsync<LoggingException>(
            () => Hang.FailsAsync(log.WriteAsync(Events.LogEventLevel.Information, "x")));
        return failure.Message;
    }
}
