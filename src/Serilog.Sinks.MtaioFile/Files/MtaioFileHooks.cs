namespace Serilog.Sinks.MtaioFile;

/// <summary>
/// Moments in the life of a log file that a program may want to take part in. Derive from it and override what you need. Hooks are called by
/// the thread that writes (the last one by the thread that tends the archives), one at a time. What a hook throws is reported to the failure
/// listener; no event is lost by it.
/// </summary>
public abstract class MtaioFileHooks
{
    /// <summary>
    /// A new or empty file is about to get its first event. What is written to <paramref name="header"/> stands before it, once per file.
    /// </summary>
    /// <param name="path">The absolute path of the file.</param>
    /// <param name="header">Takes the text, its line end included.</param>
    public virtual void OnFileOpened(string path, TextWriter header)
    {
    }

    /// <summary>
    /// The file is about to be rotated. What is written to <paramref name="footer"/> becomes its end, and may take it beyond its size limit.
    /// </summary>
    /// <param name="path">The absolute path of the file.</param>
    /// <param name="footer">Takes the text, its line end included.</param>
    public virtual void OnRotating(string path, TextWriter footer)
    {
    }

    /// <summary>The file was rotated and is closed.</summary>
    /// <param name="path">The absolute path that it had, where the next file will be.</param>
    /// <param name="archivePath">The absolute path that it has now.</param>
    public virtual void OnRotated(string path, string archivePath)
    {
    }

    /// <summary>
    /// An archive is about to be deleted because there are more of them, or older ones, than are kept. When this throws, the archive stays and is tried again after the next rotation.
    /// </summary>
    /// <param name="archivePath">The absolute path of the archive.</param>
    public virtual void OnArchiveDeleting(string archivePath)
    {
    }
}
