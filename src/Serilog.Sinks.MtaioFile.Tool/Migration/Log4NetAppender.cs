using System.Globalization;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Serilog.Sinks.MtaioFile.Settings;

namespace Serilog.Sinks.MtaioFile.Tool.Migration;

/// <summary>Makes a sink of an appender of log4net that writes a file.</summary>
sealed partial class Log4NetAppender(XElement appender, Losses losses)
{
    const string DefaultDate = ".yyyy-MM-dd";

    /// <summary>What log4net keeps below a size limit, if nothing is said.</summary>
    const string DefaultSize = "10MiB";

    readonly SinkDraft _sink = new();
    readonly XmlValues _values = new(appender);

    Events.LogEventLevel? _level;

    public static string TypeOf(XElement appender) =>
        (XmlValues.Attribute(appender, "type") ?? "").Split(',')[0].Split('.')[^1].Trim();

    public static bool IsFile(XElement appender) => TypeOf(appender) is "RollingFileAppender" or "FileAppender";

    public SinkDraft Convert()
    {
        _values.Ignore("name", "type", "layout", "filter", "lockingModel");
        Log4NetPath.LoseVariables(appender, losses);
        XmlValues.LoseOthers(appender, losses, "file", "layout", "filter", "lockingModel");
        ReadRolling(ReadPath());
        ReadFile();
        ReadLayout();
        ReadLevel();
        foreach (var (name, text, place) in _values.Left)
        {
            var remedy = OtherSinksNames.RemedyFor(name) is { } known ? $": {known}" : "";
            losses.Add(place, $"{name} = \"{text}\" is not carried over{remedy}");
        }
        return _sink;
    }

    string ReadPath()
    {
        var place = _values.PlaceOf("file") ?? appender;
        var inside = XmlValues.Children(appender, "file").FirstOrDefault()?.Attribute("value")?.Value ?? "";
        var file = (_values.TakeAny("file", "fileName") ?? inside).Replace('\\', '/');
        _values.Ignore("file");
        if (file.Length == 0) losses.Add(place, "the appender has no file; write a path");
        var isPattern = place is XElement element && TypeOf(element) is "PatternString" || inside.Length > 0 && IsPattern(appender);
        return Log4NetPath.Convert(file, isPattern, place, losses);
    }

    static bool IsPattern(XElement appender) => XmlValues.Children(appender, "file").Any(f => TypeOf(f) is "PatternString");

    void ReadRolling(string path)
    {
        var isRolling = TypeOf(appender) is "RollingFileAppender";
        var style = isRolling ? _values.Take("rollingStyle") ?? "Composite" : "None";
        var format = _values.Take("datePattern") ?? DefaultDate;
        var size = _values.TakeAny("maximumFileSize", "maxFileSize");
        var backups = ReadBackups();
        var isStatic = !string.Equals(_values.Take("staticLogFileName"), "false", StringComparison.OrdinalIgnoreCase);
        var keepsExtension = _values.TakeTrue("preserveLogFileNameExtension");
        if (int.TryParse(_values.Take("countDirection"), CultureInfo.InvariantCulture, out var up) && up >= 0)
            losses.Add(_values.PlaceOf("countDirection"), "countDirection is not carried over: number 1 is always the newest archive");
        var byDate = Is(style, "Date") || Is(style, "Composite");
        var bySize = Is(style, "Size") || Is(style, "Composite");
        if (!byDate && !bySize && !Is(style, "Once") && !Is(style, "None"))
            losses.Add(_values.PlaceOf("rollingStyle"), $"rollingStyle = \"{style}\" is not known; the file is never renamed");
        if (byDate && DateFormats.Split(format).Date.Contains('t', StringComparison.Ordinal))
            losses.Add(_values.PlaceOf("datePattern"), $"datePattern = \"{format}\": half a day is no period here");
        _sink.Path = path;
        _sink.MaxBytes = bySize ? SizeOf(size ?? DefaultSize) : SinkDraft.None;
        if (byDate) _sink.Interval = DateFormats.PeriodOf(format) ?? "Day";
        if (Is(style, "Once")) _sink.Rotation["rotateOnStart"] = true;
        if (!isRolling) return;
        // Rolling by date alone deletes nothing.
        _sink.BackupCount = backups >= 0 && !Is(style, "Date") ? backups : SinkDraft.None;
        if (byDate && bySize && backups >= 0)
            losses.Add(appender, $"maxSizeRollBackups counts the archives of one day; backupCount {backups} counts those of all days");
        if (isStatic) ReadArchiveName(byDate, format, keepsExtension);
        else PutDateInPath(byDate, format, keepsExtension);
    }

    long ReadBackups()
    {
        var text = _values.Take("maxSizeRollBackups");
        if (long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var backups)) return backups;
        if (text is not null) losses.Add(_values.PlaceOf("maxSizeRollBackups"), $"maxSizeRollBackups = \"{text}\" is no number");
        return 0;
    }

    void ReadArchiveName(bool byDate, string format, bool keepsExtension)
    {
        var date = byDate ? DateFormats.ToPattern(format) : "";
        if (keepsExtension) _sink.Rotation["archiveName"] = $"{{stem}}{date}.{{n}}{{ext}}";
        else if (byDate) _sink.Rotation["archiveName"] = $"{{name}}{date}.{{n}}";
    }

    void PutDateInPath(bool byDate, string format, bool keepsExtension)
    {
        if (!byDate)
        {
            losses.Add(_values.PlaceOf("staticLogFileName"), "staticLogFileName is not carried over: the active file keeps its name");
            return;
        }
        var ext = keepsExtension ? Path.GetExtension(_sink.Path) : "";
        _sink.Path = $"{_sink.Path[..^ext.Length]}{DateFormats.ToPattern(format)}{ext}";
        _sink.Interval = null;
    }

    /// <summary>log4net's units are powers of 1,024.</summary>
    static string SizeOf(string size) => Unit().Replace(size.Trim(), m => $"{m.Value[0]}iB").ToString();

    void ReadFile()
    {
        if (string.Equals(_values.Take("appendToFile"), "false", StringComparison.OrdinalIgnoreCase)) _sink.Options["append"] = false;
        if (_values.Take("encoding") is { } encoding && !Is(encoding, "utf-8")) _sink.Options["encoding"] = encoding;
        if (_values.TakeTrue("immediateFlush")) _sink.Options["flushOnLevel"] = "Verbose";
        if (XmlValues.Children(appender, "lockingModel").FirstOrDefault() is not { } locking) return;
        var model = XmlValues.Attribute(locking, "type") ?? "";
        if (model.Contains("InterProcessLock", StringComparison.Ordinal)) _sink.Options["shared"] = true;
        else if (model.Contains("MinimalLock", StringComparison.Ordinal))
            losses.Add(locking, "MinimalLock is not carried over: write shared, if other processes write the file");
        else if (!model.Contains("ExclusiveLock", StringComparison.Ordinal))
            losses.Add(locking, $"the locking model {model} is not carried over");
    }

    void ReadLayout()
    {
        var layout = XmlValues.Children(appender, "layout").FirstOrDefault();
        if (layout is null) losses.Add(appender, "the appender has no layout; the template is that of SimpleLayout");
        _sink.OutputTemplate = new Log4NetLayout(layout ?? appender, losses).Template(layout is null ? "SimpleLayout" : TypeOf(layout));
    }

    void ReadLevel()
    {
        if (_values.Take("threshold") is { } threshold)
        {
            if (Levels.Of(threshold) is { } least) RaiseTo(least, threshold, _values.PlaceOf("threshold"));
            else losses.Add(_values.PlaceOf("threshold"), $"the threshold {threshold} is not carried over");
        }
        foreach (var filter in XmlValues.Children(appender, "filter"))
        {
            var values = new XmlValues(filter);
            values.Ignore("type");
            var isRange = TypeOf(filter) is "LevelRangeFilter";
            var (least, most) = (values.Take("levelMin"), values.Take("levelMax"));
            if (isRange && Levels.Of(least) is { } lowest) RaiseTo(lowest, least, filter);
            else isRange &= least is null;
            if (most is not null && Levels.Of(most) is not Events.LogEventLevel.Fatal) isRange = false;
            if (!isRange || values.Left.Any())
                losses.Add(filter, $"{TypeOf(filter)} is not carried over as it is: a sink has a lowest level only");
        }
    }

    /// <summary>An event has to pass the threshold and the filters.</summary>
    void RaiseTo(Events.LogEventLevel level, string? word, XObject? place)
    {
        if (Levels.IsBetween(word)) losses.Add(place, $"the level {word} becomes {level}");
        if (_level is null || level > _level) _level = level;
        _sink.Level = _level.ToString();
    }

    static bool Is(string text, string other) => string.Equals(text, other, StringComparison.OrdinalIgnoreCase);

    [GeneratedRegex("[KMG]B$", RegexOptions.IgnoreCase | RegexOptions.NonBacktracking)]
    private static partial Regex Unit();
}
