using System.Globalization;
using System.Xml.Linq;
using Serilog.Sinks.MtaioFile.Settings;

namespace Serilog.Sinks.MtaioFile.Tool.Migration;

/// <summary>Makes a sink of a target of NLog that writes a file, and of the wrapper around it.</summary>
sealed class NLogTarget(XElement target, XmlValues values, IReadOnlyDictionary<string, string> variables, Losses losses)
{
    /// <summary>What a queue does here, unless a configuration says otherwise.</summary>
    public const string FullQueue = "each sink has a queue; if it is full, calls wait, and the oldest event is not dropped";

    readonly SinkDraft _sink = new();

    public static bool IsFile(XElement target) => string.Equals(TypeOf(target), "File", StringComparison.OrdinalIgnoreCase);

    public static string TypeOf(XElement target) => (XmlValues.Attribute(target, "type") ?? "").Split(':')[^1];

    /// <param name="wrappers">The targets around this one, the nearest first.</param>
    public SinkDraft Convert(IEnumerable<XElement> wrappers)
    {
        values.Ignore("name", "type", "autoFlush", "keepFileOpen");
        XmlValues.LoseOthers(target, losses, "layout");
        if (values.Take("createDirs") is { } creates && Is(creates, "false"))
            losses.Add(values.PlaceOf("createDirs"), "createDirs=\"false\" is not carried over: missing folders are made");
        var fileName = values.Take("fileName") ?? "";
        if (fileName.Length == 0) losses.Add(target, "the target has no fileName; write a path");
        _sink.Path = PathOf(fileName);
        _sink.Interval = values.Take("archiveEvery") is { } every && !Is(every, "None") ? every : null;
        ReadLimits();
        ReadArchiveName();
        ReadFile();
        ReadLayout();
        foreach (var wrapper in wrappers) ReadWrapper(wrapper);
        AddLeft(values);
        return _sink;
    }

    string PathOf(string layout) => NLogPath.Convert(layout.Replace('\\', '/'), variables, target, losses);

    void ReadLimits()
    {
        var bytes = TakeNumber(values, "archiveAboveSize");
        var hasSize = bytes > 0;
        _sink.MaxBytes = hasSize ? bytes : SinkDraft.None;
        var onStart = values.TakeTrue("archiveOldFileOnStartup");
        if (onStart) _sink.Rotation["rotateOnStart"] = true;
        var (count, days) = (TakeNumber(values, "maxArchiveFiles") ?? -1, TakeNumber(values, "maxArchiveDays"));
        var isCompressed = values.TakeTrue("enableArchiveFileCompression");
        // A file that never rotates has no archives to keep.
        if (!hasSize && !onStart && _sink.Interval is null && !HasDate) return;
        _sink.BackupCount = count >= 0 ? count : SinkDraft.None;
        if (days > 0) _sink.Rotation["retainedAge"] = FormattableString.Invariant($"{days}d");
        if (!isCompressed || count == 0) return;
        _sink.Rotation["compression"] = "GZip";
        losses.Add(values.PlaceOf("enableArchiveFileCompression"), "archives are compressed as gzip, not as zip");
    }

    bool HasDate => _sink.Path.Contains("{date", StringComparison.Ordinal);

    void ReadArchiveName()
    {
        var (name, suffix) = (values.Take("archiveFileName"), values.Take("archiveSuffixFormat"));
        var (numbering, format) = (values.Take("archiveNumbering"), values.Take("archiveDateFormat"));
        if (name is null && suffix is null)
        {
            Lose("archiveNumbering", numbering);
            Lose("archiveDateFormat", format);
            return;
        }
        if (numbering?.Contains("Sequence", StringComparison.OrdinalIgnoreCase) is true)
            losses.Add(values.PlaceOf("archiveNumbering"), $"archiveNumbering=\"{numbering}\": number 1 is always the newest archive");
        if (_sink.BackupCount is null || HasDate)
        {
            losses.Add(target, "the names of archives are left out: this file is never renamed");
            return;
        }
        var archive = name is null ? _sink.Path : PathOf(NLogArchiveName.Marked(name));
        _sink.Rotation["archiveName"] = NLogArchiveName.Pattern(_sink.Path, archive, suffix, numbering, format);
    }

    void Lose(string name, string? text)
    {
        if (text is not null) losses.Add(values.PlaceOf(name), $"{name}=\"{text}\" is not carried over");
    }

    void ReadFile()
    {
        if (values.Take("encoding") is { } encoding && !Is(encoding, "utf-8")) _sink.Options["encoding"] = encoding;
        if (values.TakeTrue("deleteOldFileOnStartup")) _sink.Options["append"] = false;
        if (values.TakeTrue("concurrentWrites")) _sink.Options["shared"] = true;
    }

    void ReadLayout()
    {
        var layout = values.Take("layout");
        if (XmlValues.Children(target, "layout").FirstOrDefault(l => TypeOf(l).Length > 0 && !Is(TypeOf(l), "SimpleLayout")) is { } typed)
        {
            if (values.Take("lineEnding") is { } end && !Is(end, "Default")) Lose("lineEnding", end);
            ReadTyped(typed);
            return;
        }
        layout ??= XmlValues.Children(target, "layout").Select(l => XmlValues.Attribute(l, "text")).FirstOrDefault();
        var ending = values.Take("lineEnding")?.ToUpperInvariant();
        if (ending is not (null or "LF" or "CRLF" or "NONE" or "DEFAULT")) Lose("lineEnding", values.Take("lineEnding"));
        var lineEnd = ending switch
        {
            "LF" => "\n",
            "CRLF" => "\r\n",
            "NONE" => "",
            _ => null,
        };
        var template = new NLogTemplate(values.PlaceOf("layout") ?? target, variables, losses);
        _sink.OutputTemplate = template.Convert(layout ?? NLogTemplate.Default, lineEnd);
    }

    void ReadTyped(XElement layout)
    {
        if (Is(TypeOf(layout), "JsonLayout"))
        {
            _sink.Method = "MtaioJsonFile";
            losses.Add(layout, "the attributes of JsonLayout are not carried over: MtaioJsonFile writes @t, @mt, @l, @x");
            if (_sink.Options.Remove("encoding")) losses.Add(target, "the encoding is left out: a JSON file is always UTF-8");
        }
        else
        {
            losses.Add(layout, $"{TypeOf(layout)} has no counterpart; the default template is used");
        }
    }

    /// <summary>A wrapper that queues has settings of the queue, which every sink has here.</summary>
    void ReadWrapper(XElement wrapper)
    {
        var queue = new XmlValues(wrapper);
        queue.Ignore("name", "type");
        if (!Is(TypeOf(wrapper), "AsyncWrapper"))
        {
            losses.Add(wrapper, $"the wrapper {TypeOf(wrapper)} is left out: events are always queued and written in batches");
            return;
        }
        ReadQueue(queue);
        if (queue.Take("overflowAction") is null) losses.Add(wrapper, $"the wrapper AsyncWrapper has no overflowAction: {FullQueue}");
        AddLeft(queue);
    }

    public void ReadQueue(XmlValues queue)
    {
        if (TakeNumber(queue, "queueLimit") is { } limit) _sink.Batching["queueLimit"] = limit;
        if (TakeNumber(queue, "batchSize") is { } size and > 0) _sink.Batching["batchSizeLimit"] = size;
        if (TakeNumber(queue, "timeToSleepBetweenBatches") is { } pause and > 1)
            _sink.Batching["period"] = FormattableString.Invariant($"{pause}ms");
        switch (queue.Take("overflowAction")?.ToUpperInvariant())
        {
            case "DISCARD":
                _sink.Batching["overflow"] = "DropOldest";
                break;
            case "BLOCK":
                _sink.Batching["overflow"] = "Block";
                break;
            case "GROW":
                _sink.Batching["queueLimit"] = SinkDraft.None;
                break;
            case not null:
                losses.Add(queue.PlaceOf("overflowAction"), $"overflowAction=\"{queue.Take("overflowAction")}\" is not carried over");
                break;
        }
    }

    void AddLeft(XmlValues left)
    {
        foreach (var (name, text, place) in left.Left)
        {
            var remedy = OtherSinksNames.RemedyFor(name) is { } known ? $": {known}" : "";
            losses.Add(place, $"{name}=\"{text}\" is not carried over{remedy}");
        }
    }

    long? TakeNumber(XmlValues from, string name)
    {
        var text = from.Take(name);
        if (long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)) return number;
        if (text is not null) losses.Add(from.PlaceOf(name), $"{name}=\"{text}\" is no number; it is left out");
        return null;
    }

    static bool Is(string text, string other) => string.Equals(text, other, StringComparison.OrdinalIgnoreCase);
}
