using System.Diagnostics;

namespace Serilog.Sinks.MtaioFile.Tests.Support;

/// <summary>Waits for what another thread or process is about to bring about.</summary>
static class Eventually
{
    static readonly TimeSpan LongEnough = TimeSpan.FromSeconds(30);

    public static void True(Func<bool> condition, string what, TimeSpan? within = null) => True(condition, () => what, within);

    /// <summary>Says in the end what was still missing then.</summary>
    public static void True(Func<bool> condition, Func<string> what, TimeSpan? within = null)
    {
        var start = Stopwatch.GetTimestamp();
        while (!Holds(condition))
        {
            if (Stopwatch.GetElapsedTime(start) >= (within ?? LongEnough)) Assert.Fail($"still waiting for: {what()}");
            Thread.Sleep(5);
        }
    }

    /// <summary>A look at a folder may find a file renamed between the listing and the reading: it is repeated.</summary>
    static bool Holds(Func<bool> condition)
    {
        try
        {
            return condition();
        }
        catch (FileNotFoundException)
        {
            return false;
        }
    }
}
