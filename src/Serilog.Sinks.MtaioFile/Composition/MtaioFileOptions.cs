using System.Text;
using Serilog.Events;

namespace Serilog.Sinks.MtaioFile;

/// <summary>
/// Everything about a file sink that has no parameter of its own. Values are checked when the sink is configured, not when they are set.
/// </summary>
public class MtaioFileOptions
{
    /// <summary>
    /// Whether an existing file is continued (true, the default; mode "a" of mtaio) or emptied when it is first opened (false; mode "w").
    /// A file that is opened again later in the same run is always continued.
    /// </summary>
    public bool Append { get; set; } = true;

    /// <summary>
    /// The encoding of the file. Default: UTF-8 without byte order mark. An encoding with a preamble puts it at the start of each new file.
    /// JSON files take UTF-8 without byte order mark only.
    /// </summary>
    public Encoding Encoding { get; set; } = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);

    /// <summary>What becomes of control characters in text. Default: <see cref="ControlCharacters.Keep"/>.</summary>
    public ControlCharacters ControlCharacters { get; set; }

    /// <summary>
    /// How many bytes one event may take in the file, its line end included. An event that would take more is clipped: time, level and
    /// template stay, long values and the exception are cut off and marked, and the property <c>ClippedFromBytes</c> tells how many bytes there
    /// were. At least 256. Default: null = no limit.
    /// </summary>
    public int? MaxEventBytes { get; set; }

    /// <summary>How events are queued and batched.</summary>
    public MtaioBatchingOptions Batching { get; set; } = new();

    /// <summary>
    /// An event at or above this level makes its own logging call wait until it has been handed to the operating system, for at most
    /// <see cref="ShutdownTimeout"/>. Default: <see cref="LogEventLevel.Fatal"/>; null = no call ever waits.
    /// </summary>
    public LogEventLevel? FlushOnLevel { get; set; } = LogEventLevel.Fatal;

    /// <summary>
    /// How often written events are forced to the disk (fsync) while there are any; zero = after every batch.
    /// Default: null = left to the operating system.
    /// </summary>
    public TimeSpan? FlushToDiskInterval { get; set; }

    /// <summary>
    /// How long failing writes are retried, counted from the last one that succeeded, before the waiting events are given to the failure
    /// listener as permanently failed. Default: 10 minutes; <see cref="TimeSpan.MaxValue"/> = for as long as it takes.
    /// </summary>
    public TimeSpan RetryTimeLimit { get; set; } = TimeSpan.FromMinutes(10);

    /// <summary>
    /// How long disposing the sink may take. What could not be written by then is given to the failure listener.
    /// Default: 10 seconds; zero = do not wait.
    /// </summary>
    public TimeSpan ShutdownTimeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>
    /// Whether the sink is flushed when the process exits, is ended by a signal such as SIGTERM or Ctrl+C, or dies of an unhandled exception,
    /// for at most <see cref="ShutdownTimeout"/>. Default: true.
    /// </summary>
    public bool FlushOnProcessExit { get; set; } = true;

    /// <summary>
    /// Whether other processes write to the same file. A lock of the operating system on <c>path.lock</c>, which stays beside the log, then
    /// lets one of them write at a time; all must set this. Default: false. Linux only.
    /// </summary>
    public bool Shared { get; set; }

    /// <summary>
    /// Who may read and write a new file, on Unix. Default: null = like the file before it, or what the process's umask makes.
    /// </summary>
    public UnixFileMode? FileMode { get; set; }

    /// <summary>Code of your own to run when files are opened, rotated and deleted. Default: none.</summary>
    public MtaioFileHooks? Hooks { get; set; }

    /// <summary>An object to hold on to the running sink: its statistics, flushing, closing. Each handle serves one sink.</summary>
    public MtaioFileHandle? Handle { get; set; }

    /// <summary>The clock and time zone. Default: <see cref="System.TimeProvider.System"/>.</summary>
    public TimeProvider TimeProvider { get; set; } = TimeProvider.System;
}
