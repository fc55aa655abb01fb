using Serilog.Events;
using Serilog.Formatting.Display;
using Serilog.Parsing;
using Serilog.Sinks.MtaioFile.Settings;

namespace Serilog.Sinks.MtaioFile.Tool.Reading;

/// <summary>The names of an output template that no record has had so far: they may be typing errors.</summary>
sealed class TemplateNames
{
    /// <summary>The run and number of a record, as the library writes them.</summary>
    public const string Sequence = "Sequence";

    static readonly string[] OfAllRecords =
    [
        OutputProperties.MessagePropertyName, OutputProperties.TimestampPropertyName, "UtcTimestamp", OutputProperties.LevelPropertyName,
        OutputProperties.ExceptionPropertyName, OutputProperties.NewLinePropertyName, OutputProperties.PropertiesPropertyName,
        OutputProperties.TraceIdPropertyName, OutputProperties.SpanIdPropertyName,
    ];

    readonly HashSet<string> _missing;
    readonly bool _hasNames;
    bool _isAnyJson;
    bool _isAnyText;

    public TemplateNames(string template)
    {
        string[] names =
            [.. new MessageTemplateParser().Parse(template).Tokens.OfType<PropertyToken>().Select(t => t.PropertyName)];
        _hasNames = names.Length > 0;
        _missing = [.. names.Except(OfAllRecords, StringComparer.Ordinal)];
        HasSequence = _missing.Contains(Sequence);
    }

    /// <summary>Whether the template has the mark of a record.</summary>
    public bool HasSequence { get; }

    public void Note(LogEvent? logEvent)
    {
        if (logEvent is null) _isAnyText = true;
        else _isAnyJson = true;
        if (logEvent is not null && _missing.Count > 0) _missing.RemoveWhere(logEvent.Properties.ContainsKey);
    }

    /// <summary>What the user should know after all records were shown, in lines.</summary>
    public IEnumerable<string> Remarks()
    {
        if (_isAnyText && !_isAnyJson) yield return "--template has no effect on records of text, which are shown as they are";
        if (!_isAnyJson) yield break;
        if (!_hasNames) yield return "--template shows the same for each record: names are in braces, such as {Message}";
        foreach (var name in _missing)
        {
            var known = OfAllRecords.Append(Sequence).Where(n => !n.Equals(name, StringComparison.Ordinal));
            var hint = NearMiss.Of(name, known) is { } near ? $"; did you mean {{{near}}}?" : "";
            yield return $"--template: no record that is shown has {{{name}}}{hint}";
        }
    }
}
