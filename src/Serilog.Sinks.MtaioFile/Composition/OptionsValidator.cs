using Serilog.Formatting;
using Serilog.Sinks.MtaioFile.Archiving;
using Serilog.Sinks.MtaioFile.Checks;

namespace Serilog.Sinks.MtaioFile.Composition;

/// <summary>
/// Checks the options of a sink when it is configured; each message names the parameter or option. Setters cannot check, because
/// Serilog.Settings.Configuration swallows their exceptions.
/// </summary>
static class OptionsValidator
{
    const int Utf8CodePage = 65001;

    /// <summary>The least <c>MaxEventBytes</c>: the parts that a clipped event keeps need this many bytes.</summary>
    const int LeastEventBytes = 256;

    const string ForNoLimit = "for no limit";
    const string MaxTime = "TimeSpan.MaxValue";
    const string KeepTheirNames =
        "files with a date in their path keep their names; leave ArchiveName out, or take the date out of the path";

    static readonly string[] NamesOfPath = ["{name}", "{stem}", "{ext}"];

    const UnixFileMode EveryMode = (UnixFileMode)0xFFF;

    public static void ValidateFormatter(ITextFormatter formatter) => ArgumentNullException.ThrowIfNull(formatter);

    public static void Validate(RotationPlan rotation, MtaioFileOptions options)
    {
        var (maxBytes, backupCount, _, rotationOptions) = rotation;
        Check.AtLeast(maxBytes, 1, nameof(maxBytes), ForNoLimit);
        Check.AtLeast(backupCount, 0, nameof(backupCount), "to keep all archives");
        Validate(rotationOptions);
        if (!rotationOptions.RotateOnStart || options.Append) return;
        throw new ArgumentException(
            "a file cannot be both archived and emptied when it is first opened: RotateOnStart needs Append",
            nameof(rotationOptions.RotateOnStart));
    }

    /// <summary>
    /// Refuses names that contradict the path, and a path of which a name would be too long: such a file would never rotate.
    /// </summary>
    /// <returns>The rotation with the pattern of its archives' names, read once.</returns>
    public static RotationPlan ReadNames(LogPath path, RotationPlan rotation)
    {
        var name = Path.GetFileName(path.Path);
        var present = rotation.Options.ArchiveName;
        var codecs = rotation.Codecs.All;
        var isDefault = string.Equals(present, RotationOptions.DefaultArchiveName, StringComparison.Ordinal);
        if (path.Rolling is null && isDefault)
            rotation = rotation with { Pattern = ArchiveNamePattern.DefaultFor(path.Path) };
        else if (path.Rolling is null)
            rotation = rotation with { Pattern = ReadPattern(nameof(RotationOptions.ArchiveName), present, path, ReadPresent) };
        else if (!isDefault)
            throw new ArgumentException(KeepTheirNames, nameof(RotationOptions.ArchiveName));
        ValidateFormerNames(path, rotation);
        ValidateLink(path, rotation.Options.LatestLink);
        if (rotation.BackupCount == 0 && path.Rolling is null) return rotation;
        var longest = FileNameLength.Longest(path, rotation);
        if (longest <= FileNameLength.Limit) return rotation;
        throw new ArgumentException(
            $"the file name {name} is too long: its archives' names would have up to {longest} {path.Rules.LengthUnit}, " +
            $"more than {FileNameLength.Limit}",
            nameof(path));

        ArchiveNamePattern ReadPresent(string pattern) => ArchiveNamePattern.Read(pattern, path.Path, codecs);
    }

    static void ValidateFormerNames(LogPath path, RotationPlan rotation)
    {
        var (options, codecs) = (rotation.Options, rotation.Codecs.All);
        foreach (var former in options.FormerArchiveNames)
        {
            ReadPattern(
                nameof(RotationOptions.FormerArchiveNames), former, path, p => ArchiveNamePattern.ReadFormer(p, path.Path, codecs));
            if (path.Rolling is null && path.Rules.Comparer.Equals(former, options.ArchiveName))
                throw Refused($"{former} is the pattern of ArchiveName, whose archives are counted anyway; write the patterns from before");
            if (path.Rolling is not null && NamesOfPath.Any(n => former.Contains(n, StringComparison.OrdinalIgnoreCase)))
                throw Refused($"{former} has a part of the active file's name, which has a date; write the text of the name instead");
        }

        static ArgumentException Refused(string message) => new(message, nameof(RotationOptions.FormerArchiveNames));
    }

    static void ValidateLink(LogPath path, string? link)
    {
        if (link is null) return;
        const string Example = "write, for instance, latest.log";
        if (path.Rolling is null) throw Refused("the active file keeps its path and needs no link; leave LatestLink out");
        if (link.Length == 0 || !string.Equals(link, Path.GetFileName(link), StringComparison.Ordinal))
            throw Refused($"\"{link}\" is not the name of a file; {Example}");
        if (path.Rules.MistakeInName(link) is { } mistake) throw Refused($"{link} is not the name of a file: {mistake}");
        var names = new RollingNames(path.Rolling, path.Rules.Comparison);
        if (names.TryParse(link, out _)) throw Refused($"{link} would be the name of a log file; {Example}");

        static ArgumentException Refused(string message) => new(message, nameof(RotationOptions.LatestLink));
    }

    /// <summary>Two logs with archives of the same names would take each other's archives.</summary>
    public static ArgumentException ArchivesOfAnotherLog(string names, string owner) => new(
        $"the archives would be {names}, as those of {owner} are; write another name or another folder",
        nameof(RotationOptions.ArchiveName));

    /// <summary>Two sinks would tear a chain, whose records follow each other.</summary>
    public static ArgumentException ChainOfAnotherSink(string path) => new(
        $"{path} is already written by a sink of this process, and a chain has one writer; use one logger for both, or another file",
        nameof(MtaioFileOptions.Chain));

    static ArchiveNamePattern ReadPattern(string option, string text, LogPath path, Func<string, ArchiveNamePattern> read)
    {
        try
        {
            var pattern = read(text);
            // A device has no archives, and may have a name that they cannot have.
            if (path.Rules.MistakeInName(Path.GetFileName(path.Path)) is not null) return pattern;
            if (path.Rules.MistakeIn(pattern.Example) is { } mistake) throw new FormatException(mistake);
            return pattern;
        }
        catch (FormatException ex)
        {
            throw new ArgumentException($"{text} is not a pattern of archive names: {ex.Message}", option, ex);
        }
    }

    public static void ValidateJson(MtaioFileOptions options)
    {
        if (options.Encoding is { } encoding && (encoding.CodePage != Utf8CodePage || encoding.Preamble.Length > 0))
            throw new ArgumentException("JSON files are written in UTF-8 without byte order mark only", nameof(options.Encoding));
    }

    public static void Validate(MtaioFileOptions options)
    {
        ArgumentNullException.ThrowIfNull(options.Encoding, nameof(options.Encoding));
        ArgumentNullException.ThrowIfNull(options.TimeProvider, nameof(options.TimeProvider));
        ArgumentNullException.ThrowIfNull(options.Batching, nameof(options.Batching));
        Validate(options.Batching);
        var isTreatment = options.ControlCharacters is ControlCharacters.Keep or ControlCharacters.Escape;
        Check.Defined(
            isTreatment, options.ControlCharacters, "is not a treatment of control characters", nameof(options.ControlCharacters));
        Check.AtLeast(options.MaxEventBytes, LeastEventBytes, nameof(options.MaxEventBytes), ForNoLimit);
        ValidateFlushing(options);
        ValidateFile(options);
        ValidateChain(options);
        if (options.Handle?.InUse is { } message) throw new ArgumentException(message, nameof(options.Handle));
    }

    static void ValidateFlushing(MtaioFileOptions options)
    {
        if (options.FlushOnLevel is { } level) Check.Level(level, nameof(options.FlushOnLevel));
        if (options.FlushToDiskInterval is { } interval) Check.NotNegative(interval, nameof(options.FlushToDiskInterval), "null");
        if (options.RetryTimeLimit != TimeSpan.MaxValue) Check.NotNegative(options.RetryTimeLimit, nameof(options.RetryTimeLimit), MaxTime);
        Check.NotNegative(options.ShutdownTimeout, nameof(options.ShutdownTimeout));
    }

    static void ValidateFile(MtaioFileOptions options)
    {
        if (options.FileMode is { } mode && (mode & ~EveryMode) != UnixFileMode.None)
        {
            const string Message = "is not a file mode; allowed are UnixFileMode's values and their combinations";
            throw new ArgumentOutOfRangeException(nameof(options.FileMode), mode, Message);
        }
        if (options.CloseIdleFileAfter is { } after && after != TimeSpan.MaxValue)
            Check.Positive(after, nameof(options.CloseIdleFileAfter), $"null or {MaxTime}");
        if (options.FileMode is not null && OperatingSystem.IsWindows())
            throw new ArgumentException("file modes are for Unix", nameof(options.FileMode));
    }

    static void ValidateChain(MtaioFileOptions options)
    {
        if (options.Chain is null) return;
        if (options.Shared)
        {
            throw new ArgumentException(
                "a chain has one writer: leave Shared out, and give each process a file of its own", nameof(options.Chain));
        }
        if (options.Encoding.CodePage != Utf8CodePage)
            throw new ArgumentException("the records of a chain are in UTF-8; leave Encoding out", nameof(options.Chain));
    }

    static void Validate(RotationOptions rotation)
    {
        ArgumentNullException.ThrowIfNull(rotation.ArchiveName, nameof(rotation.ArchiveName));
        ArgumentNullException.ThrowIfNull(rotation.FormerArchiveNames, nameof(rotation.FormerArchiveNames));
        foreach (var former in rotation.FormerArchiveNames) ArgumentNullException.ThrowIfNull(former, nameof(rotation.FormerArchiveNames));
        ArgumentNullException.ThrowIfNull(rotation.Compression, nameof(rotation.Compression));
        if (CompressionValidator.MistakeIn(rotation.Compression) is { } mistake)
            throw new ArgumentException($"{rotation.Compression.GetType().Name} {mistake}", nameof(rotation.Compression));
        if (rotation.RetainedAge is { } age && age <= TimeSpan.Zero)
            throw new ArgumentOutOfRangeException(nameof(rotation.RetainedAge), age, "must be more than zero, or null for no limit");
        Check.AtLeast(rotation.RetainedBytes, 0, nameof(rotation.RetainedBytes), ForNoLimit);
        Check.AtLeast(rotation.UncompressedArchives, 0, nameof(rotation.UncompressedArchives));
        if (rotation.UncompressedArchives == 0 || rotation.Compression != ArchiveCompression.None) return;
        throw new ArgumentException(
            "says how many archives are left out of a compression that is not asked for", nameof(rotation.UncompressedArchives));
    }

    static void Validate(MtaioBatchingOptions batching)
    {
        Check.AtLeast(batching.BatchSizeLimit, 1, nameof(batching.BatchSizeLimit));
        Check.AtLeast(batching.QueueLimit, 1, nameof(batching.QueueLimit), ForNoLimit);
        Check.AtLeast(batching.QueueBytes, 1, nameof(batching.QueueBytes), ForNoLimit);
        Check.Positive(batching.Period, nameof(batching.Period));
        Check.NotNegative(batching.BlockTimeout, nameof(batching.BlockTimeout));
        var isPolicy = batching.Overflow is >= OverflowPolicy.Block and <= OverflowPolicy.Shed;
        Check.Defined(isPolicy, batching.Overflow, "is not an overflow policy", nameof(batching.Overflow));
        Check.Level(batching.ShedBelow, nameof(batching.ShedBelow));
    }
}
