using System.Text;
using Serilog.Formatting;
using Serilog.Sinks.MtaioFile.Archiving;
using Serilog.Sinks.MtaioFile.Checks;
using Serilog.Sinks.MtaioFile.Rotation;

namespace Serilog.Sinks.MtaioFile.Composition;

/// <summary>The parameters of Serilog.Sinks.File and what they mean there, as a plan.</summary>
/// <param name="RollingInterval">The period of one file.</param>
/// <param name="FileSizeLimitBytes">The size at which the next file begins; null = no limit.</param>
/// <param name="RetainedFileCountLimit">How many files there are, the active one counted; null = no limit.</param>
/// <param name="RetainedFileTimeLimit">How long after the date in its name a file is kept; null = no limit.</param>
sealed record RollingFileShape(
    RotationInterval RollingInterval,
    long? FileSizeLimitBytes,
    int? RetainedFileCountLimit,
    TimeSpan? RetainedFileTimeLimit)
{
    /// <summary>The date in the names: no more digits than tell the periods apart; null = none.</summary>
    StampFormat? Date => RollingInterval.Unit switch
    {
        IntervalUnit.None => null,
        IntervalUnit.Year => StampFormat.Compact(StampPrecision.Year),
        IntervalUnit.Month => StampFormat.Compact(StampPrecision.Month),
        _ => StampFormat.Compact(StampFormat.PrecisionFor(RollingInterval)),
    };

    public SinkPlan Plan(string path, ITextFormatter formatter, MtaioFileOptions options)
    {
        Check.AtLeast(FileSizeLimitBytes, 1, "fileSizeLimitBytes", "for no limit");
        Check.AtLeast(RetainedFileCountLimit, 1, "retainedFileCountLimit", "for no limit");
        Check.AtLeast(RetainedFileTimeLimit?.Ticks, 0, "retainedFileTimeLimit", "for no limit");
        // An age is more than zero: the least one deletes what is not the active file.
        var age = RetainedFileTimeLimit is { } time && time == TimeSpan.Zero ? TimeSpan.FromTicks(1) : RetainedFileTimeLimit;
        var rotation = new RotationPlan(
            FileSizeLimitBytes, RetainedFileCountLimit - 1, RollingInterval, new RotationOptions { RetainedAge = age })
        {
            SizeRule = SizeRule.UntilReached,
            AgeRule = AgeRule.SinceDateInName,
        };
        return SinkPlan.Rotating(LogPath.BeforeExtension(path, Date), formatter, rotation, options);
    }

    /// <summary>The options of the user, with those that are parameters of Serilog.Sinks.File.</summary>
    public static MtaioFileOptions Options(
        MtaioFileOptions? options,
        bool shared,
        TimeSpan? flushToDiskInterval,
        Encoding? encoding,
        MtaioFileHooks? hooks)
    {
        var all = options?.Copy() ?? new MtaioFileOptions();
        all.Shared |= shared;
        all.FlushToDiskInterval = flushToDiskInterval ?? all.FlushToDiskInterval;
        all.Encoding = encoding ?? all.Encoding;
        all.Hooks = hooks ?? all.Hooks;
        return all;
    }
}
