using System.Globalization;

namespace Serilog.Sinks.MtaioFile.Tests.Support;

/// <summary>
/// The signals that the test run ignores because the process that started it does (<c>nohup</c>, <c>trap '' INT</c>). The processes of the
/// tests inherit that, and a test would wait in vain for the effect of such a signal.
/// </summary>
static class IgnoredSignals
{
    const string Status = "/proc/self/status";

    static readonly Dictionary<string, int> Numbers = new(StringComparer.Ordinal) { ["HUP"] = 1, ["INT"] = 2, ["QUIT"] = 3, ["TERM"] = 15 };

    static readonly ulong Mask = System.IO.File.Exists(Status) ? MaskIn(System.IO.File.ReadLines(Status)) : 0;

    /// <summary>The reason to skip a test that needs this signal; null if the signal has its effect.</summary>
    public static string? ReasonToSkip(string signal)
    {
        if (OperatingSystem.IsWindows()) return $"needs SIG{signal}, which Windows does not have";
        var isIgnored = (Mask >> (Numbers[signal] - 1) & 1) == 1;
        return isIgnored ? $"needs SIG{signal}, which the process that started the tests ignores" : null;
    }

    static ulong MaskIn(IEnumerable<string> lines) =>
        ulong.Parse(lines.Single(l => l.StartsWith("SigIgn:", StringComparison.Ordinal)).AsSpan(7).Trim(), NumberStyles.HexNumber);
}
