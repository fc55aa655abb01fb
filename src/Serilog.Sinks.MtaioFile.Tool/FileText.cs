namespace Serilog.Sinks.MtaioFile.Tool;

/// <summary>Reads whole small files, and says in one line why one cannot be read.</summary>
static class FileText
{
    const long MostBytes = 64 * 1024 * 1024;

    /// <exception cref="ToolException">The file cannot be read.</exception>
    public static byte[] Bytes(string path)
    {
        try
        {
            if (Directory.Exists(path)) throw new ToolException($"{path} is a folder; write the path of a file");
            if (new FileInfo(path) is { Exists: true, Length: > MostBytes })
                throw new ToolException($"{path} is too large for a configuration");
            return File.ReadAllBytes(path);
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
}
