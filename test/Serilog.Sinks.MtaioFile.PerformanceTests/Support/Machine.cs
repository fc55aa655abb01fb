using System.Globalization;
using System.Runtime.InteropServices;

namespace Serilog.Sinks.MtaioFile.PerformanceTests.Support;

/// <summary>What the numbers were measured on.</summary>
sealed record Machine(string Processor, int Cores, double MemoryGigabytes, string System, string Runtime)
{
    public static Machine Here() => new(
        FieldOf("/proc/cpuinfo", "model name") ?? RuntimeInformation.ProcessArchitecture.ToString(),
        Environment.ProcessorCount,
        Math.Round(GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / 1e9),
        RuntimeInformation.OSDescription,
        RuntimeInformation.FrameworkDescription);

    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{Processor}, {Cores} cores, {MemoryGigabytes:0} GB, {System}, {Runtime}");

    static string? FieldOf(string path, string name)
    {
        if (!global::System.IO.File.Exists(path)) return null;
        var line = global::System.IO.File.ReadLines(path).FirstOrDefault(l => l.StartsWith(name, StringComparison.Ordinal));
        return line?[(line.IndexOf(':', StringComparison.Ordinal) + 1)..].Trim();
    }
}
