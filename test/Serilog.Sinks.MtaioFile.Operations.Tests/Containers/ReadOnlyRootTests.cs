using Serilog.Sinks.MtaioFile.Tests.Support;

namespace Serilog.Sinks.MtaioFile.Operations.Tests.Containers;

/// <summary>A process as in a container: another user, no HOME, and only the folder of the log to write to.</summary>
public sealed class ReadOnlyRootTests
{
    const int Lines = 2000;

    [RequiresFact("unshare", "setpriv", Root = true)]
    public void SigtermWritesEverythingThatWaitsBeforeTheProcessEnds()
    {
        using var folder = new TempFolder();
        using var process = Start(Container.Words(folder.Path), folder, "slow=1");

        Shell.Run("kill", "-TERM", FirstProcess(process));
        Assert.InRange(NumberedFiles.Read(folder["app.log"]).Numbers.Count, 0, Lines - 1);
        process.AwaitExit();

        NumberedFiles.Read(folder["app.log"]).AreExactly(1, Lines);
        Assert.Equal("640 1654", Shell.Run("stat", "-c", "%a %u", folder["app.log"]).Trim());
        Assert.Empty(process.Failures);
    }

    [RequiresFact("unshare", "setpriv", Root = true)]
    public void AsPid1AProcessThatDoesNotHandleSigtermGoesOnAndCanLog()
    {
        using var folder = new TempFolder();
        using var process = Start(Container.WordsOfPid1(folder.Path), folder, "");

        Shell.Run("kill", "-TERM", FirstProcess(process));
        process.Ask("write 10", "wrote");
        process.Ask("flush", "acked");

        NumberedFiles.Read(folder["app.log"]).AreExactly(1, Lines + 10);
        Assert.Empty(process.Failures);
    }

    static WriterProcess Start(string[] container, TempFolder folder, string more)
    {
        var process = WriterProcess.Start(container, $"open path={folder["app.log"]} mode=0640 {more}", $"write {Lines}");
        process.Await("wrote");
        return process;
    }

    static string FirstProcess(WriterProcess process) =>
        System.IO.File.ReadAllText($"/proc/{process.Pid}/task/{process.Pid}/children").Trim();
}
