namespace Serilog.Sinks.MtaioFile.PerformanceTests.Contenders;

/// <summary>
/// The event that everybody logs. Its number has seven digits, so that a line of text always has 95 bytes:
/// <c>2026-11-23 10:11:12.345 +00:00 [INF] Order 2000000 for Wonderland Trading Ltd took 200.0000 ms</c>.
/// </summary>
static class SampleEvent
{
    public const string Template = "Order {OrderId} for {Customer} took {Elapsed:0.0000} ms";
    public const string OutputTemplate = "{Timestamp:yyyy-MM-dd HH:mm:ss.fff zzz} [{Level:u3}] {Message:lj}{NewLine}{Exception}";
    public const string Customer = "Wonderland Trading Ltd";
    public const int LineBytes = 95;
    public const int FirstNumber = 1_000_000;
    public const int LastNumber = 9_999_999;

    public static double Elapsed(int number) => number / 10_000.0;
}
