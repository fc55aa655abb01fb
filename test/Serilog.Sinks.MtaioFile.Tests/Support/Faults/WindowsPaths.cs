using System.Runtime.InteropServices;

namespace Serilog.Sinks.MtaioFile.Tests.Support;

/// <summary>Other spellings of a path that Windows takes.</summary>
static partial class WindowsPaths
{
    const uint Remove = 2; // DDD_REMOVE_DEFINITION

    /// <summary>The path with the short names that its file system has given to long ones.</summary>
    public static string Short(string path)
    {
        var buffer = new char[1024];
        var length = GetShortPathName(path, buffer, buffer.Length);
        Assert.InRange(length, 1, buffer.Length - 1);
        return new string(buffer, 0, length);
    }

    /// <summary>A free drive letter that leads to a folder until it is disposed, as <c>subst</c> makes one.</summary>
    public static Drive Subst(string folder)
    {
        var letter = Enumerable.Range('F', 'Z' - 'F').Select(l => $"{(char)l}:").First(d => !Directory.Exists(d + '\\'));
        Assert.True(DefineDosDevice(0, letter, folder));
        return new Drive(letter, folder);
    }

    [LibraryImport("kernel32", EntryPoint = "GetShortPathNameW", SetLastError = true, StringMarshalling = StringMarshalling.Utf16)]
    private static partial int GetShortPathName(string path, [Out] char[] buffer, int size);

    [LibraryImport("kernel32", EntryPoint = "DefineDosDeviceW", SetLastError = true, StringMarshalling = StringMarshalling.Utf16)]
    [return: MarshalAs(UnmanagedType.Bool)]
    private static partial bool DefineDosDevice(uint flags, string name, string? target);

    public sealed record Drive(string Letter, string Folder) : IDisposable
    {
        public void Dispose() => DefineDosDevice(Remove, Letter, Folder);
    }
}
