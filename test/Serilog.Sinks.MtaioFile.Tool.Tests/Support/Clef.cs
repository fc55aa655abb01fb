using System.Globalization;

namespace Serilog.Sinks.MtaioFile.Tool.Tests.Support;

/// <summary>Lines of logs, as the sink writes them.</summary>
static class Clef
{
    static readonly DateTimeOffset Begin = new(2025, 11, 27, 8, 0, 0, TimeSpan.Zero);

    /// <summary>The time of a record: one second after the other.</summary>
    public static DateTimeOffset At(int second) => Begin.AddSeconds(second);

    /// <summary>An event with a property <c>N</c>.</summary>
    public static string Line(int n, string level = "Information", string more = "")
    {
        var shownLevel = level == "Information" ? "" : $"\"@l\":\"{level}\",";
        return string.Create(
            CultureInfo.InvariantCulture,
            $$$"""{"@t":"{{{At(n):O}}}","@mt":"Event {N}",{{{shownLevel}}}"N":{{{n}}}{{{more}}}}""") + "\n";
    }

    /// <summary>The line that the default template makes of it.</summary>
    public static string Shown(int n, string level = "INF") => $"2025-11-27 08:00:{n:00}.000 +00:00 [{level}] Event {n}";

    public static string Lines(int from, int to) => string.Concat(Enumerable.Range(from, to - from + 1).Select(n => Line(n)));

    /// <summary>An event of a run with its number.</summary>
    public static string Numbered(string run, int number, string more = "\"@mt\":\"Event\"") => string.Create(
        CultureInfo.InvariantCulture, $$"""{"@run":"{{run}}","@q":{{number}},"@t":"{{At(number):O}}",{{more}}}""") + "\n";

    /// <summary>The run record of a file.</summary>
    public static string RunRecord(string run, int last = 0, string after = "-", long bytes = 0)
    {
        const string Template = "Log run {Run:l} in this file: host={Host:l} process={ProcessId} started={Started:O} last={LastNumber} "
            + "after={PreviousEnd:l} bytes={PreviousBytes}";
        return Numbered(run, 0, string.Create(
            CultureInfo.InvariantCulture,
            $"""
            "@mt":"{Template}","Run":"{run}","Host":"another-host","ProcessId":1,"Started":"{Begin:O}",
            """) + string.Create(
            CultureInfo.InvariantCulture,
            $"""
            "LastNumber":{last},"PreviousEnd":"{after}","PreviousBytes":{bytes}
            """));
    }

    public static string EndRecord(string run, int last, int written, string dropped = "-")
    {
        const string Template = "Log run {Run:l} ends: last={LastNumber} written={WrittenEvents} dropped={DroppedNumbers:l}";
        return Numbered(run, 0, string.Create(
            CultureInfo.InvariantCulture,
            $"""
            "@mt":"{Template}","Run":"{run}","LastNumber":{last},"WrittenEvents":{written},"DroppedNumbers":"{dropped}"
            """));
    }

    public static string DropNotice(string run, int events, string numbers)
    {
        const string Time = "yyyy-MM-dd HH:mm:ss.fff zzz";
        const string Template = "{DroppedEvents} log events were dropped between {DroppedFrom:" + Time + "} and {DroppedUntil:" + Time
            + "}: {DropReason} ({DroppedByLevel}), numbers {DroppedNumbers:l}";
        return Numbered(run, 0, string.Create(
            CultureInfo.InvariantCulture,
            $"""
            "@l":"Warning","@mt":"{Template}","DroppedEvents":{events},"DroppedFrom":"{Begin:O}","DroppedUntil":"{Begin:O}",
            """) + string.Create(
            CultureInfo.InvariantCulture,
            $$"""
            "DropReason":"the queue was full","DroppedByLevel":{"Information":{{events}}},"DroppedNumbers":"{{numbers}}"
            """));
    }
}
