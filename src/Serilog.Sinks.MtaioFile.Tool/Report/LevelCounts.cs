using Serilog.Events;

namespace Serilog.Sinks.MtaioFile.Tool.Report;

/// <summary>How many records there are of each level.</summary>
sealed class LevelCounts
{
    /// <summary>All levels, the lowest first; null stands for records without a level.</summary>
    public static readonly IReadOnlyList<LogEventLevel?> Levels =
        [null, .. Enum.GetValues<LogEventLevel>().Select(l => (LogEventLevel?)l)];

    readonly long[] _counts = new long[Levels.Count];

    public long this[LogEventLevel? level] => _counts[IndexOf(level)];

    public long Total => _counts.Sum();

    /// <summary>The levels of which there are records, the highest first.</summary>
    public IEnumerable<LogEventLevel?> Present => Levels.Reverse().Where(l => this[l] > 0);

    public long Errors => this[LogEventLevel.Error] + this[LogEventLevel.Fatal];

    public static string NameOf(LogEventLevel? level) => level?.ToString() ?? "No level";

    public void Add(LogEventLevel? level) => _counts[IndexOf(level)]++;

    public void AddAll(LevelCounts others)
    {
        for (var i = 0; i < _counts.Length; i++) _counts[i] += others._counts[i];
    }

    static int IndexOf(LogEventLevel? level) => level is { } l && Enum.IsDefined(l) ? (int)l + 1 : 0;
}
