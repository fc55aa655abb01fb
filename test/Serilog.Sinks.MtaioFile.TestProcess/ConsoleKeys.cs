using System.ComponentModel;
using System.Runtime.InteropServices;

namespace Serilog.Sinks.MtaioFile.TestProcess;

/// <summary>The keys of a Windows console that end its processes.</summary>
static partial class ConsoleKeys
{
    /// <summary>Presses Ctrl+C or Ctrl+Break, which concerns all processes of this console.</summary>
    public static void Press(string key)
    {
        if (!GenerateConsoleCtrlEvent(key == "break" ? 1u : 0u, 0)) throw new Win32Exception(Marshal.GetLastPInvokeError());
    }

    [LibraryImport("kernel32", SetLastError = true)]
    [return: MarshalAs(UnmanagedType.Bool)]
    private static partial bool GenerateConsoleCtrlEvent(uint key, uint processGroup);
}
