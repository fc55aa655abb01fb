using Serilog.Sinks.MtaioFile.Reader.Listing;

namespace Serilog.Sinks.MtaioFile.Reader;

/// <summary>Opens logs for reading: the active file with all its archives, compressed or not. Nothing is changed.</summary>
public static class MtaioLogReader
{
    /// <summary>Finds a log.</summary>
    /// <param name="path">
    /// The active file, the path of files that roll with <c>{date}</c> in it, a single archive, or a folder that holds exactly one log.
    /// </param>
    /// <param name="options">How the log is read; null = the defaults.</param>
    /// <exception cref="FileNotFoundException">There is no file of such a log.</exception>
    /// <exception cref="IOException">The folder cannot be listed, or holds several logs; the message names them.</exception>
    /// <exception cref="ArgumentException">The path or a pattern of the options is wrong; the message says how.</exception>
    public static MtaioLog Open(string path, MtaioLogOptions? options = null)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        options ??= new MtaioLogOptions();
        return new MtaioLog(LogLocation.Find(path, options), options);
    }
}
