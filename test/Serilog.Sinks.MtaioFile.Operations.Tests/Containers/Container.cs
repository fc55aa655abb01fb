namespace Serilog.Sinks.MtaioFile.Operations.Tests.Containers;

/// <summary>The words that start a process as in a container: another user, no HOME, and only one folder to write to.</summary>
static class Container
{
    const string Enter = """
        chown 1654:1654 "$0" && mount --bind "$0" "$0" && mount -o remount,bind,ro / &&
        umask 0027 && exec setpriv --reuid 1654 --regid 1654 --clear-groups --no-new-privs env -u HOME "$@"
        """;

    /// <summary>The process is a child of this one.</summary>
    public static string[] Words(string folder) =>
        ["unshare", "--mount", "--fork", "--kill-child", "--propagation", "private", "sh", "-c", Enter, folder];

    /// <summary>The process is PID 1 of a namespace of its own.</summary>
    public static string[] WordsOfPid1(string folder) =>
    [
        "unshare", "--mount", "--pid", "--mount-proc", "--fork", "--kill-child", "--propagation", "private", "sh", "-c", Enter, folder,
    ];
}
