using Serilog.Formatting;
using Serilog.Sinks.MtaioFile.Archiving;
using Serilog.Sinks.MtaioFile.Formatting.Renderers;
using Serilog.Sinks.MtaioFile.Rotation;

namespace Serilog.Sinks.MtaioFile.Composition;

/// <summary>What the entry points choose: the path, the format, the rotation. All values are checked.</summary>
/// <param name="Path">The path of the log file, or of the files that roll.</param>
/// <param name="Formatter">Renders events.</param>
/// <param name="Rotation">How the file rotates; null = it does not rotate.</param>
/// <param name="Options">All other options.</param>
sealed record SinkPlan(LogPath Path, ITextFormatter Formatter, RotationPlan? Rotation, MtaioFileOptions Options)
{
    const string JsonNewLine = "\n";

    /// <summary>Whether the sink is one for JSON, whatever the formatter is.</summary>
    public bool IsJsonFile { get; init; }

    /// <summary>The line end of the system, which is that of text.</summary>
    public string SystemNewLine { get; init; } = Environment.NewLine;

    /// <summary>The line end of headers and footers, which is that of the events.</summary>
    public string HookNewLine => IsJsonFile || JsonFormatters.Contains(Formatter) ? JsonNewLine : SystemNewLine;

    /// <summary>A path that is the same for all archives; null = the file does not rotate.</summary>
    public string? ArchiveNames
    {
        get
        {
            if (Rotation is null) return null;
            if (Path.Rolling is { } rolling) return rolling.CommonPathIn(System.IO.Path.GetDirectoryName(Path.Path) ?? "");
            return Rotation.PatternFor(Path.Path).CommonPathFor(Path.Path);
        }
    }

    /// <summary>A file that rotates by size alone; without a size limit it does not rotate.</summary>
    public static SinkPlan Plain(string path, ITextFormatter formatter, long? maxBytes, int? backupCount, MtaioFileOptions? options)
    {
        var logPath = LogPath.Read(path);
        if (logPath.Rolling is not null)
            throw new ArgumentException($"{path} has a date, which is for files that rotate by time: use MtaioRotatingFile", nameof(path));
        options ??= new MtaioFileOptions();
        var rotation = new RotationPlan(maxBytes, backupCount, RotationInterval.None, new RotationOptions());
        if (maxBytes is not null) return Rotating(logPath, formatter, rotation, options);
        OptionsValidator.Validate(rotation, options);
        EffectValidator.ValidatePlain(backupCount, options);
        return Checked(new SinkPlan(logPath, formatter, Rotation: null, options));
    }

    public static SinkPlan Rotating(string path, ITextFormatter formatter, RotationPlan rotation, MtaioFileOptions? options) =>
        Rotating(LogPath.Read(path), formatter, rotation, options ?? new MtaioFileOptions());

    public static SinkPlan Rotating(LogPath path, ITextFormatter formatter, RotationPlan rotation, MtaioFileOptions options)
    {
        EffectValidator.ValidateInterval(rotation, path, options);
        if (path.Rolling is { } rolling && rotation.Interval.IsNone)
            rotation = rotation with { Interval = rolling.ImpliedInterval };
        if (!rotation.Interval.IsNone && path.MistakeByTime is { } mistake)
            throw new ArgumentException(mistake, nameof(path));
        OptionsValidator.Validate(rotation, options);
        var plan = Checked(new SinkPlan(path, formatter, rotation, options));
        rotation = OptionsValidator.ReadNames(path, rotation);
        EffectValidator.ValidateRotation(rotation, path, options);
        return plan with { Rotation = rotation };
    }

    public static SinkPlan Json(string path, ITextFormatter? formatter, RotationPlan rotation, MtaioFileOptions? options)
    {
        if (options is not null) OptionsValidator.ValidateJson(options);
        return Rotating(path, formatter ?? JsonFormatters.Default, rotation, options) with { IsJsonFile = true };
    }

    /// <exception cref="InvalidOperationException">The sink does not rotate its file.</exception>
    public void RequireRotation()
    {
        if (Rotation is not null) return;
        throw new InvalidOperationException("the sink does not rotate its file; give it maxBytes, or use MtaioRotatingFile");
    }

    static SinkPlan Checked(SinkPlan plan)
    {
        OptionsValidator.ValidateFormatter(plan.Formatter);
        OptionsValidator.Validate(plan.Options);
        OptionsValidator.ValidateChain(plan.Options, JsonFormatters.Contains(plan.Formatter));
        return plan;
    }
}

/// <summary>When the file rotates, and which archives are kept.</summary>
sealed record RotationPlan(long? MaxBytes, int? BackupCount, RotationInterval Interval, RotationOptions Options)
{
    /// <summary>How many archives are kept if nothing is said.</summary>
    public const int DefaultBackupCount = 31;

    /// <summary>What the size limit means for the line that reaches it.</summary>
    public SizeRule SizeRule { get; init; }

    /// <summary>From when the age of archives counts.</summary>
    public AgeRule AgeRule { get; init; }

    /// <summary>The pattern of the archives' names; null = it is not yet read, or the path of the log has the names.</summary>
    public ArchiveNamePattern? Pattern { get; init; }

    /// <summary>Whether a size, an interval or the start rotates the file.</summary>
    public bool HasTrigger => MaxBytes is not null || !Interval.IsNone || Options.RotateOnStart;

    /// <summary>The codecs of archives.</summary>
    public ArchiveCodecs Codecs => ArchiveCodecs.For(Options.Compression);

    /// <summary>The pattern of the archives' names, for an active file that keeps its path.</summary>
    public ArchiveNamePattern PatternFor(string activePath) =>
        Pattern ?? ArchiveNamePattern.Read(Options.ArchiveName, activePath, Codecs.All);
}
