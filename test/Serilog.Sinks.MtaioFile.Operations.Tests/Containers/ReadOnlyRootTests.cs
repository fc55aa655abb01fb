using Serilog.Sinks.MtaioFile.Tests.Support;

namespace Serilog.Sinks.MtaioFile.Operations.Tests.Containers;

/// <summary>A process as in a container: another user, no HOME, and only the folder of the log to write to.</summary>
public sealed class ReadOnlyRootTests
{
    const string Enter = """
        chown 1654:1654 "$0" && mount --bind "$0" "$0" && mount -o remount,bind,ro / &&
        umask 0027 && exec setpriv --reuid 1654 --regid 1654 --clear-groups --no-new-privs env -u HOME "$@"
        """;

    [RequiresFact("unshare", "setpriv", Root = true)]
    public void SigtermWritesEverythingBeforeTheProcessEnds()
    {
        using var folder = new TempFolder();
        using var process = Start(folder);

        Shell.Run("kill", "-TERM", FirstProcess(process));
        process.AwaitExit();

        Assert.Equal(5000, Lines(folder));
        Assert.Equal("640 1654", Shell.Run("stat", "-c", "%a %u", folder["app.log"]).Trim());
        Assert.Empty(process.Failures);
    }

    [RequiresFact("unshare", "setpriv", Root = true)]
    public void AsPid1AProcessThatDoesNotHandleSigtermGoesOnAndCanLog()
    {
        using var folder = new TempFolder();
        using var process = Start(folder, "--pid");

        Shell.Run("kill", "-TERM", FirstProcess(process));
        process.Ask("write 10", "wrote");
        process.Ask("flush", "acked");

        Assert.Equal(5010, Lines(folder));
        Assert.Empty(process.Failures);
    }

    static WriterProcess Start(TempFolder folder, params string[] more)
    {
        string[] enter =
        [
            "unshare", "--mount", .. more, "--fork", "--kill-child", "--propagation", "private", "sh", "-c", Enter, folder.Path,
        ];
        var process = WriterProcess.Start(enter, $"open path={folder["app.log"]} mode=0640", "write 5000");
        process.Await("wrote");
        return process;
    }

    static int Lines(TempFolder folder) => folder.Text("app.log").Split('\n', StringSplitOptions.RemoveEmptyEntries).Length;

    static string FirstProcess(WriterProcess process) =>
        System.IO.File.ReadAllText($"/proc/{process.Pid}/task/{process.Pid}/children").Trim();
}
