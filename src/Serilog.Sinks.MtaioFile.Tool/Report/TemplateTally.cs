using Serilog.Events;

namespace Serilog.Sinks.MtaioFile.Tool.Report;

/// <summary>The records of one message template.</summary>
/// <param name="template">The template.</param>
/// <param name="missed">How many earlier records of the template may not be counted here.</param>
sealed class TemplateCount(string template, long missed)
{
    public string Template { get; } = template;

    public long Missed { get; } = missed;

    public long Count { get; private set; }

    /// <summary>The highest level seen.</summary>
    public LogEventLevel? Level { get; private set; }

    public DateTimeOffset? From { get; private set; }

    public DateTimeOffset? Until { get; private set; }

    /// <summary>Where the template was seen last.</summary>
    public RecordPlace Place { get; private set; }

    public void Add(in ReportRecord record)
    {
        Count++;
        if (Level is null || record.Level > Level) Level = record.Level;
        if (record.Time is { } time)
        {
            From = From < time ? From : time;
            Until = Until > time ? Until : time;
        }
        Place = record.Place;
    }
}

/// <summary>
/// Finds the most frequent templates in bounded memory: when there are too many, the rare ones are only counted together. A template
/// that is among the most frequent ones is counted from its first record on, unless it was rare at first.
/// </summary>
/// <param name="capacity">How many templates are kept when there are too many; meanwhile there are up to twice as many.</param>
sealed class TemplateTally(int capacity)
{
    readonly Dictionary<string, TemplateCount> _counts = new(StringComparer.Ordinal);
    long _mostForgotten;

    /// <summary>How many records belong to templates that were forgotten.</summary>
    public long Forgotten { get; private set; }

    /// <summary>How many templates are known; a lower bound after some were forgotten.</summary>
    public int Templates => _counts.Count;

    /// <summary>All that are known, the most frequent first.</summary>
    public IEnumerable<TemplateCount> Counts =>
        _counts.Values.OrderByDescending(c => c.Count).ThenBy(c => c.Template, StringComparer.Ordinal);

    public void Add(in ReportRecord record)
    {
        if (!_counts.TryGetValue(record.Template, out var count))
        {
            if (_counts.Count >= 2 * capacity) ForgetRare();
            count = new(record.Template, _mostForgotten);
            _counts.Add(record.Template, count);
        }
        count.Add(record);
    }

    void ForgetRare()
    {
        foreach (var rare in Counts.Skip(capacity).ToArray())
        {
            _counts.Remove(rare.Template);
            Forgotten += rare.Count;
            _mostForgotten = Math.Max(_mostForgotten, rare.Count + rare.Missed);
        }
    }
}
