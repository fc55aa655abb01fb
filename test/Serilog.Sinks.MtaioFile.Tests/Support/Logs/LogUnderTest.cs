using Microsoft.Extensions.Time.Testing;
using Serilog.Core;
using Serilog.Formatting;

namespace Serilog.Sinks.MtaioFile.Tests.Support;

/// <summary>
/// What a test of a log needs: a folder for app.log, and the handle and the failure listener of the log that was opened last. In the end it
/// closes the logs that are still open, then deletes the folder. Test classes derive from it; random tests make one for each sample.
/// </summary>
public class LogUnderTest : IDisposable
{
    readonly List<Logger> _opened = [];
    bool _isHandleGiven;

    internal TempFolder Folder { get; } = new();

    /// <summary>The path of app.log.</summary>
    internal string LogPath => Folder["app.log"];

    /// <summary>The handle of the log that was opened last; before that, the handle of the log that is opened next.</summary>
    internal MtaioFileHandle Handle { get; private set; } = new();

    /// <summary>Gets the failures of all logs that are opened while it is set.</summary>
    internal CollectingFailureListener Listener { get; set; } = new();

    /// <summary>
    /// Whether logs report failures to <see cref="Listener"/>; otherwise they report to SelfLog and may release events earlier.
    /// </summary>
    internal bool Listens { get; set; } = true;

    /// <summary>A clock that is moved by hand, for options that ask for one.</summary>
    internal FakeTimeProvider Clock { get; set; } = new(Some.Instant.ToUniversalTime());

    internal Logger OpenPlain(
        MtaioFileOptions? options = null,
        ITextFormatter? formatter = null,
        FailingFileSystem? fileSystem = null,
        string? path = null) =>
        Opened(PlainSink(options, formatter, fileSystem, path));

    internal Logger OpenRotating(
        long? maxBytes = null,
        int? backupCount = null,
        MtaioFileOptions? options = null,
        ITextFormatter? formatter = null,
        FailingFileSystem? fileSystem = null,
        RotationInterval interval = default,
        RotationOptions? rotation = null,
        string? path = null) =>
        Opened(Open.Rotating(
            path ?? LogPath, WithHandle(options), formatter, fileSystem, maxBytes, backupCount, interval, rotation));

    internal Logger OpenJson(MtaioFileOptions? options = null, FailingFileSystem? fileSystem = null) =>
        Opened(Open.Json(LogPath, WithHandle(options), fileSystem));

    /// <summary>A log that writes on the caller's thread and throws its failures, so that it needs no listener.</summary>
    internal Logger OpenAudit(
        MtaioFileOptions? options = null,
        ITextFormatter? formatter = null,
        FailingFileSystem? fileSystem = null,
        long? maxBytes = null) =>
        Kept(Open.Logger(to => to.AuditTo.Sink(Open.Audit(LogPath, WithHandle(options), formatter, fileSystem, maxBytes))));

    /// <summary>A sink without a logger around it, for tests that put one around it themselves.</summary>
    internal ILogEventSink PlainSink(
        MtaioFileOptions? options = null,
        ITextFormatter? formatter = null,
        FailingFileSystem? fileSystem = null,
        string? path = null) =>
        Open.Plain(path ?? LogPath, WithHandle(options), formatter, fileSystem);

    /// <summary>Returns when everything that was logged before is in the file.</summary>
    internal Task FlushAsync(bool toDisk = false) => Hang.FailsAsync(Handle.FlushAsync(toDisk));

    public virtual void Dispose()
    {
        foreach (var log in Enumerable.Reverse(_opened)) log.Dispose();
        Folder.Dispose();
    }

    Logger Opened(ILogEventSink sink) =>
        Kept(Open.Logger(to => Listens ? to.WriteTo.Fallible(w => w.Sink(sink), Listener) : to.WriteTo.Sink(sink)));

    Logger Kept(Logger log)
    {
        _opened.Add(log);
        return log;
    }

    MtaioFileOptions WithHandle(MtaioFileOptions? options)
    {
        options ??= new MtaioFileOptions();
        if (options.Handle is null && (_isHandleGiven || Handle.IsInUse)) Handle = new MtaioFileHandle();
        _isHandleGiven = true;
        options.Handle ??= Handle;
        Handle = options.Handle;
        return options;
    }
}
