namespace Serilog.Sinks.MtaioFile.Tests.Support;

/// <summary>A value that knows by which thread and how often it was rendered.</summary>
sealed class RenderingProbe(int number, Action? whenRendered = null) : IFormattable
{
    int _renderings;

    public Thread? RenderedBy { get; private set; }

    public int Renderings => _renderings;

    public string ToString(string? format, IFormatProvider? formatProvider)
    {
        Interlocked.Increment(ref _renderings);
        RenderedBy = Thread.CurrentThread;
        whenRendered?.Invoke();
        return $"e{number}";
    }

    public override string ToString() => $"e{number}";
}
