using Serilog.Sinks.MtaioFile.Tests.Support;

namespace Serilog.Sinks.MtaioFile.Operations.Tests.Containers;

/// <summary>A process as in a container: PID 1, another user, no HOME, and only the folder of the log to write to.</summary>
public sealed class ReadOnlyRootTests
{
    const string Enter = """
        chown 1654:1654 "$0" && mount --bind "$0" "$0" && mount -o remount,bind,ro / && mount -t proc proc /proc &&
        umask 0027 && exec setpriv --reuid 1654 --regid 1654 --clear-groups --no-new-privs env -u HOME "$@"
        """;

    [RequiresFact("unshare", "setpriv", Root = true)]
    public void SigtermWritesEverythingBeforeTheProcessEnds()
    {
        using var folder = new TempFolder();
        using var process = WriterProcess.Start(
            ["unshare", "--mount", "--pid", "--fork", "--kill-child", "--propagation", "private", "sh", "-c", Enter, folder.Path],
            $"open path={folder["app.log"]} mode=0640",
            "write 5000");
        process.Await("wrote");

        Shell.Run("kill", "-TERM", FirstProcess(process));
        process.AwaitExit();

        Assert.Equal(5000, folder.Text("app.log").Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
        Assert.Equal("640 1654", Shell.Run("stat", "-c", "%a %u", folder["app.log"]).Trim());
        Assert.Empty(process.Failures);
    }

    static string FirstProcess(WriterProcess process) =>
        System.IO.File.ReadAllText($"/proc/{process.Pid}/task/{process.Pid}/children").Trim();
}
