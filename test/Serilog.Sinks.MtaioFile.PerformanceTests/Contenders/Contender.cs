namespace Serilog.Sinks.MtaioFile.PerformanceTests.Contenders;

/// <summary>One way of bringing numbered events into a file. To dispose of it is to write everything and to close the file.</summary>
abstract class Contender : IDisposable
{
    /// <summary>Logs the event of this number.</summary>
    public abstract void Write(int number);

    /// <summary>Logs the events from <paramref name="first"/> up to, but not including, <paramref name="end"/>.</summary>
    public virtual void WriteRange(int first, int end)
    {
        for (var number = first; number < end; number++) Write(number);
    }

    public abstract void Dispose();
}
