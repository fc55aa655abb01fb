using Serilog.Sinks.MtaioFile.PerformanceTests.Contenders;

namespace Serilog.Sinks.MtaioFile.PerformanceTests.ManySinks;

/// <summary>Many sinks of one contender in one process, each with a file of its own.</summary>
abstract class SinkFleet : IDisposable
{
    public static readonly string[] All = [ContenderList.Mtaio, "file", "nlog-default", "nlog-best", "zlogger"];

    public static SinkFleet Create(string contender, string folder, int sinks) => contender.StartsWith("nlog", StringComparison.Ordinal)
        ? new NLogFleet(folder, sinks, contender == "nlog-best" ? Tuning.Best : Tuning.Default)
        : new SeparateFleet(contender, folder, sinks);

    public static string PathOf(string folder, int sink) => Path.Combine(folder, $"sink{sink}.log");

    public abstract void Write(int sink, int number);

    /// <summary>Creates another sink, logs one event, and disposes of the sink.</summary>
    public abstract void UseOnce(int sink);

    public abstract void Dispose();
}
