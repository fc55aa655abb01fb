using Serilog.Core;
using Serilog.Sinks.MtaioFile.TestProcess;
using Serilog.Sinks.MtaioFile.Tests.Support;

namespace Serilog.Sinks.MtaioFile.Tests.Faults;

/// <summary>Other programs rename, delete, replace and empty the open file on Windows; the sink notices within a second.</summary>
public sealed class WindowsOutsideTests : LogUnderTest
{
    long _last;

    [WindowsFact]
    public async Task ARenamedFileKeepsItsLinesAndTheNextOnesGoToANewFile()
    {
        var log = await StartAsync();
        System.IO.File.Move(LogPath, Folder["renamed.log"]);
        await WriteUntilAsync(log, () => System.IO.File.Exists(LogPath));
        log.Dispose();
        AssertInOrder("renamed.log", "app.log");
    }

    [WindowsExceptWineFact("a deleted file keeps its name while it is open")]
    public async Task ADeletedFileIsCreatedAgain()
    {
        var log = await StartAsync();
        System.IO.File.Delete(LogPath);
        await WriteUntilAsync(log, () => System.IO.File.Exists(LogPath) && NumberedFiles.Read(LogPath).Numbers is [> 10, ..]);
        await WriteAsync(log);
        log.Dispose();
        // The lines from the deletion to its discovery are in the deleted file, as on other systems.
        var numbers = NumberedFiles.Read(LogPath).Numbers;
        Assert.Equal(Numbers.From(numbers[0], _last), numbers);
        Assert.Empty(Listener.Failures);
    }

    [WindowsTheory]
    [InlineData("rename")]
    [InlineData("replace")]
    public async Task AFileThatIsReplacedIsContinued(string how)
    {
        var log = await StartAsync();
        Folder.Write("other.log", "theirs\n");
        if (how == "replace")
        {
            System.IO.File.Replace(Folder["other.log"], LogPath, Folder["renamed.log"]);
        }
        else
        {
            System.IO.File.Move(LogPath, Folder["renamed.log"]);
            System.IO.File.Move(Folder["other.log"], LogPath);
        }
        await WriteUntilAsync(log, () => FileInUse.Lines(LogPath).Length > 1);
        log.Dispose();
        Assert.Equal("theirs", FileInUse.Lines(LogPath)[0]);
        Assert.Equal(["theirs"], NumberedFiles.Read(LogPath).Others);
        AssertInOrder("renamed.log", "app.log");
    }

    [WindowsTheory]
    [InlineData(FileMode.Truncate)]
    [InlineData(FileMode.Create)]
    public async Task AnEmptiedFileIsContinuedWithoutAHole(FileMode mode)
    {
        var log = await StartAsync();
        System.IO.File.Open(LogPath, mode, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete).Dispose();
        await WriteAsync(log);
        log.Dispose();
        NumberedFiles.Read(LogPath).AreExactly(11, _last);
        Assert.Equal(500, Folder.Bytes("app.log").Length);
        Assert.Empty(Listener.Failures);
    }

    [WindowsFact]
    public async Task LinesOfAnotherProgramSurviveAmongOurs()
    {
        var log = await StartAsync();
        FileInUse.Append(LogPath, "line:0:;\n");
        await WriteAsync(log);
        log.Dispose();
        Assert.Equal([.. Numbers.From(1, 10), 0, .. Numbers.From(11, 20)], NumberedFiles.Read(LogPath).Numbers);
    }

    async Task<Logger> StartAsync()
    {
        var log = OpenRotating(options: Patient.Options());
        await WriteAsync(log);
        return log;
    }

    async Task WriteUntilAsync(Logger log, Func<bool> isNoticed)
    {
        for (var i = 0; !isNoticed(); i++)
        {
            Assert.InRange(i, 0, 50);
            await WriteAsync(log);
            await Task.Delay(100);
        }
    }

    async Task WriteAsync(Logger log)
    {
        for (var i = 0; i < 10; i++) log.Information(NumberedLine.Template, "line", ++_last, NumberedLine.Fill("line", _last, 50));
        await FlushAsync();
    }

    void AssertInOrder(params string[] names)
    {
        Assert.Equal(Numbers.From(1, _last), names.SelectMany(n => NumberedFiles.Read(Folder[n]).Numbers));
        Assert.Empty(Listener.Failures);
    }
}
