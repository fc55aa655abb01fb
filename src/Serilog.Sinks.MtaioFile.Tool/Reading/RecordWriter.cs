using System.Globalization;
using Serilog.Events;
using Serilog.Formatting;
using Serilog.Sinks.MtaioFile.Composition;
using Serilog.Sinks.MtaioFile.Reader;

namespace Serilog.Sinks.MtaioFile.Tool.Reading;

/// <summary>Writes records as text, with colours on a terminal.</summary>
sealed class RecordWriter
{
    const string Plain = "\u001b[0m";

    readonly TextWriter _output;
    readonly ITextFormatter? _formatter;
    readonly TemplateNames? _names;
    readonly bool _isTerminal;
    readonly bool _hasColors;

    /// <param name="output">Gets the text.</param>
    /// <param name="template">The output template for records of JSON; null = that of the library.</param>
    /// <param name="isRaw">Whether records stay as they are.</param>
    /// <exception cref="ToolException">The template has a mistake.</exception>
    public RecordWriter(TextWriter output, string? template, bool isRaw)
    {
        (_output, _isTerminal, _hasColors) = (output, Terminals.Is(output), Terminals.HasColors(output) && !isRaw);
        _names = template is null ? null : new TemplateNames(template);
        try
        {
            _formatter = isRaw
                ? null
                : OutputTemplate.Formatter(
                    template ?? MtaioFileLoggerConfigurationExtensions.DefaultOutputTemplate, CultureInfo.InvariantCulture);
        }
        catch (ArgumentException ex)
        {
            throw new ToolException($"--template \"{template}\": {ex.Message}", Exit.Usage);
        }
    }

    public void Write(MtaioLogRecord record)
    {
        if (!_isTerminal)
        {
            WriteTo(_output, record);
            return;
        }
        using var text = new StringWriter(CultureInfo.InvariantCulture);
        WriteTo(text, record);
        var shown = TerminalText.Escape(text.ToString());
        _output.Write(_hasColors && ColorOf(record.Level) is { } color ? color + shown + Plain : shown);
    }

    /// <summary>What the user should know of the template after all records were shown, in lines.</summary>
    public IEnumerable<string> Remarks => _names?.Remarks() ?? [];

    void WriteTo(TextWriter output, MtaioLogRecord record)
    {
        var logEvent = _formatter is null ? null : record.ToLogEvent();
        if (_names is { HasSequence: true } && record.Number is { } number)
            logEvent?.AddPropertyIfAbsent(new LogEventProperty(TemplateNames.Sequence, new Mark(record.Run!, number)));
        _names?.Note(logEvent);
        if (logEvent is not null) _formatter!.Format(logEvent, output);
        else output.WriteLine(record.Text);
    }

    public void Flush() => _output.Flush();

    static string? ColorOf(LogEventLevel? level) => level switch
    {
        LogEventLevel.Fatal => "\u001b[1;31m",
        LogEventLevel.Error => "\u001b[31m",
        LogEventLevel.Warning => "\u001b[33m",
        LogEventLevel.Debug or LogEventLevel.Verbose => "\u001b[90m",
        _ => null,
    };

    /// <summary>A mark as the library writes it: a text without quotes.</summary>
    sealed class Mark(string run, long number) : LogEventPropertyValue
    {
        public override void Render(TextWriter output, string? format = null, IFormatProvider? formatProvider = null) =>
            output.Write(string.Create(CultureInfo.InvariantCulture, $"{run}#{number}"));
    }
}
