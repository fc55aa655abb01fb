using Serilog.Core;
using Serilog.Events;

namespace Serilog.Sinks.MtaioFile.TestProcess;

/// <summary>Prints <c>failure kind first-last,first-last message</c> for each report.</summary>
sealed class PrintingFailureListener : ILoggingFailureListener
{
    public void OnLoggingFailed(
        object sender, LoggingFailureKind kind, string message, IReadOnlyCollection<LogEvent>? events, Exception? exception) =>
        Console.WriteLine($"failure {kind} {(events is null ? "-" : string.Join(',', Ranges(events.Select(NumberOf))))} {message}");

    static long NumberOf(LogEvent logEvent) =>
        logEvent.Properties.TryGetValue(NumberedLine.NumberProperty, out var value) && value is ScalarValue { Value: long number }
            ? number
            : 0;

    static IEnumerable<string> Ranges(IEnumerable<long> numbers)
    {
        (long First, long Last)? range = null;
        foreach (var number in numbers)
        {
            if (range is { } open && number == open.Last + 1)
            {
                range = (open.First, number);
                continue;
            }
            if (range is { } done) yield return $"{done.First}-{done.Last}";
            range = (number, number);
        }
        if (range is { } last) yield return $"{last.First}-{last.Last}";
    }
}
