using Serilog.Events;
using Serilog.Parsing;
using Serilog.Sinks.MtaioFile.Checks;
using Serilog.Sinks.MtaioFile.Runs;

namespace Serilog.Sinks.MtaioFile.Diagnostics;

/// <summary>Adds up the drops since the last drop notice, and makes the event that reports them in the log.</summary>
sealed class DropNotice
{
    const string Text =
        "{DroppedEvents} log events were dropped between {DroppedFrom:yyyy-MM-dd HH:mm:ss.fff zzz} and " +
        "{DroppedUntil:yyyy-MM-dd HH:mm:ss.fff zzz}: {DropReason} ({DroppedByLevel})";

    static readonly MessageTemplate Template = new MessageTemplateParser().Parse(Text);
    static readonly MessageTemplate TemplateWithNumbers = new MessageTemplateParser().Parse(Text + ", numbers {DroppedNumbers:l}");

    readonly int[] _byLevel = new int[Enum.GetValues<LogEventLevel>().Length];
    readonly SortedSet<DropReason> _reasons = [];
    DateTimeOffset _from, _until;

    public bool IsDue => _reasons.Count > 0;

    /// <summary>The numbers of the dropped events; none where records have no numbers.</summary>
    public NumberRanges Numbers { get; private set; } = new();

    public void Add(LogEvent dropped, DropReason reason, DateTimeOffset now)
    {
        if (!IsDue) _from = now;
        _until = now;
        _byLevel[NearestLevel.IndexOf(dropped.Level)]++;
        _reasons.Add(reason);
    }

    /// <summary>Takes the numbers: another record names them.</summary>
    public NumberRanges TakeNumbers()
    {
        var numbers = Numbers;
        Numbers = new NumberRanges();
        return numbers;
    }

    /// <summary>Adds the drops of an earlier notice.</summary>
    public void AddEarlier(DropNotice earlier)
    {
        if (!IsDue) _until = earlier._until;
        _from = earlier._from;
        for (var level = 0; level < _byLevel.Length; level++) _byLevel[level] += earlier._byLevel[level];
        _reasons.UnionWith(earlier._reasons);
        Numbers.AddAll(earlier.Numbers);
    }

    public LogEvent ToEvent(DateTimeOffset now)
    {
        var levels = Enum.GetValues<LogEventLevel>().Where(l => _byLevel[(int)l] > 0);
        var byLevel = string.Join(", ", levels.Select(l => $"{l}: {_byLevel[(int)l]}"));
        List<LogEventProperty> properties =
        [
            new("DroppedEvents", new ScalarValue(_byLevel.Sum())),
            new("DroppedFrom", new ScalarValue(_from)),
            new("DroppedUntil", new ScalarValue(_until)),
            new("DropReason", new ScalarValue(string.Join(", ", _reasons.Select(Describe)))),
            new("DroppedByLevel", new ScalarValue(byLevel)),
        ];
        if (!Numbers.IsEmpty) properties.Add(new("DroppedNumbers", new ScalarValue(Numbers.ToString())));
        var template = Numbers.IsEmpty ? Template : TemplateWithNumbers;
        return new LogEvent(now, LogEventLevel.Warning, exception: null, template, properties);
    }

    static string Describe(DropReason reason) => reason switch
    {
        DropReason.Overflow => "the queue was full",
        DropReason.Failure => "writing kept failing",
        DropReason.Formatting => "formatting failed",
        _ => reason.ToString(),
    };
}
