using System.Globalization;
using System.Text.RegularExpressions;
using Serilog.Events;
using Serilog.Expressions;
using Serilog.Parsing;
using Serilog.Sinks.MtaioFile.Reader;
using Serilog.Sinks.MtaioFile.Settings;

namespace Serilog.Sinks.MtaioFile.Tool.Reading;

/// <summary>An expression of Serilog.Expressions over the records of a log. The run is <c>@run</c>, and the number <c>@q</c>.</summary>
sealed partial class RecordExpression
{
    const string Example = "write, for instance, \"StatusCode >= 500\" or \"@l = 'Error' and @m like '%timeout%'\"";
    const string RunName = "@run";
    const string NumberName = "@q";

    static readonly string[] NamesOfText = ["@t", "@l", "@m", RunName, NumberName];
    static readonly string[] Names = [.. NamesOfText, "@mt", "@x", "@p", "@tr", "@sp", "@i", "@r"];
    static readonly string[] Words =
        ["and", "or", "not", "is", "null", "in", "like", "ci", "if", "then", "else", "true", "false"];

    const RegexOptions Options = RegexOptions.CultureInvariant | RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture;

    readonly CompiledExpression _expression;

    /// <summary>The names of which records of text have none.</summary>
    readonly string[] _unknownInText;

    RecordExpression(CompiledExpression expression, string[] unknownInText) => (_expression, _unknownInText) = (expression, unknownInText);

    /// <summary>Why the expression says nothing of records of text; null = it does, or there was none.</summary>
    public string? NoteOnText { get; private set; }

    /// <exception cref="ToolException">The expression has a mistake.</exception>
    public static RecordExpression Compile(string expression)
    {
        try
        {
            // The first one has the places of mistakes as the user sees them.
            if (!SerilogExpression.TryCompile(expression, out _, out var error)) throw Mistake(expression, error);
            string[] names = [.. NamesIn(expression)];
            if (Array.Find(names, n => n[0] == '@' && !Names.Contains(n, StringComparer.Ordinal)) is { } unknown)
            {
                var hint = NearMiss.Hint(unknown, Names);
                throw Mistake(expression, $"{unknown} is not known, {hint}there are {string.Join(", ", Names)}; properties have no @");
            }
            var readable = Tokens().Replace(expression, m => m.Value is RunName or NumberName ? $"@p['{m}']" : m.Value);
            var compiled = SerilogExpression.Compile(readable, CultureInfo.InvariantCulture);
            return new RecordExpression(compiled, [.. names.Except(NamesOfText, StringComparer.Ordinal)]);
        }
        catch (ArgumentException ex)
        {
            // Names of functions are looked up later than the syntax is read.
            throw Mistake(expression, ex.Message);
        }
    }

    public bool IsTrue(MtaioLogRecord record) =>
        (record.ToLogEvent() is { } logEvent ? WithMark(logEvent, record) : OfText(record)) is { } read
        && ExpressionResult.IsTrue(_expression(read));

    static ToolException Mistake(string expression, string reason) =>
        new($"--where \"{expression}\": {reason.TrimEnd('.')}; {Example}", Exit.Usage);

    /// <summary>The names of properties and of what all records have: not those of functions and of inner properties.</summary>
    static IEnumerable<string> NamesIn(string expression) => Tokens().Matches(expression)
        .Where(m => m.Value[0] != '\'' && !char.IsAsciiDigit(m.Value[0]))
        .Where(m => !expression.AsSpan(m.Index + m.Length).TrimStart().StartsWith("("))
        .Where(m => !expression.AsSpan(0, m.Index).TrimEnd().EndsWith("."))
        .Select(m => m.Value)
        .Where(n => !Words.Contains(n, StringComparer.OrdinalIgnoreCase))
        .Distinct(StringComparer.Ordinal);

    /// <summary>A record of text has a time, a level, a message and its mark only.</summary>
    LogEvent? OfText(MtaioLogRecord record)
    {
        if (record.IsJson) return null;
        if (_unknownInText.Length > 0)
        {
            NoteOnText ??= $"{record.File.Path} has records of text, which have no {string.Join(" and no ", _unknownInText)}: "
                + $"--where sees only their {string.Join(", ", NamesOfText)}";
        }
        var message = new MessageTemplate([new TextToken(record.Message)]);
        var text = new LogEvent(record.Timestamp ?? default, record.Level ?? LogEventLevel.Information, exception: null, message, []);
        return WithMark(text, record);
    }

    static LogEvent WithMark(LogEvent logEvent, MtaioLogRecord record)
    {
        if (record.Number is not { } number) return logEvent;
        logEvent.AddPropertyIfAbsent(new LogEventProperty(RunName, new ScalarValue(record.Run)));
        logEvent.AddPropertyIfAbsent(new LogEventProperty(NumberName, new ScalarValue(number)));
        return logEvent;
    }

    [GeneratedRegex(@"'([^']|'')*'|@?\w+", Options)]
    private static partial Regex Tokens();
}
