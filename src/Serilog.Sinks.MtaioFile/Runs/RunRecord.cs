using Serilog.Events;
using Serilog.Parsing;

namespace Serilog.Sinks.MtaioFile.Runs;

/// <summary>Makes the records with which a run begins in a file, and ends.</summary>
static class RunRecord
{
    /// <summary>How the message of the first record of a run in a file begins, up to the id of the run.</summary>
    public const string Start = "Log run ";

    /// <summary>What stands for a mark that is not known, and for no numbers.</summary>
    public const string None = "-";

    static readonly MessageTemplate BeginTemplate = new MessageTemplateParser().Parse(
        Start + "{Run:l} in this file: host={Host:l} process={ProcessId} started={Started:O} last={LastNumber} after={PreviousEnd:l} " +
        "bytes={PreviousBytes}");

    static readonly MessageTemplate EndTemplate = new MessageTemplateParser().Parse(
        Start + "{Run:l} ends: last={LastNumber} written={WrittenEvents} dropped={DroppedNumbers:l}");

    /// <summary>The record before the first event of a run in a file.</summary>
    /// <param name="run">The run.</param>
    /// <param name="place">The place of the record.</param>
    /// <param name="now">The time.</param>
    public static LogEvent Begin(LogRun run, RunPlace place, DateTimeOffset now) => Create(now, BeginTemplate,
    [
        new("Run", new ScalarValue(run.Id)),
        new("Host", new ScalarValue(run.Host)),
        new("ProcessId", new ScalarValue(run.ProcessId)),
        new("Started", new ScalarValue(run.Started)),
        new("LastNumber", new ScalarValue(place.LastNumber)),
        new("PreviousEnd", new ScalarValue(place.PreviousEnd ?? None)),
        new("PreviousBytes", new ScalarValue(place.PreviousBytes)),
    ]);

    /// <summary>The last record of a run.</summary>
    /// <param name="run">The run.</param>
    /// <param name="last">The last number that was given.</param>
    /// <param name="written">How many events were written.</param>
    /// <param name="dropped">The numbers that no drop notice has named.</param>
    /// <param name="now">The time.</param>
    public static LogEvent End(LogRun run, long last, long written, NumberRanges dropped, DateTimeOffset now) => Create(now, EndTemplate,
    [
        new("Run", new ScalarValue(run.Id)),
        new("LastNumber", new ScalarValue(last)),
        new("WrittenEvents", new ScalarValue(written)),
        new("DroppedNumbers", new ScalarValue(dropped.IsEmpty ? None : dropped.ToString())),
    ]);

    static LogEvent Create(DateTimeOffset now, MessageTemplate template, LogEventProperty[] properties) =>
        new(now, LogEventLevel.Information, exception: null, template, properties);
}

/// <summary>Where a run begins in a file.</summary>
/// <param name="LastNumber">The last number of the run in earlier files; 0 = none.</param>
/// <param name="PreviousEnd">The run and number of the last record before this place; null = not known.</param>
/// <param name="PreviousBytes">
/// The length of the file up to this place, or, at the start of a file, of the file that was rotated before it; 0 = not known.
/// </param>
readonly record struct RunPlace(long LastNumber, string? PreviousEnd, long PreviousBytes);
