using System.Runtime.CompilerServices;
using System.Text;
using Serilog.Events;
using Serilog.Formatting;

namespace Serilog.Sinks.MtaioFile.Composition;

/// <summary>
/// Every range check, once. Messages name the parameter; they are thrown when a sink is configured, since Serilog.Settings.Configuration
/// swallows what a property setter throws.
/// </summary>
static class OptionsValidator
{
    const int Utf8CodePage = 65001;

    /// <summary>Longer times are mistakes: in configuration files "5" means five days.</summary>
    static readonly TimeSpan LongestTime = TimeSpan.FromDays(1);

    public static void CheckTarget(string path, ITextFormatter formatter)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        ArgumentNullException.ThrowIfNull(formatter);
    }

    public static void CheckRotation(long? maxBytes, int? backupCount)
    {
        if (maxBytes < 1) throw new ArgumentOutOfRangeException(nameof(maxBytes), maxBytes, "must be at least 1, or null for no limit");
        if (backupCount < 0) throw new ArgumentOutOfRangeException(nameof(backupCount), backupCount, "must be at least 0, or null to keep all archives");
    }

    public static void CheckBackupsHaveATrigger(long? maxBytes, int? backupCount)
    {
        if (backupCount is not null && maxBytes is null)
            throw new ArgumentException("keeping a number of archives needs something that makes the file rotate: set maxBytes", nameof(backupCount));
    }

    public static void CheckJson(MtaioFileOptions options)
    {
        if (options.Encoding is { } encoding && (encoding.CodePage != Utf8CodePage || encoding.Preamble.Length > 0))
            throw new ArgumentException("JSON files are written in UTF-8 without byte order mark only", nameof(options.Encoding));
    }

    public static void CheckLevel(LogEventLevel level, [CallerArgumentExpression(nameof(level))] string? name = null)
    {
        if (!Enum.IsDefined(level)) throw new ArgumentOutOfRangeException(name, level, "is not a level");
    }

    public static void Check(MtaioFileOptions options)
    {
        ArgumentNullException.ThrowIfNull(options.Encoding, nameof(options.Encoding));
        ArgumentNullException.ThrowIfNull(options.TimeProvider, nameof(options.TimeProvider));
        ArgumentNullException.ThrowIfNull(options.Batching, nameof(options.Batching));
        Check(options.Batching);
        if (options.FlushOnLevel is { } level) CheckLevel(level, nameof(options.FlushOnLevel));
        if (options.FlushToDiskInterval is { } interval) CheckTime(interval, TimeSpan.Zero, nameof(options.FlushToDiskInterval));
        if (options.RetryTimeLimit != TimeSpan.MaxValue) CheckTime(options.RetryTimeLimit, TimeSpan.Zero, nameof(options.RetryTimeLimit));
        CheckTime(options.ShutdownTimeout, TimeSpan.Zero, nameof(options.ShutdownTimeout));
        if (options.Handle is { IsAttached: true })
            throw new ArgumentException("the handle is already in use by another sink; give each sink its own", nameof(options.Handle));
    }

    static void Check(MtaioBatchingOptions batching)
    {
        if (batching.BatchSizeLimit < 1) throw new ArgumentOutOfRangeException(nameof(batching.BatchSizeLimit), batching.BatchSizeLimit, "must be at least 1");
        if (batching.QueueLimit < 1) throw new ArgumentOutOfRangeException(nameof(batching.QueueLimit), batching.QueueLimit, "must be at least 1, or null for no limit");
        CheckTime(batching.Period, TimeSpan.FromTicks(1), nameof(batching.Period));
        CheckTime(batching.BlockTimeout, TimeSpan.Zero, nameof(batching.BlockTimeout));
        if (!Enum.IsDefined(batching.Overflow)) throw new ArgumentOutOfRangeException(nameof(batching.Overflow), batching.Overflow, "is not an overflow policy");
        CheckLevel(batching.ShedBelow, nameof(batching.ShedBelow));
    }

    static void CheckTime(TimeSpan value, TimeSpan least, string name)
    {
        if (value < least) throw new ArgumentOutOfRangeException(name, value, least == TimeSpan.Zero ? "must not be negative" : "must be more than zero");
        if (value >= LongestTime)
            throw new ArgumentOutOfRangeException(name, value, "must be less than a day; in configuration write seconds as \"00:00:05\", as \"5\" means five days");
    }
}
