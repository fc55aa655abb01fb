using Serilog.Events;
using Serilog.Expressions;
using Serilog.Parsing;
using Serilog.Sinks.MtaioFile.Reader;

namespace Serilog.Sinks.MtaioFile.Tool.Reading;

/// <summary>An expression of Serilog.Expressions over the records of a log.</summary>
sealed class RecordExpression
{
    const string Example = "write, for instance, \"StatusCode >= 500\" or \"@l = 'Error' and @m like '%timeout%'\"";

    readonly CompiledExpression _expression;

    RecordExpression(CompiledExpression expression) => _expression = expression;

    /// <exception cref="ToolException">The expression has a mistake.</exception>
    public static RecordExpression Compile(string expression)
    {
        try
        {
            if (SerilogExpression.TryCompile(expression, out var compiled, out var error)) return new RecordExpression(compiled);
            throw Mistake(expression, error);
        }
        catch (ArgumentException ex)
        {
            // Names of functions are looked up later than the syntax is read.
            throw Mistake(expression, ex.Message);
        }
    }

    static ToolException Mistake(string expression, string reason) =>
        new($"--where \"{expression}\": {reason.TrimEnd('.')}; {Example}", Exit.Usage);

    public bool IsTrue(MtaioLogRecord record) =>
        (record.ToLogEvent() ?? OfText(record)) is { } logEvent && ExpressionResult.IsTrue(_expression(logEvent));

    /// <summary>A record of text has a time, a level and a message only.</summary>
    static LogEvent? OfText(MtaioLogRecord record)
    {
        if (record.IsJson) return null;
        var message = new MessageTemplate([new TextToken(record.Message)]);
        return new LogEvent(record.Timestamp ?? default, record.Level ?? LogEventLevel.Information, exception: null, message, []);
    }
}
