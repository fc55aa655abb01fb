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

    /// <summary>Room for what a clipped event keeps.</summary>
    const int LeastEventBytes = 256;

    const UnixFileMode EveryMode = (UnixFileMode)0xFFF;

    /// <summary>Longer times are mistakes: in configuration files "5" means five days.</summary>
    static readonly TimeSpan LongestTime = TimeSpan.FromDays(1);

    public static void CheckTarget(string path, ITextFormatter formatter)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        ArgumentNullException.ThrowIfNull(formatter);
    }

    public static void CheckRotation(RotationPlan rotation, MtaioFileOptions options)
    {
        var (maxBytes, backupCount, interval, rotationOptions) = rotation;
        if (maxBytes < 1) throw new ArgumentOutOfRangeException(nameof(maxBytes), maxBytes, "must be at least 1, or null for no limit");
        if (backupCount < 0) throw new ArgumentOutOfRangeException(nameof(backupCount), backupCount, "must be at least 0, or null to keep all archives");
        if (!Enum.IsDefined(interval)) throw new ArgumentOutOfRangeException(nameof(interval), interval, "is not an interval");
        Check(rotationOptions);
        if (rotationOptions.RotateOnStart && !options.Append)
            throw new ArgumentException("a file cannot be both archived and emptied when it is first opened: RotateOnStart needs Append", nameof(rotationOptions.RotateOnStart));
    }

    /// <summary>Limits on archives say nothing about a file that has none.</summary>
    public static void CheckHasTrigger(RotationPlan rotation)
    {
        if (rotation.HasTrigger) return;
        const string Message = "needs something that makes the file rotate: maxBytes, interval, or RotateOnStart";
        var options = rotation.Options;
        if (rotation.BackupCount is not null) throw new ArgumentException(Message, "backupCount");
        if (options.Compression != ArchiveCompression.None) throw new ArgumentException(Message, nameof(options.Compression));
        if (options.RetainedAge is not null) throw new ArgumentException(Message, nameof(options.RetainedAge));
        if (options.RetainedBytes is not null) throw new ArgumentException(Message, nameof(options.RetainedBytes));
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
        if (!Enum.IsDefined(options.ControlCharacters)) throw new ArgumentOutOfRangeException(nameof(options.ControlCharacters), options.ControlCharacters, "is not a treatment of control characters");
        if (options.MaxEventBytes < LeastEventBytes) throw new ArgumentOutOfRangeException(nameof(options.MaxEventBytes), options.MaxEventBytes, "must be at least 256, or null for no limit");
        if (options.FlushOnLevel is { } level) CheckLevel(level, nameof(options.FlushOnLevel));
        if (options.FlushToDiskInterval is { } interval) CheckTime(interval, TimeSpan.Zero, nameof(options.FlushToDiskInterval));
        if (options.RetryTimeLimit != TimeSpan.MaxValue) CheckTime(options.RetryTimeLimit, TimeSpan.Zero, nameof(options.RetryTimeLimit));
        CheckTime(options.ShutdownTimeout, TimeSpan.Zero, nameof(options.ShutdownTimeout));
        if (options.FileMode is { } mode && (mode & ~EveryMode) != UnixFileMode.None) throw new ArgumentOutOfRangeException(nameof(options.FileMode), mode, "is not a file mode");
        if (options.FileMode is not null && OperatingSystem.IsWindows()) throw new ArgumentException("file modes are for Unix", nameof(options.FileMode));
        if (options.Shared && !OperatingSystem.IsLinux()) throw new ArgumentException("sharing a file between processes works on Linux only", nameof(options.Shared));
        if (options.Handle is { IsAttached: true })
            throw new ArgumentException("the handle is already in use by another sink; give each sink its own", nameof(options.Handle));
    }

    public static void Check(LogTransactionOptions options)
    {
        if (!Enum.IsDefined(options.Mode)) throw new ArgumentOutOfRangeException(nameof(options.Mode), options.Mode, "is not a mode");
        CheckLevel(options.ExceptionLevel, nameof(options.ExceptionLevel));
        CheckLevel(options.CompletionLevel, nameof(options.CompletionLevel));
        CheckLevel(options.HoldBelow, nameof(options.HoldBelow));
        if (options.HeldLimit < 1) throw new ArgumentOutOfRangeException(nameof(options.HeldLimit), options.HeldLimit, "must be at least 1");
    }

    static void Check(RotationOptions rotation)
    {
        if (!Enum.IsDefined(rotation.Naming)) throw new ArgumentOutOfRangeException(nameof(rotation.Naming), rotation.Naming, "is not a way to name archives");
        if (!Enum.IsDefined(rotation.Compression)) throw new ArgumentOutOfRangeException(nameof(rotation.Compression), rotation.Compression, "is not a compression");
        if (rotation.RetainedAge <= TimeSpan.Zero) throw new ArgumentOutOfRangeException(nameof(rotation.RetainedAge), rotation.RetainedAge, "must be more than zero, or null for no limit");
        if (rotation.RetainedBytes < 0) throw new ArgumentOutOfRangeException(nameof(rotation.RetainedBytes), rotation.RetainedBytes, "must be at least 0, or null for no limit");
        if (rotation.UncompressedArchives < 0) throw new ArgumentOutOfRangeException(nameof(rotation.UncompressedArchives), rotation.UncompressedArchives, "must be at least 0");
        if (rotation.UncompressedArchives > 0 && rotation.Compression == ArchiveCompression.None)
            throw new ArgumentException("says how many archives are left out of a compression that is not asked for", nameof(rotation.UncompressedArchives));
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
