using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Serilog.Sinks.MtaioFile.Reader.Parsing;

/// <summary>A record that the sink itself wrote.</summary>
abstract record OwnRecord
{
    /// <summary>Reads a record; null = it is none of these.</summary>
    public static OwnRecord? Read(ReadOnlySpan<byte> record)
    {
        var text = Encoding.UTF8.GetString(record);
        return record is [(byte)'{', ..] && JsonProperties.Read(record) is { } properties
            ? FromProperties(properties) ?? OwnRecordText.Read(text)
            : OwnRecordText.Read(text);
    }

    static OwnRecord? FromProperties(Dictionary<string, string> properties)
    {
        if (properties.ContainsKey("DroppedEvents") && properties.ContainsKey("DropReason")) return DropNotice.From(properties);
        if (!properties.TryGetValue("Run", out var run)) return null;
        if (properties.ContainsKey("PreviousEnd")) return RunRecord.From(run, properties);
        return properties.ContainsKey("WrittenEvents") ? EndOfRun.From(run, properties) : null;
    }

    protected static long Number(Dictionary<string, string> properties, string name) =>
        properties.TryGetValue(name, out var text) && long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : 0;
}

/// <summary>The record before the first record of a run in a file.</summary>
sealed record RunRecord(
    string Run,
    string Host,
    int ProcessId,
    DateTimeOffset? Started,
    long LastNumber,
    string PreviousEnd,
    long PreviousBytes) : OwnRecord
{
    public static RunRecord From(string run, Dictionary<string, string> properties) => new(
        run,
        properties.GetValueOrDefault("Host", ""),
        (int)Math.Min(int.MaxValue, Number(properties, "ProcessId")),
        Time(properties.GetValueOrDefault("Started")),
        Number(properties, "LastNumber"),
        properties.GetValueOrDefault("PreviousEnd", "-"),
        Number(properties, "PreviousBytes"));

    static DateTimeOffset? Time(string? text) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) ? time : null;
}

/// <summary>The record that says how many events were dropped.</summary>
sealed record DropNotice(long Events, string Reason, string ByLevel, string? Numbers) : OwnRecord
{
    public static DropNotice From(Dictionary<string, string> properties) => new(
        Number(properties, "DroppedEvents"),
        properties.GetValueOrDefault("DropReason", ""),
        properties.GetValueOrDefault("DroppedByLevel", ""),
        properties.GetValueOrDefault("DroppedNumbers"));
}

/// <summary>The last record of a run.</summary>
sealed record EndOfRun(string Run, long LastNumber, string? Dropped) : OwnRecord
{
    public static EndOfRun From(string run, Dictionary<string, string> properties) =>
        new(run, Number(properties, "LastNumber"), properties.GetValueOrDefault("DroppedNumbers"));
}

/// <summary>Reads the messages of the sink's own records.</summary>
static partial class OwnRecordText
{
    public static OwnRecord? Read(string text)
    {
        if (RunMessage().Match(text) is { Success: true } run)
        {
            return RunRecord.From(run.Groups["Run"].Value, Values(run));
        }
        if (EndMessage().Match(text) is { Success: true } end) return EndOfRun.From(end.Groups["Run"].Value, Values(end));
        return DropMessage().Match(text) is { Success: true } drop ? DropNotice.From(Values(drop)) : null;
    }

    static Dictionary<string, string> Values(Match match) =>
        match.Groups.Values.Where(g => g.Success).ToDictionary(g => g.Name, g => g.Value, StringComparer.Ordinal);

    [GeneratedRegex(
        @"Log run (?<Run>[a-z0-9]{8}) in this file: host=(?<Host>.*?) process=(?<ProcessId>\d+) started=(?<Started>\S+) " +
        @"last=(?<LastNumber>\d+) after=(?<PreviousEnd>\S+) bytes=(?<PreviousBytes>\d+)",
        RegexOptions.CultureInvariant)]
    private static partial Regex RunMessage();

    [GeneratedRegex(
        @"Log run (?<Run>[a-z0-9]{8}) ends: last=(?<LastNumber>\d+) written=\d+ dropped=(?<DroppedNumbers>[-0-9:,]+)",
        RegexOptions.CultureInvariant)]
    private static partial Regex EndMessage();

    [GeneratedRegex(
        @"(?<DroppedEvents>\d+) log events were dropped between [^{]{20,80}?: " +
        @"""?(?<DropReason>[^""]*?)""? \(""?(?<DroppedByLevel>[^()]*?)""?\)" +
        @"(, numbers (?<DroppedNumbers>[-0-9:,]+))?",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex DropMessage();
}
