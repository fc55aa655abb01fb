using Serilog.Core;
using Serilog.Events;
using Serilog.Formatting;
using Serilog.Formatting.Compact;

namespace Serilog.Sinks.MtaioFile.TestProcess;

/// <summary>One open logger, and the number of the last line it was given.</summary>
sealed class LineLog
{
    readonly Logger _logger;
    readonly OpenTransactions _transactions = new();
    long _last;

    public LineLog(Arguments arguments)
    {
        var options = OptionsFrom(arguments);
        options.Handle = Handle;
        var exit = arguments.Choice<ExitPlace>("exits-in") ?? ExitPlace.None;
        if (exit != ExitPlace.None) options.Hooks = new ExitingHooks(exit, LogWhileHeldUp);
        ITextFormatter formatter = arguments.Flag("json") == true
            ? new CompactJsonFormatter()
            : new EndingFormatter(exit, arguments.Milliseconds("slow"));
        var path = arguments.Text("path") ?? throw new ArgumentException("open needs a path");
        _last = arguments.Number("after") ?? 0;
        var listener = exit is ExitPlace.Listener or ExitPlace.DeletingListener
            ? (ILoggingFailureListener)new ExitingListener(LogWhileHeldUp)
            : new PrintingFailureListener();
        _logger = arguments.Text("kind") switch
        {
            "audit" => new LoggerConfiguration().AuditTo.MtaioFile(formatter, path, options).CreateLogger(),
            "backtrace" => new LoggerConfiguration()
                .WriteTo.MtaioBacktrace(
                    to => to.MtaioFile(formatter, path, options),
                    limit: (int)(arguments.Number("limit") ?? 100),
                    keptBelow: LogEventLevel.Warning)
                .CreateLogger(),
            "wrapped" => new LoggerConfiguration()
                .WriteTo.MtaioTransactions(to => to.Sink(new AppendingSink(formatter, path)))
                .CreateLogger(),
            _ => Rotating(arguments, formatter, path, options, listener),
        };
    }

    public MtaioFileHandle Handle { get; } = new();

    /// <summary>Writes numbered lines and returns the last number.</summary>
    public long Write(long count, string prefix, int size)
    {
        for (var i = 0L; i < count; i++)
        {
            var number = ++_last;
            _logger.Information(NumberedLine.Template, prefix, number, NumberedLine.Fill(prefix, number, size));
        }
        return _last;
    }

    /// <summary>Returns the last number that is certain to have been written.</summary>
    public long Flush(bool toDisk)
    {
        var last = _last;
        Handle.FlushAsync(toDisk).GetAwaiter().GetResult();
        return last;
    }

    /// <summary>Writes lines inside a transaction, then runs an action there.</summary>
    public void InTransaction(Arguments arguments, Action action)
    {
        void Body(LogTransaction transaction)
        {
            Write(arguments.Count, "line", size: 0);
            action();
            if (arguments.Flag("completes") == true) transaction.Complete();
        }

        if (arguments.Flag("run") == true)
        {
            _logger.RunTransaction(Body, "t", TransactionFrom(arguments));
            return;
        }
        using var transaction = _logger.BeginTransaction("t", TransactionFrom(arguments));
        Body(transaction);
    }

    /// <summary>Begins a transaction that is never disposed, and writes lines inside it.</summary>
    public void ForgetTransaction(Arguments arguments)
    {
        _logger.BeginTransaction("t", TransactionFrom(arguments));
        Write(arguments.Count, "line", size: 0);
    }

    /// <summary>Begins transactions that are open at the same time, and writes lines inside each.</summary>
    public void OpenTransactions(Arguments arguments) => _transactions.Begin(
        arguments.Count,
        () => _logger.BeginTransaction("t", TransactionFrom(arguments)),
        () => Write(arguments.Number("lines") ?? 1, "line", (int)(arguments.Number("size") ?? 0)));

    public void FailTransactions() => _transactions.Fail();

    /// <summary>Writes lines as a batch, and runs an action before its end.</summary>
    public void InBatch(Arguments arguments, Action action)
    {
        IEnumerable<string> Messages()
        {
            for (var i = 0; i < arguments.Count; i++) yield return $"line:{++_last}:;";
            action();
        }

        _logger.WriteBatch(LogEventLevel.Information, Messages());
    }

    public void FailFast() => _logger.Information(EndingFormatter.FailFastTrigger);

    public void ExitInside() => _logger.Information(EndingFormatter.ExitTrigger);

    public void Dispose() => _logger.Dispose();

    void LogWhileHeldUp() => _logger.Information("held up");

    static Logger Rotating(
        Arguments arguments,
        ITextFormatter formatter,
        string path,
        MtaioFileOptions options,
        ILoggingFailureListener listener) =>
        new LoggerConfiguration()
            .WriteTo.Fallible(
                w => w.MtaioRotatingFile(
                    formatter,
                    path,
                    arguments.Number("max"),
                    (int?)arguments.Number("backups"),
                    RotationInterval.Parse(arguments.Text("interval") ?? "None"),
                    rotation: RotationFrom(arguments),
                    options: options),
                listener)
            .CreateLogger();

    static LogTransactionOptions TransactionFrom(Arguments arguments) =>
        new() { Mode = arguments.Choice<TransactionMode>("mode") ?? TransactionMode.Written };

    static RotationOptions RotationFrom(Arguments arguments)
    {
        var rotation = new RotationOptions();
        rotation.ArchiveName = arguments.Text("archiveName") ?? rotation.ArchiveName;
        rotation.Compression = arguments.Text("compression") is "GZip" ? ArchiveCompression.GZip : rotation.Compression;
        rotation.UncompressedArchives = (int?)arguments.Number("uncompressed") ?? rotation.UncompressedArchives;
        return rotation;
    }

    static MtaioFileOptions OptionsFrom(Arguments arguments)
    {
        var options = new MtaioFileOptions();
        var batching = options.Batching;
        options.Append = arguments.Flag("append") ?? options.Append;
        options.Shared = arguments.Flag("shared") ?? options.Shared;
        if (arguments.Text("mode") is { } mode) options.FileMode = (UnixFileMode)Convert.ToInt32(mode, fromBase: 8);
        options.Sequence = arguments.Flag("sequence") ?? options.Sequence;
        if (arguments.Text("chain") is { } chain) options.Chain = HashChain.Parse(chain);
        options.FlushToDiskInterval = arguments.Milliseconds("fsync");
        options.RetryTimeLimit = arguments.Milliseconds("retry") ?? options.RetryTimeLimit;
        options.ShutdownTimeout = arguments.Milliseconds("shutdown") ?? options.ShutdownTimeout;
        options.FlushOnProcessExit = arguments.Flag("exitflush") ?? options.FlushOnProcessExit;
        batching.Overflow = arguments.Choice<OverflowPolicy>("overflow") ?? batching.Overflow;
        batching.QueueLimit = (int?)arguments.Number("queue") ?? batching.QueueLimit;
        batching.BatchSizeLimit = (int?)arguments.Number("batch") ?? batching.BatchSizeLimit;
        batching.BlockTimeout = arguments.Milliseconds("block") ?? batching.BlockTimeout;
        batching.EagerlyEmitFirstEvent = arguments.Flag("eager") ?? batching.EagerlyEmitFirstEvent;
        batching.Period = arguments.Milliseconds("period") ?? batching.Period;
        return options;
    }
}
