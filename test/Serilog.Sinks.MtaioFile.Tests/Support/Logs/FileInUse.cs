using System.Text;

namespace Serilog.Sinks.MtaioFile.Tests.Support;

/// <summary>Reads and changes files that a log may have open: on Windows, others must let it write, rename and delete them.</summary>
static class FileInUse
{
    const FileShare WithAll = FileShare.ReadWrite | FileShare.Delete;

    public static FileStream Open(string path, FileMode mode = FileMode.Open, FileAccess access = FileAccess.Read) =>
        new(path, mode, access, WithAll);

    public static byte[] Bytes(string path)
    {
        using var file = Open(path);
        using var bytes = new MemoryStream();
        file.CopyTo(bytes);
        return bytes.ToArray();
    }

    public static string Text(string path) => Text(path, Encoding.UTF8);

    public static string Text(string path, Encoding encoding)
    {
        using var reader = new StreamReader(Open(path), encoding);
        return reader.ReadToEnd();
    }

    public static string[] Lines(string path)
    {
        using var reader = new StringReader(Text(path));
        List<string> lines = [];
        while (reader.ReadLine() is { } line) lines.Add(line);
        return [.. lines];
    }

    public static void Append(string path, string text, Encoding? encoding = null)
    {
        using var file = Open(path, FileMode.Append, FileAccess.Write);
        file.Write((encoding ?? Encoding.UTF8).GetBytes(text));
    }

    /// <summary>Replaces what the file has, or makes the file.</summary>
    public static void Write(string path, ReadOnlySpan<byte> bytes)
    {
        using var file = Open(path, FileMode.Create, FileAccess.Write);
        file.Write(bytes);
    }

    /// <summary>Gives the path to another file. Windows does not replace a file that is open, so it is renamed before.</summary>
    public static void Replace(string path, string with)
    {
        if (OperatingSystem.IsWindows())
        {
            var former = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
            System.IO.File.Move(path, former);
            System.IO.File.Delete(former);
        }
        System.IO.File.Move(with, path, overwrite: true);
    }

    /// <summary>Whether nobody has the file open: Windows says so.</summary>
    public static bool CanBeHadAlone(string path)
    {
        try
        {
            using var file = new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.None);
            return true;
        }
        catch (IOException)
        {
            return false;
        }
    }

    /// <summary>Whether this process, on Windows any process, has the file open.</summary>
    public static bool IsOpenHere(string path) =>
        OperatingSystem.IsWindows()
            ? !CanBeHadAlone(path)
            : OperatingSystem.IsLinux() && Directory.EnumerateFiles("/proc/self/fd").Any(f => new FileInfo(f).LinkTarget == path);
}
