namespace Serilog.Sinks.MtaioFile;

/// <summary>
/// Code of yours that runs when a log file is opened, rotated, closed or deleted. Derive a class and override the methods you need. They
/// are called one at a time, while the path is locked, by the thread that writes the file; <see cref="OnArchiveDeleting"/> is called by the
/// archive thread too. An exception that a method throws is reported to the failure listener and costs no event. A method may log to the
/// logger of the file: its event is written after the outer one. It must not wait for another thread that logs.
/// </summary>
public abstract class MtaioFileHooks
{
    /// <summary>Called before the first event of a new or empty file, to write a header.</summary>
    /// <param name="path">The absolute path of the file.</param>
    /// <param name="header">
    /// Takes the text that begins the file, its line end included. <c>WriteLine</c> writes the line end of the events: a line feed in a
    /// file of JSON, else the line end of the system.
    /// </param>
    public virtual void OnFileOpened(string path, TextWriter header)
    {
    }

    /// <summary>Called before the file is rotated, to write a footer. A footer may take the file beyond its size limit.</summary>
    /// <param name="path">The absolute path of the file.</param>
    /// <param name="footer">Takes the text that ends the file, its line end included.</param>
    public virtual void OnRotating(string path, TextWriter footer)
    {
    }

    /// <summary>
    /// Called after the file was rotated and closed; where thousands of archives had to shift, when the file has the name of an archive.
    /// It is not called when no archives are kept.
    /// </summary>
    /// <param name="path">The absolute path that the file had, and that the next file will have.</param>
    /// <param name="archivePath">The absolute path of the new archive.</param>
    public virtual void OnRotated(string path, string archivePath)
    {
    }

    /// <summary>
    /// Called once when the sink is closed, after the last event, to write a footer. It is not called if no file is open, if the file is
    /// empty or no regular file, or if other sinks go on writing it. The next run continues the file behind the footer. The sink is closed
    /// by then: an event that the method logs to it is dropped.
    /// </summary>
    /// <param name="path">The absolute path of the file.</param>
    /// <param name="footer">Takes the text that ends the file, its line end included.</param>
    public virtual void OnClosing(string path, TextWriter footer)
    {
    }

    /// <summary>
    /// Called before an archive is deleted. If the method throws, the archive stays, and the method is called again after the next
    /// rotation. A numbered archive that stays is never replaced: it moves up beyond the number of archives that are kept, so its path
    /// changes.
    /// </summary>
    /// <param name="archivePath">The absolute path of the archive.</param>
    public virtual void OnArchiveDeleting(string archivePath)
    {
    }
}
