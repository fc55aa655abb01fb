namespace Serilog.Sinks.MtaioFile.Tests.Support;

/// <summary>The base of tests in which a host sets the static <see cref="Log"/>: closes it after the test. They run alone.</summary>
public abstract class HostedLogUnderTest : LogUnderTest
{
    public override void Dispose()
    {
        Log.CloseAndFlush();
        base.Dispose();
    }
}
