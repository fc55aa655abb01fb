using Serilog.Formatting;
using Serilog.Formatting.Compact;
using Serilog.Sinks.MtaioFile.Archiving;

namespace Serilog.Sinks.MtaioFile.Composition;

/// <summary>What the entry points choose: the path, the format, the rotation. All values are checked.</summary>
/// <param name="Path">The absolute path of the log file.</param>
/// <param name="Formatter">Renders events.</param>
/// <param name="Rotation">How the file rotates; null = it does not rotate.</param>
/// <param name="Options">All other options.</param>
sealed record SinkPlan(string Path, ITextFormatter Formatter, RotationPlan? Rotation, MtaioFileOptions Options)
{
    /// <summary>A file that rotates by size alone; without a size limit it does not rotate.</summary>
    public static SinkPlan Plain(string path, ITextFormatter formatter, long? maxBytes, int? backupCount, MtaioFileOptions? options)
    {
        if (maxBytes is null) return Checked(new SinkPlan(path, formatter, Rotation: null, options ?? new MtaioFileOptions()));
        var rotation = new RotationPlan(maxBytes, backupCount, RotationInterval.None, new RotationOptions());
        return Rotating(path, formatter, rotation, options);
    }

    public static SinkPlan Rotating(string path, ITextFormatter formatter, RotationPlan rotation, MtaioFileOptions? options)
    {
        options ??= new MtaioFileOptions();
        OptionsValidator.Validate(rotation, options);
        OptionsValidator.ValidateHasTrigger(rotation, options);
        var plan = Checked(new SinkPlan(path, formatter, rotation, options));
        OptionsValidator.ValidateArchiveNames(plan.Path, rotation);
        return plan;
    }

    public static SinkPlan Json(string path, ITextFormatter? formatter, RotationPlan rotation, MtaioFileOptions? options)
    {
        if (options is not null) OptionsValidator.ValidateJson(options);
        return Rotating(path, formatter ?? new CompactJsonFormatter(), rotation, options);
    }

    /// <exception cref="InvalidOperationException">The sink does not rotate its file.</exception>
    public void RequireRotation()
    {
        if (Rotation is not null) return;
        throw new InvalidOperationException("the sink does not rotate its file; give it maxBytes, or use MtaioRotatingFile");
    }

    static SinkPlan Checked(SinkPlan plan)
    {
        OptionsValidator.ValidateTarget(plan.Path, plan.Formatter);
        OptionsValidator.Validate(plan.Options);
        return plan with { Path = AbsolutePath(plan.Path) };
    }

    /// <summary>The path from the root, so that a later change of the current directory does not move the log.</summary>
    static string AbsolutePath(string path)
    {
        try
        {
            return System.IO.Path.GetFullPath(path);
        }
        catch (ArgumentException)
        {
            // The path has characters that no file name can have. Opening the file will fail and report it.
            return path;
        }
    }
}

/// <summary>When the file rotates, and which archives are kept.</summary>
sealed record RotationPlan(long? MaxBytes, int? BackupCount, RotationInterval Interval, RotationOptions Options)
{
    /// <summary>Whether a size, an interval or the start rotates the file.</summary>
    public bool HasTrigger => MaxBytes is not null || Interval != RotationInterval.None || Options.RotateOnStart;

    /// <summary>The codec that compresses archives; null = they stay plain.</summary>
    public ArchiveCodec? Codec { get; init; } = ArchiveCodecs.For(Options.Compression);
}
