using Serilog.Sinks.MtaioFile.Files;
using Serilog.Sinks.MtaioFile.Systems;

namespace Serilog.Sinks.MtaioFile.Tool;

/// <summary>Reads whole small files, and says in one line why one cannot be read.</summary>
static class FileText
{
    const int MostBytes = 64 * 1024 * 1024;

    /// <exception cref="ToolException">The file cannot be read.</exception>
    public static byte[] Bytes(string path)
    {
        try
        {
            RefuseOthers(path);
            return Read(path);
        }
        catch (Exception ex) when (ex is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new ToolException($"{path} does not exist; write the path of a file");
        }
        catch (Exception ex) when (ex is IOException or UnauthorizedAccessException or NotSupportedException or ArgumentException)
        {
            throw new ToolException($"{path} cannot be read: {ex.Message}");
        }
    }

    /// <summary>What a file in UTF-8 has behind its byte order mark, which editors may write.</summary>
    public static byte[] WithoutMark(byte[] bytes) => bytes is [0xEF, 0xBB, 0xBF, .. var rest] ? rest : bytes;

    /// <summary>Refuses what is no regular file: a FIFO would be waited for, and a device may have no end.</summary>
    /// <exception cref="ToolException">There is something else at the path.</exception>
    public static void RefuseOthers(string path)
    {
        if (Directory.Exists(path)) throw new ToolException($"{path} is a folder; write the path of a file");
        if (path.Length > 0 && PhysicalFileSystem.Instance.Follow(path) is { Kind: not FileKind.Regular })
            throw new ToolException($"{path} is no regular file; write the path of a file");
    }

    /// <summary>Reads no more than the limit, whatever the length says: a file may grow, and those of the kernel have no length.</summary>
    static byte[] Read(string path)
    {
        using var file = File.OpenRead(path);
        using var text = new MemoryStream();
        var buffer = new byte[64 * 1024];
        for (int count; (count = file.Read(buffer)) > 0;)
        {
            text.Write(buffer, 0, count);
            if (text.Length > MostBytes) throw new ToolException($"{path} is too large for a configuration");
        }
        return text.ToArray();
    }
}
