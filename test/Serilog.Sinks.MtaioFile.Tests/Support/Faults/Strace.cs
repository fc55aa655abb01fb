namespace Serilog.Sinks.MtaioFile.Tests.Support;

/// <summary>The words that start a process under strace.</summary>
static class Strace
{
    /// <summary>Makes system calls fail, wait, or kill: <c>rename:error=EACCES</c>.</summary>
    public static string[] Injecting(string fault) =>
        ["strace", "-f", "-qq", "-o", "/dev/null", "-e", $"trace={SystemCall(fault)}", "-e", $"inject={fault}"];

    /// <summary>Makes only those calls fail that name or have open this file.</summary>
    public static string[] Injecting(string fault, string path) =>
        ["strace", "-f", "-qq", "-o", "/dev/null", "-P", path, "-e", $"trace={SystemCall(fault)}", "-e", $"inject={fault}"];

    /// <summary>Writes each such call as a line to a file.</summary>
    public static string[] Logging(string systemCalls, string to) =>
        ["strace", "-f", "--seccomp-bpf", "-qq", "-o", to, "-e", $"trace={systemCalls}"];

    static string SystemCall(string fault) => fault[..fault.IndexOf(':', StringComparison.Ordinal)];
}
