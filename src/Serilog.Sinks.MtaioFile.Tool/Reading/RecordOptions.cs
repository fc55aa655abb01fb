using System.CommandLine;
using System.CommandLine.Parsing;
using Serilog.Events;

namespace Serilog.Sinks.MtaioFile.Tool.Reading;

/// <summary>The options of <c>cat</c> and <c>tail</c>: which records are shown, and how.</summary>
sealed class RecordOptions
{
    readonly Argument<string[]> _paths = LogPaths.Argument();
    readonly Option<string[]> _names = LogPaths.ArchiveNames();
    readonly Option<string?> _template = new("--template")
    {
        Description = "The output template for records of JSON. Text stays as it is.",
    };

    readonly Option<bool> _raw = new("--raw") { Description = "Shows records of JSON as they are in the file." };
    readonly Option<LogEventLevel?> _level = new("--level") { Description = "Shows this level and those above." };
    readonly Option<DateTimeOffset?> _since = new("--since")
    {
        Description = "Shows records from this time on: 2026-11-27T08:30, or a span before now such as 2h.",
        CustomParser = SpanText.ParseTime,
    };

    readonly Option<DateTimeOffset?> _until = new("--until")
    {
        Description = "Shows records before this time.",
        CustomParser = SpanText.ParseTime,
    };

    readonly Option<Guid?> _transaction = new("--transaction")
    {
        Description = "Shows the records of the transaction with this id.",
        CustomParser = ParseId,
    };

    readonly Option<string?> _where = new("--where")
    {
        Description = "Shows records for which an expression of Serilog.Expressions is true, such as \"StatusCode >= 500\".",
    };

    readonly Option<bool> _events = new("--events")
    {
        Description = "Leaves out what the sink itself has written: run records, end records and drop notices.",
    };

    static Guid? ParseId(ArgumentResult argument)
    {
        var text = argument.Tokens[0].Value;
        if (Guid.TryParse(text, out var id)) return id;
        argument.AddError($"--transaction = \"{text}\": is no id of a transaction; write one such as {Guid.Empty}");
        return null;
    }

    public void AddTo(Command command)
    {
        command.Add(_paths);
        Option[] options = [_template, _raw, _level, _since, _until, _transaction, _where, _events, _names];
        foreach (var option in options) command.Add(option);
        command.Validators.Add(result =>
        {
            if (result.GetValue(_raw) && result.GetValue(_template) is not null)
                result.AddError("--template has no effect beside --raw; write one of them");
        });
    }

    public string[] Paths(ParseResult parsed) => parsed.GetRequiredValue(_paths);

    public string[] ArchiveNames(ParseResult parsed) => parsed.GetValue(_names) ?? [];

    /// <exception cref="ToolException">The expression has a mistake.</exception>
    public RecordSelection Selection(ParseResult parsed) => new()
    {
        Level = parsed.GetValue(_level),
        Since = parsed.GetValue(_since),
        Until = parsed.GetValue(_until),
        Transaction = parsed.GetValue(_transaction)?.ToString(),
        IsEventsOnly = parsed.GetValue(_events),
        Where = parsed.GetValue(_where) is { } expression ? RecordExpression.Compile(expression) : null,
    };

    /// <summary>Tells what an expression or a template could not do, after all records were shown.</summary>
    public static void TellRemarks(RecordSelection selection, RecordWriter writer, TextWriter error)
    {
        foreach (var remark in writer.Remarks.Prepend(selection.Where?.NoteOnText).OfType<string>())
            error.WriteLine(Terminals.ShownLine(error, $"mtaiolog: note: {remark}"));
    }

    /// <exception cref="ToolException">The template has a mistake.</exception>
    public RecordWriter Writer(ParseResult parsed) =>
        new(parsed.InvocationConfiguration.Output, parsed.GetValue(_template), parsed.GetValue(_raw));
}
