using Microsoft.Win32.SafeHandles;

namespace Serilog.Sinks.MtaioFile.Systems;

/// <summary>Makes sure that a path still leads to an open file, for systems that know a file by its path alone.</summary>
static class ExactNames
{
    /// <exception cref="IOException">The path leads to another file by now, or to none.</exception>
    public static void EnsureIsAt(this ISystemCalls calls, SafeFileHandle file, string path)
    {
        if (calls.StatusOf(path, followLinks: false)?.Identity != calls.StatusOf(file).Identity) throw Another(path);
    }

    /// <summary>Opens a file once more by its path, for reading and writing.</summary>
    /// <exception cref="IOException">The path leads to another file by now, or to none.</exception>
    public static SafeFileHandle OpenByPath(this ISystemCalls calls, SafeFileHandle file, string path)
    {
        var again = File.OpenHandle(path, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite | FileShare.Delete);
        if (calls.StatusOf(again).Identity == calls.StatusOf(file).Identity) return again;
        again.Dispose();
        throw Another(path);
    }

    static IOException Another(string path) => new($"{path} is another file by now");
}
