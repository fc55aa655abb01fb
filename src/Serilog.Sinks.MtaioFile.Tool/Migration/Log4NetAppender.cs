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

    public static string TypeOf(XElement appender) =>
        (XmlValues.Attribute(appender, "type") ?? "").Split(',')[0].Split('.')[^1].Trim();

    public static bool IsFile(XElement appender) => TypeOf(appender) is "RollingFileAppender" or "FileAppender";

    public SinkDraft Convert()
    {
        _values.Ignore("name", "type", "layout");
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
        var braced = Variables().Replace(file, "{env:${name}}");
        var path = braced.Replace("%processid", "{processId}", StringComparison.Ordinal);
        foreach (Match unknown in Patterns().Matches(path))
            losses.Add(place, $"{unknown.Value} has no counterpart in a path; the path is written without it");
        return Patterns().Replace(path, "");
    }

    void ReadRolling(string path)
    {
        var isRolling = TypeOf(appender) is "RollingFileAppender";
        var style = isRolling ? _values.Take("rollingStyle") ?? "Composite" : "None";
        var format = _values.Take("datePattern") ?? DefaultDate;
        var size = _values.TakeAny("maximumFileSize", "maxFileSize");
        var backups = long.TryParse(
            _values.Take("maxSizeRollBackups"), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var n) ? n : 0;
        var isStatic = !string.Equals(_values.Take("staticLogFileName"), "false", StringComparison.OrdinalIgnoreCase);
        var keepsExtension = _values.TakeTrue("preserveLogFileNameExtension");
        if (int.TryParse(_values.Take("countDirection"), CultureInfo.InvariantCulture, out var up) && up >= 0)
            losses.Add(_values.PlaceOf("countDirection"), "countDirection is not carried over: number 1 is always the newest archive");
        var byDate = Is(style, "Date") || Is(style, "Composite");
        var bySize = Is(style, "Size") || Is(style, "Composite");
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
    }

    void ReadLayout()
    {
        var layout = XmlValues.Children(appender, "layout").FirstOrDefault();
        var type = layout is null ? "" : TypeOf(layout);
        if (layout is null || type.Contains("SimpleLayout", StringComparison.Ordinal))
        {
            _sink.OutputTemplate = "{Level:u4} - {Message:l}{NewLine}{Exception}";
        }
        else if (type.Contains("PatternLayout", StringComparison.Ordinal))
        {
            var values = new XmlValues(layout);
            var place = values.PlaceOf("conversionPattern") ?? layout;
            var pattern = XmlValues.Children(layout, "conversionPattern").FirstOrDefault() is { } element
                ? XmlValues.Attribute(element, "value") : XmlValues.Attribute(layout, "value");
            pattern ??= values.Take("conversionPattern") ?? "%message%newline";
            _sink.OutputTemplate = new Log4NetPattern(place, losses).Convert(pattern);
            foreach (var header in XmlValues.Children(layout, "header", "footer"))
                losses.Add(header, $"{header.Name.LocalName} is not carried over: {OtherSinksNames.RemedyFor(header.Name.LocalName)}");
        }
        else
        {
            losses.Add(layout, $"{type} has no counterpart; the default template is used");
        }
    }

    void ReadLevel()
    {
        if (Levels.Of(_values.Take("threshold")) is { } threshold) _sink.Level = threshold.ToString();
        foreach (var filter in XmlValues.Children(appender, "filter"))
        {
            var values = new XmlValues(filter);
            if (TypeOf(filter) is "LevelRangeFilter" && Levels.Of(values.Take("levelMin")) is { } least) _sink.Level = least.ToString();
            var most = Levels.Of(values.Take("levelMax")) ?? Events.LogEventLevel.Fatal;
            if (TypeOf(filter) is not "LevelRangeFilter" || most < Events.LogEventLevel.Fatal)
                losses.Add(filter, $"{TypeOf(filter)} is not carried over as it is: a sink has a lowest level only");
        }
    }

    static bool Is(string text, string other) => string.Equals(text, other, StringComparison.OrdinalIgnoreCase);

    [GeneratedRegex(@"\$\{(?<name>\w+)\}", RegexOptions.NonBacktracking)]
    private static partial Regex Variables();

    [GeneratedRegex(@"%[-\d.]*[a-zA-Z]+(?:\{[^}]*\})?", RegexOptions.NonBacktracking)]
    private static partial Regex Patterns();

    [GeneratedRegex("[KMG]B$", RegexOptions.IgnoreCase | RegexOptions.NonBacktracking)]
    private static partial Regex Unit();
}
