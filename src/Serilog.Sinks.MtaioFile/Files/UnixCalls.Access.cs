using System.Runtime.InteropServices;

namespace Serilog.Sinks.MtaioFile.Files;

/// <summary>Asks for the rights to a path.</summary>
static partial class UnixCalls
{
    /// <summary>The error when nothing is at a path.</summary>
    public const int NothingThere = NoEntry;

    const int ForWriting = 2; // W_OK

    /// <summary>The error of writing to a path as its rights, and those of its mount, are now; 0 = it may be written.</summary>
    public static int WriteErrorOf(string path) => access(path, ForWriting) == 0 ? 0 : Marshal.GetLastPInvokeError();

    /// <summary>Whether an error means that nothing is at the path.</summary>
    public static bool IsMissing(int error) => error is NoEntry or NotADirectory;

    [LibraryImport("libc", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int access(string path, int mode);
}
