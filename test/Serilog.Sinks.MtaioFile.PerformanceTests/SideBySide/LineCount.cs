namespace Serilog.Sinks.MtaioFile.PerformanceTests.SideBySide;

/// <summary>Counts the lines of all files of a folder, where their content is not the sample event.</summary>
static class LineCount
{
    const int BufferBytes = 1 << 20;

    /// <exception cref="InvalidDataException">There are more lines or fewer.</exception>
    public static void Check(string folder, long expected)
    {
        var lines = Directory.GetFiles(folder).Sum(Of);
        if (lines != expected) throw new InvalidDataException($"{lines} lines in {folder} instead of {expected}");
    }

    static long Of(string path)
    {
        using var file = System.IO.File.OpenRead(path);
        var buffer = new byte[BufferBytes];
        long lines = 0;
        while (file.Read(buffer) is > 0 and var read) lines += buffer.AsSpan(0, read).Count((byte)'\n');
        return lines;
    }
}
