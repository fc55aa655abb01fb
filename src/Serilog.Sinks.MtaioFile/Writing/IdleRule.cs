using Serilog.Sinks.MtaioFile.Files;

namespace Serilog.Sinks.MtaioFile.Writing;

/// <summary>Decides after how long without events a file is closed until its next event.</summary>
/// <param name="after">What the user has chosen; <see cref="TimeSpan.MaxValue"/> = never, null = when many files are open.</param>
sealed class IdleRule(TimeSpan? after)
{
    /// <summary>A process may often have 1,024 files open, and logs must leave most of them to the application.</summary>
    const int ManyFiles = 300;

    static readonly TimeSpan IfMany = TimeSpan.FromSeconds(10);

    /// <summary>The time without events; infinite = the file stays open.</summary>
    public TimeSpan Limit => after switch
    {
        null => LogFile.OpenCount > ManyFiles ? IfMany : Timeout.InfiniteTimeSpan,
        { } chosen when chosen == TimeSpan.MaxValue => Timeout.InfiniteTimeSpan,
        { } chosen => chosen,
    };
}
