using System.Text;
using Serilog.Events;

namespace Serilog.Sinks.MtaioFile;

/// <summary>
/// The options of a file sink that are not parameters of the sink. They are checked when the sink is configured, not when they are set.
/// On <c>AuditTo</c>, <see cref="Batching"/>, <see cref="FlushOnLevel"/> and <see cref="RetryTimeLimit"/> have no effect; a configuration
/// that gives them there is refused.
/// </summary>
public class MtaioFileOptions
{
    static readonly UTF8Encoding DefaultEncoding = new(encoderShouldEmitUTF8Identifier: false);

    /// <summary>
    /// Whether an existing file is continued (true, mtaio's mode "a") or emptied when it is first opened (false, mode "w"). A file that is
    /// opened again later in the same run is always continued. Default: true.
    /// </summary>
    public bool Append { get; set; } = true;

    /// <summary>
    /// The encoding of the file. Each new file begins with the preamble of the encoding, if it has one. JSON files allow only UTF-8 without
    /// byte order mark. Default: UTF-8 without byte order mark.
    /// </summary>
    public Encoding Encoding { get; set; } = DefaultEncoding;

    /// <summary>How control characters in text are written. Default: <see cref="ControlCharacters.Keep"/>.</summary>
    public ControlCharacters ControlCharacters { get; set; }

    /// <summary>
    /// The most bytes of one event in the file, its line end included; at least 256, null = no limit. A larger event is clipped: time,
    /// level and template stay, long values and the exception are cut off and marked, and the property <c>ClippedFromBytes</c> says how
    /// many bytes the event had. Default: null.
    /// </summary>
    public int? MaxEventBytes { get; set; }

    /// <summary>How events are queued and batched. Default: the defaults of <see cref="MtaioBatchingOptions"/>.</summary>
    public MtaioBatchingOptions Batching { get; set; } = new();

    /// <summary>
    /// The lowest level of events whose logging call waits until the event is with the operating system, for at most
    /// <see cref="ShutdownTimeout"/>; null = no call waits. Default: <see cref="LogEventLevel.Fatal"/>.
    /// </summary>
    public LogEventLevel? FlushOnLevel { get; set; } = LogEventLevel.Fatal;

    /// <summary>
    /// How often written events are flushed to disk (fsync); less than a day, zero = after every batch, on <c>AuditTo</c> after every
    /// event, null = the operating system decides. Default: null.
    /// </summary>
    public TimeSpan? FlushToDiskInterval { get; set; }

    /// <summary>
    /// How long failing writes are retried, counted from the first failure since the last success; less than a day, zero = no retry,
    /// <see cref="TimeSpan.MaxValue"/> = no limit. After that, the waiting events are dropped and given to the failure listener as
    /// permanently failed. Default: 10 minutes.
    /// </summary>
    public TimeSpan RetryTimeLimit { get; set; } = TimeSpan.FromMinutes(10);

    /// <summary>
    /// How long closing the sink may take; less than a day, zero = closing does not wait. The events that are not written by then are
    /// dropped and given to the failure listener. On <c>AuditTo</c>, closing goes on in the background after that time. Default:
    /// 10 seconds.
    /// </summary>
    public TimeSpan ShutdownTimeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>
    /// Whether the sink is flushed, for at most <see cref="ShutdownTimeout"/>, when the process exits, gets a signal such as SIGTERM or
    /// Ctrl+C that ends it, or has an unhandled exception. From then on each logging call waits until its event is written, unless the
    /// process survives a signal. Default: true.
    /// </summary>
    public bool FlushOnProcessExit { get; set; } = true;

    /// <summary>
    /// After how long without events the file is closed until its next event, which opens it again; more than zero, less than a day,
    /// <see cref="TimeSpan.MaxValue"/> = it stays open, null = it stays open unless the process has more than 300 log files open: then
    /// files that are opened later are closed after 10 seconds. A file with hooks, a FIFO and a device stay open. Default: null.
    /// </summary>
    public TimeSpan? CloseIdleFileAfter { get; set; }

    /// <summary>
    /// Whether other processes write to the same file. All of them must set this option. A lock of the operating system on
    /// <c>path.lock</c>, a file that stays beside the log, then lets one process write at a time. Default: false.
    /// </summary>
    public bool Shared { get; set; }

    /// <summary>
    /// The permissions of a new file; null = those of the previous file, or the umask. Unix only. Default: null.
    /// </summary>
    public UnixFileMode? FileMode { get; set; }

    /// <summary>
    /// Whether each record gets a number, so that a gap in the file shows a loss: the properties <c>@run</c> and <c>@q</c> in JSON, the
    /// token <c>{Sequence}</c> of an output template in text. The sink also writes a record at the start of each file and at its end.
    /// Default: false.
    /// </summary>
    public bool Sequence { get; set; }

    /// <summary>
    /// On <c>AuditTo</c>, the chain of the records, which shows records that were changed, removed or put in later; null = none. Chained
    /// records have numbers, whatever <see cref="Sequence"/> says. It needs UTF-8, and a file that no other process writes. Default: null.
    /// </summary>
    public HashChain? Chain { get; set; }

    /// <summary>Whether records have numbers.</summary>
    internal bool HasNumbers => Sequence || Chain is not null;

    /// <summary>Code of yours that runs when files are opened, rotated and deleted; null = none. Default: null.</summary>
    public MtaioFileHooks? Hooks { get; set; }

    /// <summary>
    /// An object that reads the statistics of the running sink, and flushes, rotates and closes it; null = none. A handle serves one sink
    /// at a time. Default: null.
    /// </summary>
    public MtaioFileHandle? Handle { get; set; }

    /// <summary>The clock and the time zone of the sink. Default: <see cref="System.TimeProvider.System"/>.</summary>
    public TimeProvider TimeProvider { get; set; } = TimeProvider.System;

    /// <summary>The names that a configuration gives, those of parameters included; null = the options come from code.</summary>
    internal IReadOnlySet<string>? GivenSettings { get; set; }

    internal MtaioFileOptions Copy() => (MtaioFileOptions)MemberwiseClone();
}
