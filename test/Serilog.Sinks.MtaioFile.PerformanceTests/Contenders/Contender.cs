namespace Serilog.Sinks.MtaioFile.PerformanceTests.Contenders;

/// <summary>One way of bringing numbered events into a file. To dispose of it is to write everything and to close the file.</summary>
abstract class Contender : IDisposable
{
    protected const int EventsPerCall = 256;

    /// <summary>Logs the event of this number.</summary>
    public abstract void Write(int number);

    /// <summary>Logs an event of another form.</summary>
    public abstract void Log(string template, object[] values);

    /// <summary>Logs the events from <paramref name="first"/> up to, but not including, <paramref name="end"/>.</summary>
    public void WriteRange(int first, int end)
    {
        // A loop that is entered once only would never be compiled as well as what it calls.
        for (; first < end; first += EventsPerCall) WriteSome(first, Math.Min(first + EventsPerCall, end));
    }

    protected virtual void WriteSome(int first, int end)
    {
        for (var number = first; number < end; number++) Write(number);
    }

    public abstract void Dispose();
}
