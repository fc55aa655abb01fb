namespace Serilog.Sinks.MtaioFile.Tests.Support;

static class Numbers
{
    public static IEnumerable<long> From(long first, long last)
    {
        for (var number = first; number <= last; number++) yield return number;
    }
}
